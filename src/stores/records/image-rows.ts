import type { Kysely } from "kysely";
import type { ImageRows } from "#core/records.ts";
import type { Database } from "./database-types.ts";

export function imageRows(database: Kysely<Database>): ImageRows {
  return {
    async insert({ size, ...image }, parentImageIds) {
      await database
        .insertInto("images")
        .values({ ...image, ...size })
        .execute();
      if (parentImageIds.length === 0) return;
      await database
        .insertInto("imageParents")
        .values(parentImageIds.map((parentImageId, position) => ({ imageId: image.id, position, parentImageId })))
        .execute();
    },

    async find(id) {
      const row = await database.selectFrom("images").selectAll().where("id", "=", id).executeTakeFirst();
      if (!row) return null;
      const { width, height, ...image } = row;
      return { ...image, size: { width, height } };
    },

    async parents(id) {
      const rows = await database
        .selectFrom("imageParents")
        .select("parentImageId")
        .where("imageId", "=", id)
        .orderBy("position")
        .execute();
      return rows.map((row) => row.parentImageId);
    },
  };
}
