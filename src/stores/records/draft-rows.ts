import type { Kysely } from "kysely";
import type { DraftRows } from "#core/records.ts";
import { fromJson, personColumns, toJson } from "./columns.ts";
import type { Database } from "./database-types.ts";

export function draftRows(database: Kysely<Database>): DraftRows {
  return {
    async insert({ id, invocation, createdAt }) {
      await database
        .insertInto("drafts")
        .values({ id, ...personColumns(invocation.actor), invocation: toJson(invocation), createdAt })
        .execute();
    },

    async take(id) {
      const row = await database.deleteFrom("drafts").where("id", "=", id).returningAll().executeTakeFirst();
      return row ? { id: row.id, invocation: fromJson(row.invocation), createdAt: row.createdAt } : null;
    },

    async removeBefore(createdBefore, limit) {
      const old = database.selectFrom("drafts").select("id").where("createdAt", "<", createdBefore).limit(limit);
      const removed = await database.deleteFrom("drafts").where("id", "in", old).returning("id").execute();
      return removed.length;
    },
  };
}
