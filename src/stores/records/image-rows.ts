import type { Kysely, Selectable } from "kysely";
import type { Answer } from "#core/answer.ts";
import type { ImageRows } from "#core/image-rows.ts";
import type { ImageRow, JobRequest } from "#core/rows.ts";
import { fromJson } from "./columns.ts";
import type { Database, ImagesTable } from "./database-types.ts";

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
      return row ? imageOf(row) : null;
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

    async ofJob(jobId) {
      const rows = await database.selectFrom("images").selectAll().where("jobId", "=", jobId).orderBy("id").execute();
      return rows.map(imageOf);
    },

    async inUse() {
      const jobs = await database
        .selectFrom("jobs")
        .select(["id", "request"])
        .where("handedOverAt", "is", null)
        .execute();
      const inputs = jobs.flatMap(({ request }) => {
        const { images, mask } = fromJson<JobRequest>(request);
        return mask === null ? images : [...images, mask];
      });
      const deliveries = await database
        .selectFrom("deliveries")
        .select(["jobId", "answer"])
        .where("settledAt", "is", null)
        .execute();
      const makers = [...jobs.map(({ id }) => id), ...deliveries.flatMap(({ jobId }) => jobId ?? [])];
      const made = await inPieces(makers, (piece) =>
        database.selectFrom("images").select(["id", "key"]).where("jobId", "in", piece).execute(),
      );
      const used = await inPieces(inputs, (piece) =>
        database.selectFrom("images").select(["id", "key"]).where("id", "in", piece).execute(),
      );
      const answered = deliveries.flatMap(({ answer }) =>
        answer === null ? [] : fromJson<Answer>(answer).images.map(({ key }) => key),
      );
      return {
        ids: new Set([...made, ...used].map(({ id }) => id)),
        keys: new Set([...[...made, ...used].map(({ key }) => key), ...answered]),
      };
    },

    async keptBefore(createdBefore, after, limit) {
      let query = database
        .selectFrom("images")
        .selectAll()
        .where("deletedAt", "is", null)
        .where("createdAt", "<", createdBefore);
      if (after) {
        query = query.where(({ eb, refTuple, tuple }) =>
          eb(refTuple("createdAt", "id"), ">", tuple(after.createdAt, after.id)),
        );
      }
      const rows = await query.orderBy("createdAt").orderBy("id").limit(limit).execute();
      return rows.map(imageOf);
    },

    async markDeleted(ids, at) {
      await inPieces(ids, (piece) =>
        database
          .updateTable("images")
          .set({ deletedAt: at })
          .where("id", "in", piece)
          .where("deletedAt", "is", null)
          .execute(),
      );
    },

    async unremoved(after, limit) {
      let query = database
        .selectFrom("images")
        .selectAll()
        .where("deletedAt", "is not", null)
        .where("removedAt", "is", null);
      if (after !== null) query = query.where("id", ">", after);
      const rows = await query.orderBy("id").limit(limit).execute();
      return rows.map(imageOf);
    },

    async markRemoved(ids, at) {
      await inPieces(ids, (piece) =>
        database
          .updateTable("images")
          .set({ removedAt: at })
          .where("id", "in", piece)
          .where("deletedAt", "is not", null)
          .execute(),
      );
    },

    async neededKeys(keys) {
      const rows = await inPieces(keys, (piece) =>
        database.selectFrom("images").select("key").where("key", "in", piece).where("deletedAt", "is", null).execute(),
      );
      return new Set(rows.map(({ key }) => key));
    },
  };
}

/** Databases take only so many parameters at once: SQLite 32,766. https://sqlite.org/limits.html#max_variable_number */
async function inPieces<Row>(
  words: readonly string[],
  work: (piece: readonly string[]) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const all = [...new Set(words)];
  const rows: Row[] = [];
  for (let start = 0; start < all.length; start += 1_000) rows.push(...(await work(all.slice(start, start + 1_000))));
  return rows;
}

function imageOf({ width, height, removedAt: _, ...image }: Selectable<ImagesTable>): ImageRow {
  return { ...image, size: { width, height } };
}
