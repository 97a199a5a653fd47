import type { Kysely, Selectable } from "kysely";
import type { DeliveryRows } from "#core/records.ts";
import type { Delivery } from "#core/rows.ts";
import { fromJson, placeColumns, placeOf, replyColumns, toJson, withoutData } from "./columns.ts";
import type { Database, DeliveriesTable } from "./database-types.ts";
import { settleDelivery } from "./delivery-ends.ts";

export function deliveryRows(database: Kysely<Database>): DeliveryRows {
  return {
    async insert(delivery) {
      const { id, kind, jobId, state, attempt, owner, leaseUntil, createdAt, settledAt } = delivery;
      const written = await database
        .insertInto("deliveries")
        .values({
          ...{ id, kind, jobId, state, attempt, owner, leaseUntil, createdAt, settledAt },
          ...replyColumns(delivery.replyTo),
          ...placeColumns(delivery.place),
          pictureIds: delivery.pictureIds && toJson(delivery.pictureIds),
          answer: delivery.answer && toJson(delivery.answer),
          journal: toJson(delivery.journal),
          failure: delivery.failure && toJson(delivery.failure),
        })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .returning("id")
        .executeTakeFirst();
      return written !== undefined;
    },

    async find(id) {
      const row = await database.selectFrom("deliveries").selectAll().where("id", "=", id).executeTakeFirst();
      return row ? deliveryOf(row) : null;
    },

    async claim(id, { owner, leaseUntil }) {
      const row = await database
        .updateTable("deliveries")
        .set((column) => ({ state: "posting", attempt: column("attempt", "+", 1), owner, leaseUntil }))
        .where("id", "=", id)
        .where("state", "=", "waiting")
        .returningAll()
        .executeTakeFirst();
      return row ? deliveryOf(row) : null;
    },

    async putBack(at) {
      const back = await database
        .updateTable("deliveries")
        .set({ state: "waiting", owner: null, leaseUntil: null })
        .where("leaseUntil", "<", at)
        .where("state", "=", "posting")
        .returning("id")
        .execute();
      return back.length;
    },

    async waiting(limit) {
      const rows = await database
        .selectFrom("deliveries")
        .selectAll()
        .where("settledAt", "is", null)
        .where("state", "=", "waiting")
        .orderBy("createdAt")
        .orderBy("id")
        .limit(limit)
        .execute();
      return rows.map(deliveryOf);
    },

    async renew(id, attempt, leaseUntil) {
      const renewed = await database
        .updateTable("deliveries")
        .set({ leaseUntil })
        .where("id", "=", id)
        .where("attempt", "=", attempt)
        .where("state", "=", "posting")
        .returning("id")
        .executeTakeFirst();
      return renewed !== undefined;
    },

    async giveUp(id, failure, at) {
      const ended = await database
        .updateTable("deliveries")
        .set({ state: "undelivered", failure: toJson(failure), settledAt: at })
        .where("id", "=", id)
        .where("state", "=", "waiting")
        .returning("id")
        .executeTakeFirst();
      return ended !== undefined;
    },

    async note(id, attempt, step, left) {
      for (;;) {
        const row = await database
          .selectFrom("deliveries")
          .select("journal")
          .where("id", "=", id)
          .where("attempt", "=", attempt)
          .where("state", "=", "posting")
          .executeTakeFirst();
        if (!row) return false;
        // JSON cannot be changed in place in both dialects, so the old text must still be there when the new one is written.
        const noted = await database
          .updateTable("deliveries")
          .set({ journal: toJson({ ...fromJson<Delivery["journal"]>(row.journal), [step]: left }) })
          .where("id", "=", id)
          .where("attempt", "=", attempt)
          .where("state", "=", "posting")
          .where("journal", "=", row.journal)
          .returning("id")
          .executeTakeFirst();
        if (noted) return true;
      }
    },

    settle: (id, attempt, end, at) => settleDelivery(database, { id, attempt }, end, at),

    async ofJob(jobId) {
      const row = await database
        .selectFrom("deliveries")
        .selectAll()
        .where("jobId", "=", jobId)
        .orderBy("createdAt", "desc")
        .orderBy("id", "desc")
        .limit(1)
        .executeTakeFirst();
      return row ? deliveryOf(row) : null;
    },

    async messages(id) {
      const messages = await database
        .selectFrom("deliveryMessages")
        .select(["position", "channel", "message"])
        .where("deliveryId", "=", id)
        .where("removedAt", "is", null)
        .orderBy("position")
        .execute();
      const files = await database
        .selectFrom("deliveryFiles")
        .select(["messagePosition", "file", "pictureId"])
        .where("deliveryId", "=", id)
        .orderBy("messagePosition")
        .orderBy("position")
        .execute();
      return {
        messages: messages.map(({ position, channel, message }) => ({
          channel,
          message,
          files: files
            .filter(({ messagePosition }) => messagePosition === position)
            .map(({ file, pictureId }) => ({ file, pictureId })),
        })),
      };
    },

    async byMessage({ platform, workspace }, channel, message) {
      const row = await database
        .selectFrom("deliveries")
        .innerJoin("deliveryMessages", "deliveryMessages.deliveryId", "deliveries.id")
        .selectAll("deliveries")
        .where("deliveryMessages.platform", "=", platform)
        .where("deliveryMessages.workspace", "=", workspace)
        .where("deliveryMessages.channel", "=", channel)
        .where("deliveryMessages.message", "=", message)
        // A later delivery may have replaced what an earlier one had written into the same message.
        .orderBy("deliveries.settledAt", "desc")
        .orderBy("deliveries.id", "desc")
        .limit(1)
        .executeTakeFirst();
      return row ? deliveryOf(row) : null;
    },

    async wasPosted(jobId, { platform, workspace, channel }) {
      const row = await database
        .selectFrom("deliveries")
        .select("id")
        .where("jobId", "=", jobId)
        .where("kind", "=", "post")
        .where("state", "=", "delivered")
        .where("placePlatform", "=", platform)
        .where("placeWorkspace", "=", workspace)
        .where("placeChannel", "=", channel)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    async forget(settledBefore, at, limit) {
      const rows = await database
        .selectFrom("deliveries")
        .select(["id", "replyTo"])
        .where("settledAt", "is not", null)
        .where("forgottenAt", "is", null)
        .where("settledAt", "<", settledBefore)
        .limit(limit)
        .execute();
      for (const { id, replyTo } of rows) {
        const emptied = { answer: null, journal: toJson({}), replyTo: toJson(withoutData(fromJson(replyTo))) };
        await database
          .updateTable("deliveries")
          .set({ ...emptied, forgottenAt: at })
          .where("id", "=", id)
          .execute();
      }
      return rows.length;
    },
  };
}

/** A row as the core knows it. */
export function deliveryOf(row: Selectable<DeliveriesTable>): Delivery {
  const { id, kind, jobId, state, attempt, owner, leaseUntil, createdAt, settledAt } = row;
  return {
    ...{ id, kind, jobId, state, attempt, owner, leaseUntil, createdAt, settledAt },
    pictureIds: row.pictureIds === null ? null : fromJson(row.pictureIds),
    answer: row.answer === null ? null : fromJson(row.answer),
    replyTo: fromJson(row.replyTo),
    place: placeOf(row),
    journal: fromJson(row.journal),
    failure: row.failure === null ? null : fromJson(row.failure),
  };
}
