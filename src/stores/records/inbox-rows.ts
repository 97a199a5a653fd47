import type { Kysely, Selectable } from "kysely";
import type { InboxRows } from "#core/records.ts";
import type { InboxRow } from "#core/rows.ts";
import { emptied, fromJson, personColumns, toJson } from "./columns.ts";
import type { Database, InboxTable } from "./database-types.ts";

export function inboxRows(database: Kysely<Database>): InboxRows {
  return {
    async receive({ dedupeKey, invocation, receivedAt }, { owner, leaseUntil }) {
      const written = await database
        .insertInto("inbox")
        .values({
          dedupeKey,
          ...personColumns(invocation.actor),
          replyPlatform: invocation.replyTo.platform,
          replySession: invocation.replyTo.session,
          invocation: toJson(invocation),
          receivedAt,
          owner,
          leaseUntil,
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
        .set({ closedAt: at, owner: null, leaseUntil: null, jobId, deliveryId })
        .where("dedupeKey", "=", dedupeKey)
        .where("closedAt", "is", null)
        .returning("dedupeKey")
        .executeTakeFirst();
      return closed !== undefined;
    },

    async takeOver({ platforms, session }, { owner, leaseUntil }, at, limit) {
      const left = database
        .selectFrom("inbox")
        .select("dedupeKey")
        .where("closedAt", "is", null)
        .where("leaseUntil", "<", at)
        .where("replyPlatform", "in", platforms)
        .where((column) => column.or([column("replySession", "is", null), column("replySession", "=", session)]))
        .orderBy("receivedAt")
        .limit(limit);
      const rows = await database
        .updateTable("inbox")
        .set({ owner, leaseUntil })
        .where("dedupeKey", "in", left)
        .where("leaseUntil", "<", at)
        .returningAll()
        .execute();
      return rows.map(inboxRow).toSorted((a, b) => a.receivedAt - b.receivedAt);
    },

    async ofSessions(at, limit) {
      const rows = await database
        .selectFrom("inbox")
        .selectAll()
        .where("closedAt", "is", null)
        .where("leaseUntil", "<", at)
        .where("replySession", "is not", null)
        .orderBy("receivedAt")
        .limit(limit)
        .execute();
      return rows.map(inboxRow);
    },

    async find(dedupeKey) {
      const row = await database.selectFrom("inbox").selectAll().where("dedupeKey", "=", dedupeKey).executeTakeFirst();
      return row ? inboxRow(row) : null;
    },

    async forget(closedBefore, at, limit) {
      const rows = await database
        .selectFrom("inbox")
        .select(["dedupeKey", "invocation"])
        .where("closedAt", "is not", null)
        .where("forgottenAt", "is", null)
        .where("closedAt", "<", closedBefore)
        .limit(limit)
        .execute();
      for (const { dedupeKey, invocation } of rows) {
        await database
          .updateTable("inbox")
          .set({ invocation: toJson(emptied(fromJson(invocation))), forgottenAt: at })
          .where("dedupeKey", "=", dedupeKey)
          .execute();
      }
      return rows.length;
    },
  };
}

function inboxRow(row: Selectable<InboxTable>): InboxRow {
  const { dedupeKey, receivedAt, owner, leaseUntil, closedAt, jobId, deliveryId } = row;
  return {
    dedupeKey,
    receivedAt,
    owner,
    leaseUntil,
    closedAt,
    jobId,
    deliveryId,
    invocation: fromJson(row.invocation),
  };
}
