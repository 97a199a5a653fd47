import type { Answer } from "./answer.ts";
import type { Chance } from "./clock.ts";
import { personKey } from "./people.ts";
import type { Queue } from "./queue.ts";
import type { Transaction } from "./records.ts";
import type { Delivery, Job, PictureState } from "./rows.ts";

const ended: readonly PictureState[] = ["failed", "cancelled", "unknown"];

/** Queues the delivery of a job once all its pictures have ended; at most once, however often it is called. */
export async function handOver(
  transaction: Transaction,
  { queue, chance }: { readonly queue: Queue; readonly chance: Chance },
  job: Job,
): Promise<void> {
  const pictures = await transaction.pictures.ofJob(job.id);
  const ready = pictures.every(
    ({ state, imageId }) => ended.includes(state) || (state === "rendered" && imageId !== null),
  );
  if (!ready || !(await transaction.jobs.handOver(job.id, chance.now()))) return;
  await addDelivery(
    transaction,
    queue,
    waitingDelivery(`${job.id}.result`, job, { jobId: job.id, answer: null }, chance),
  );
}

/** Queues pictures that came after they had been given up, unless somebody has asked for them again meanwhile; they stay in history then. */
export async function handOverLate(
  transaction: Transaction,
  { queue, chance }: { readonly queue: Queue; readonly chance: Chance },
  job: Job,
  pictureIds: readonly string[],
): Promise<void> {
  const [first] = pictureIds;
  const current = first === undefined ? null : await transaction.jobs.find(job.id);
  if (first === undefined || !current?.handedOverAt || (await transaction.jobs.retryOf(job.id))) return;
  if ((await transaction.deliveries.ofJob(job.id))?.state === "waiting") return;
  await addDelivery(
    transaction,
    queue,
    waitingDelivery(`${first}.late`, job, { jobId: job.id, answer: null, pictureIds }, chance),
  );
}

/** Queues the painting of a job. */
export async function addPainting(transaction: Transaction, queue: Queue, job: Job): Promise<void> {
  const { platform, session } = job.replyTo;
  await queue.add({ kind: "paint", id: job.id, platform, session, person: personKey(job.actor) }, transaction);
}

/** Writes an answer down and queues its posting, in the transaction that decided on it. */
export async function addDelivery(transaction: Transaction, queue: Queue, delivery: Delivery): Promise<void> {
  if (await transaction.deliveries.insert(delivery)) await queueDelivery(transaction, queue, delivery);
}

/** Queues the posting of a delivery that is written down. */
export async function queueDelivery(transaction: Transaction, queue: Queue, delivery: Delivery): Promise<void> {
  const { platform, session } = delivery.replyTo;
  // Posting costs nothing and is short, so nobody's answers wait for somebody else's.
  await queue.add({ kind: "deliver", id: delivery.id, platform, session, person: delivery.id }, transaction);
}

export function waitingDelivery(
  id: string,
  to: Pick<Job, "replyTo" | "place">,
  what:
    | { readonly jobId: string; readonly answer: null; readonly pictureIds?: readonly string[] }
    | { readonly jobId: null; readonly answer: Answer },
  chance: Chance,
): Delivery {
  return {
    id,
    pictureIds: null,
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
