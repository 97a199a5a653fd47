import type { Kysely } from "kysely";
import type { RemovalRows } from "#core/removal-records.ts";
import type { Database } from "./database-types.ts";
import { deliveryOf, deliveryRows } from "./delivery-rows.ts";

export function removalRows(database: Kysely<Database>): RemovalRows {
  return {
    async deliveries(jobId, pictureIds) {
      const showing = database
        .selectFrom("deliveryFiles")
        .select("deliveryId")
        .where("pictureId", "in", [...pictureIds]);
      const rows = await database
        .selectFrom("deliveries")
        .selectAll()
        .where((column) =>
          pictureIds.length === 0
            ? column("jobId", "=", jobId)
            : column.or([column("jobId", "=", jobId), column("id", "in", showing)]),
        )
        .orderBy("createdAt")
        .orderBy("id")
        .execute();
      return rows.map(deliveryOf);
    },

    async request(deliveryId, messages, at) {
      let asked = 0;
      for (const { channel, message } of messages) {
        const row = await database
          .updateTable("deliveryMessages")
          .set({ removalAskedAt: at })
          .where("deliveryId", "=", deliveryId)
          .where("channel", "=", channel)
          .where("message", "=", message)
          .where("removalAskedAt", "is", null)
          .returning("position")
          .executeTakeFirst();
        if (row) asked += 1;
      }
      if (asked > 0) {
        await database
          .updateTable("deliveries")
          .set({ removalDueAt: at, removalTries: 0 })
          .where("id", "=", deliveryId)
          .execute();
      }
      return asked;
    },

    async claim(deliveryId, leaseUntil, at) {
      const claimed = await database
        .updateTable("deliveries")
        .set((column) => ({ removalDueAt: leaseUntil, removalTries: column("removalTries", "+", 1) }))
        .where("id", "=", deliveryId)
        .where("removalDueAt", "<=", at)
        .returningAll()
        .executeTakeFirst();
      if (!claimed) return null;
      const asked = await database
        .selectFrom("deliveryMessages")
        .select(["channel", "message"])
        .where("deliveryId", "=", deliveryId)
        .where("removalAskedAt", "is not", null)
        .where("removedAt", "is", null)
        .execute();
      const { messages } = await deliveryRows(database).messages(deliveryId);
      return {
        tries: claimed.removalTries,
        replyTo: deliveryOf(claimed).replyTo,
        messages: messages.filter((posted) =>
          asked.some(({ channel, message }) => channel === posted.channel && message === posted.message),
        ),
      };
    },

    async note(deliveryId, { channel, message }, at) {
      await database
        .updateTable("deliveryMessages")
        .set({ removedAt: at })
        .where("deliveryId", "=", deliveryId)
        .where("channel", "=", channel)
        .where("message", "=", message)
        .execute();
    },

    async end(deliveryId, leaseUntil, againAt) {
      await database
        .updateTable("deliveries")
        .set({ removalDueAt: againAt })
        .where("id", "=", deliveryId)
        .where("removalDueAt", "=", leaseUntil)
        .execute();
    },

    async due(at, limit) {
      const rows = await database
        .selectFrom("deliveries")
        .selectAll()
        .where("removalDueAt", "is not", null)
        .where("removalDueAt", "<=", at)
        .orderBy("removalDueAt")
        .limit(limit)
        .execute();
      return rows.map(deliveryOf);
    },
  };
}
