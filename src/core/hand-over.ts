import type { Answer } from "./answer.ts";
import type { Chance } from "./clock.ts";
import { isForgotten } from "./forgotten.ts";
import { personKey } from "./people.ts";
import type { Queue } from "./queue.ts";
import type { Transaction } from "./records.ts";
import type { Delivery, Job, PictureState } from "./rows.ts";

const ended: readonly PictureState[] = ["failed", "cancelled", "unknown"];

/** Queues the delivery of a job once all its pictures have ended; true when it did: at most once, however often it is called. */
export async function handOver(
  transaction: Transaction,
  { queue, chance }: { readonly queue: Queue; readonly chance: Chance },
  job: Job,
): Promise<boolean> {
  const pictures = await transaction.pictures.ofJob(job.id);
  const ready = pictures.every(
    ({ state, imageId }) => ended.includes(state) || (state === "rendered" && imageId !== null),
  );
  if (!ready || !(await transaction.jobs.handOver(job.id, chance.now()))) return false;
  await addDelivery(
    transaction,
    queue,
    waitingDelivery(resultOf(job.id), job, { jobId: job.id, answer: null }, chance),
  );
  return true;
}

/**
 * Queues a picture that came after it had been given up and is finished now, in the transaction that took it in. When
 * somebody has asked for it again meanwhile it only stays in history; when the job's result was not posted yet, it comes with it.
 */
export async function handOverLate(
  transaction: Transaction,
  { queue, chance }: { readonly queue: Queue; readonly chance: Chance },
  jobId: string,
  pictureId: string,
): Promise<void> {
  const job = await transaction.jobs.find(jobId);
  const picture = await transaction.pictures.find(pictureId);
  if (!job?.handedOverAt || isForgotten(job) || !picture?.imageId || (await transaction.jobs.retryOf(jobId))) return;
  if ((await transaction.deliveries.find(resultOf(jobId)))?.state === "waiting") return;
  const what = { jobId, answer: null, pictureIds: [pictureId] };
  await addDelivery(transaction, queue, waitingDelivery(`${pictureId}.late`, job, what, chance));
}

/** The id of the delivery that brings a job's result. */
export function resultOf(jobId: string): string {
  return `${jobId}.result`;
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
    | {
        readonly kind?: Delivery["kind"];
        readonly jobId: string;
        readonly answer: null;
        readonly pictureIds?: readonly string[] | null;
      }
    | { readonly jobId: null; readonly answer: Answer },
  chance: Chance,
): Delivery {
  return {
    id,
    kind: "reply",
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
