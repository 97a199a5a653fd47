import { type Kysely, sql } from "kysely";
import type { SpendingRows } from "#core/records.ts";
import type { Database } from "./database-types.ts";

export function spendingRows(database: Kysely<Database>): SpendingRows {
  return {
    async get(scope, period) {
      const row = await database
        .selectFrom("spending")
        .selectAll()
        .where("scope", "=", scope)
        .where("period", "=", period)
        .executeTakeFirst();
      return row ?? { scope, period, spentMicros: 0, reservedMicros: 0, images: 0 };
    },

    async add(changes) {
      if (changes.length === 0) return;
      await database
        .insertInto("spending")
        .values(changes)
        .onConflict((conflict) =>
          conflict.columns(["period", "scope"]).doUpdateSet((column) => ({
            spentMicros: column("spending.spentMicros", "+", column.ref("excluded.spentMicros")),
            reservedMicros: column("spending.reservedMicros", "+", column.ref("excluded.reservedMicros")),
            images: column("spending.images", "+", column.ref("excluded.images")),
          })),
        )
        .execute();
    },

    async list(prefix, period) {
      return (
        database
          .selectFrom("spending")
          .selectAll()
          .where("period", "=", period)
          // A range instead of `like`: its wildcards may stand in an id, and the range uses the key.
          .where("scope", ">=", prefix)
          .where("scope", "<", sql<string>`${`${prefix}\u{10ffff}`}`)
          .orderBy("spentMicros", "desc")
          .orderBy("scope")
          .execute()
      );
    },
  };
}
