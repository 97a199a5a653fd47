import type { Kysely } from "kysely";
import { type Answer, answer } from "#core/answer.ts";
import type { DeliveryRows } from "#core/records.ts";
import type { Delivered, Delivery } from "#core/rows.ts";
import { fromJson, toJson } from "./columns.ts";
import type { Database } from "./database-types.ts";

/**
 * Ends an attempt at a delivery. Nobody posts it again, so its words and its journal go. One that was called off while it
 * was being posted stays undelivered, and what it showed is taken away again.
 */
export async function settleDelivery(
  database: Kysely<Database>,
  { id, attempt }: Pick<Delivery, "id" | "attempt">,
  end: Parameters<DeliveryRows["settle"]>[2],
  at: number,
): Promise<boolean> {
  const row = await database
    .selectFrom("deliveries")
    .select(["answer", "failure", "placePlatform", "placeWorkspace", "replySession"])
    .where("id", "=", id)
    .where("attempt", "=", attempt)
    .where("state", "=", "posting")
    .executeTakeFirst();
  if (!row) return false;
  const failure = row.failure ?? (end.state === "undelivered" ? toJson(end.failure) : null);
  const settled = await database
    .updateTable("deliveries")
    .set({
      ...{ state: failure === null ? "delivered" : "undelivered", failure },
      ...{ owner: null, leaseUntil: null, settledAt: at },
      ...{ answer: row.answer && leftOf(fromJson(row.answer)), journal: toJson({}) },
    })
    .where("id", "=", id)
    .where("attempt", "=", attempt)
    .where("state", "=", "posting")
    .returning("id")
    .executeTakeFirst();
  if (!settled) return false;
  if (end.state === "undelivered") return true;
  const { messages } = end.delivered;
  // What a terminal wrote are files of the person's own.
  const calledOff = row.failure !== null && row.replySession === null;
  const takenAway = calledOff && messages.some(({ files }) => files.length > 0);
  await insertMessages(database, id, row, end.delivered, takenAway ? at : null);
  if (takenAway) {
    const due = { removalDueAt: at, removalTries: 0 };
    await database.updateTable("deliveries").set(due).where("id", "=", id).execute();
  }
  return true;
}

/** Which result it was about, as JSON: what its messages are found by. */
function leftOf({ result }: Answer): string | null {
  if (result === null) return null;
  const { jobId, asker } = result;
  return toJson(answer({ result: { jobId, prompt: "", asker: { id: asker.id, name: "" }, parent: null } }));
}

async function insertMessages(
  database: Kysely<Database>,
  deliveryId: string,
  { placePlatform, placeWorkspace }: { readonly placePlatform: string; readonly placeWorkspace: string },
  { messages }: Delivered,
  removalAskedAt: number | null,
): Promise<void> {
  const rows = messages.map(({ channel, message }, position) => ({
    ...{ deliveryId, position, channel, message, removalAskedAt },
    platform: placePlatform,
    workspace: placeWorkspace,
  }));
  if (rows.length > 0) await database.insertInto("deliveryMessages").values(rows).execute();
  const files = messages.flatMap((message, messagePosition) =>
    message.files.map((file, position) => ({ deliveryId, messagePosition, position, ...file })),
  );
  if (files.length > 0) await database.insertInto("deliveryFiles").values(files).execute();
}
