import type { Answer } from "./answer.ts";
import type { Chance } from "./clock.ts";
import type { Queue } from "./queue.ts";
import type { Transaction } from "./records.ts";
import type { Delivery, Job, PictureState } from "./rows.ts";

const ended: readonly PictureState[] = ["failed", "cancelled", "unknown"];

/** Queues the delivery of a job once all its pictures have ended; at most one, however often it is called. */
export async function handOver(
  transaction: Transaction,
  { queue, chance }: { readonly queue: Queue; readonly chance: Chance },
  job: Job,
): Promise<void> {
  const pictures = await transaction.pictures.ofJob(job.id);
  const ready = pictures.every(
    ({ state, imageId }) => ended.includes(state) || (state === "rendered" && imageId !== null),
  );
  if (ready)
    await addDelivery(
      transaction,
      queue,
      waitingDelivery(`${job.id}.result`, job, { jobId: job.id, answer: null }, chance),
    );
}

/** Writes an answer down and queues its posting, in the transaction that decided on it. */
export async function addDelivery(transaction: Transaction, queue: Queue, delivery: Delivery): Promise<void> {
  if (!(await transaction.deliveries.insert(delivery))) return;
  const { platform, session } = delivery.replyTo;
  await queue.add({ kind: "deliver", id: delivery.id, platform, session }, transaction);
}

export function waitingDelivery(
  id: string,
  to: Pick<Job, "replyTo" | "place">,
  what: { readonly jobId: string; readonly answer: null } | { readonly jobId: null; readonly answer: Answer },
  chance: Chance,
): Delivery {
  return {
    id,
    ...what,
    replyTo: to.replyTo,
    place: to.place,
    state: "waiting",
    attempt: 0,
    owner: null,
    leaseUntil: null,
    journal: {},
    failure: null,
    createdAt: chance.now(),
    settledAt: null,
  };
}
