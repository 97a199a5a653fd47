import type { Kysely } from "kysely";
import type { DraftRows } from "#core/records.ts";
import { fromJson, toJson } from "./columns.ts";
import type { Database } from "./database-types.ts";

export function draftRows(database: Kysely<Database>): DraftRows {
  return {
    async insert({ id, invocation, createdAt }) {
      await database
        .insertInto("drafts")
        .values({ id, invocation: toJson(invocation), createdAt })
        .execute();
    },

    async take(id) {
      const row = await database.deleteFrom("drafts").where("id", "=", id).returningAll().executeTakeFirst();
      return row ? { ...row, invocation: fromJson(row.invocation) } : null;
    },
  };
}
