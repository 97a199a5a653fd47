import type { Kysely } from "kysely";
import type { InboxRows } from "#core/records.ts";
import { fromJson, toJson } from "./columns.ts";
import type { Database } from "./database-types.ts";

export function inboxRows(database: Kysely<Database>): InboxRows {
  return {
    async receive({ dedupeKey, invocation, receivedAt }) {
      const written = await database
        .insertInto("inbox")
        .values({
          dedupeKey,
          replyPlatform: invocation.replyTo.platform,
          replySession: invocation.replyTo.session,
          invocation: toJson(invocation),
          receivedAt,
          closedAt: null,
          jobId: null,
          deliveryId: null,
        })
        .onConflict((conflict) => conflict.column("dedupeKey").doNothing())
        .returning("dedupeKey")
        .executeTakeFirst();
      return written !== undefined;
    },

    async close(dedupeKey, { jobId, deliveryId }, at) {
      const closed = await database
        .updateTable("inbox")
        .set({ closedAt: at, jobId, deliveryId })
        .where("dedupeKey", "=", dedupeKey)
        .where("closedAt", "is", null)
        .returning("dedupeKey")
        .executeTakeFirst();
      return closed !== undefined;
    },

    async find(dedupeKey) {
      const row = await database
        .selectFrom("inbox")
        .select(["dedupeKey", "invocation", "receivedAt", "closedAt", "jobId", "deliveryId"])
        .where("dedupeKey", "=", dedupeKey)
        .executeTakeFirst();
      return row ? { ...row, invocation: fromJson(row.invocation) } : null;
    },
  };
}
