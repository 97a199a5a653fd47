import type { Chance } from "./clock.ts";
import { asAppError } from "./errors.ts";
import { addDelivery, waitingDelivery } from "./hand-over.ts";
import type { ImageStore } from "./image-store.ts";
import type { Place, ReplyAddress } from "./people.ts";
import type { Platform } from "./platform.ts";
import type { Outcome, Queue, Work } from "./queue.ts";
import type { Records, Transaction } from "./records.ts";
import { removeBytes } from "./retention.ts";
import type { DeliveredMessage, Delivery, Job, Picture } from "./rows.ts";
import type { Timing } from "./timing.ts";

export interface RemovalParts {
  readonly records: Records;
  readonly images: ImageStore;
  readonly platforms: readonly Platform[];
  readonly chance: Chance;
  readonly timing: Timing;
  log(message: string, details: Readonly<Record<string, unknown>>): void;
}

/** What becomes of pictures that are taken away. */
export interface Removed {
  /** Pictures that were there until now. */
  readonly pictures: number;
  /** Messages that are being taken away. */
  readonly messages: number;
  /** Other pictures of those messages that are posted again. */
  readonly postedAgain: number;
}

/** The id of the work that stands for all bytes which are due. */
const allBytes = "bytes";

/** How often taking a message away is tried, with pauses that double from the first one on: about an hour in all. */
const mostTries = 13;
const firstPauseMs = 1_000;

/**
 * Deletes pictures of one job, in the caller's transaction, and queues that the messages which show them are taken away.
 * What else such a message showed in public is posted once more. With `whole`, messages of the job without any picture go too.
 */
export async function removePictures(
  transaction: Transaction,
  parts: { readonly queue: Queue; readonly chance: Chance; readonly replyTo: ReplyAddress },
  job: Job,
  pictures: readonly Picture[],
  whole: boolean,
): Promise<Removed> {
  const now = parts.chance.now();
  const ids = pictures.map(({ id }) => id);
  let there = 0;
  for (const { imageId } of pictures) {
    const image = imageId === null ? null : await transaction.images.find(imageId);
    if (image?.deletedAt === null) there += 1;
  }
  const images = pictures.flatMap(({ imageId, paintedImageId }) => [imageId ?? [], paintedImageId ?? []].flat());
  await transaction.images.markDeleted(images, now);

  let messages = 0;
  const left = new Map<string, { readonly place: Place; readonly pictures: Set<string> }>();
  for (const delivery of await transaction.removals.deliveries(job.id, ids)) {
    // Files that a terminal wrote are the person's own by now.
    if (delivery.replyTo.session !== null) continue;
    const ofJob = (delivery.jobId ?? delivery.answer?.result?.jobId) === job.id;
    const shown = (await transaction.deliveries.messages(delivery.id)).messages;
    const gone = shown.filter(
      ({ files }) => (whole && ofJob) || files.some(({ pictureId }) => ids.includes(pictureId)),
    );
    const asked = await takeAway(transaction, parts, delivery, gone);
    messages += asked;
    if (asked === 0 || !ofJob || delivery.replyTo.audience === "private") continue;
    const { place } = delivery;
    const others = gone
      .flatMap(({ files }) => files.map(({ pictureId }) => pictureId))
      .filter((id) => !ids.includes(id));
    const inPlace = left.get(JSON.stringify(place)) ?? { place, pictures: new Set() };
    for (const id of await stillThere(transaction, others)) inPlace.pictures.add(id);
    left.set(JSON.stringify(place), inPlace);
  }
  let postedAgain = 0;
  for (const { place, pictures: rest } of left.values()) {
    if (rest.size === 0) continue;
    postedAgain += rest.size;
    await post(transaction, parts, job.id, place, [...rest]);
  }
  await queueBytes(transaction, parts.queue, parts.replyTo.platform);
  return { pictures: there, messages, postedAgain };
}

/** Queues that a job's result, or some pictures of it, is posted for all who are at a place. Failures are told through `replyTo`. */
export async function post(
  transaction: Transaction,
  { queue, chance, replyTo }: { readonly queue: Queue; readonly chance: Chance; readonly replyTo: ReplyAddress },
  jobId: string,
  place: Place,
  pictureIds: readonly string[] | null,
): Promise<void> {
  const to = { replyTo: { ...replyTo, audience: "public" as const }, place };
  const what = { kind: "post" as const, jobId, answer: null, pictureIds };
  await addDelivery(transaction, queue, waitingDelivery(chance.id(), to, what, chance));
}

/** Queues the removal of all bytes that no image needs any more. */
export async function queueBytes(transaction: Transaction, queue: Queue, platform: string): Promise<void> {
  await queue.add({ kind: "remove", id: allBytes, platform, session: null, person: allBytes }, transaction);
}

/** Queues that the messages of a delivery are taken away which somebody asked for. */
export async function queueRemoval(transaction: Transaction, queue: Queue, delivery: Delivery): Promise<void> {
  const { id, replyTo } = delivery;
  await queue.add(
    { kind: "remove", id, platform: replyTo.platform, session: replyTo.session, person: id },
    transaction,
  );
}

/** Does what was queued: takes messages away, each one once, or removes bytes. */
export async function remove(parts: RemovalParts, work: Work, signal: AbortSignal): Promise<Outcome> {
  const { records, images, chance } = parts;
  if (work.id !== allBytes) return removeMessages(parts, work);
  await removeBytes({ records, images, now: chance.now }, signal);
  return "done";
}

async function removeMessages({ records, platforms, chance, timing, log }: RemovalParts, work: Work): Promise<Outcome> {
  const platform = platforms.find(({ name }) => name === work.platform);
  if (!platform) return "done";
  const now = chance.now();
  const leaseUntil = now + timing.deliveryLeaseMs;
  const claimed = await records.transaction(({ removals }) => removals.claim(work.id, leaseUntil, now));
  if (!claimed) return "done";
  let outcome: Outcome = "done";
  try {
    for (const message of claimed.messages) {
      await platform.remove({ messages: [message] }, claimed.replyTo);
      // One by one, so that a crash repeats the last one at most.
      await records.transaction(({ removals }) => removals.note(work.id, message, chance.now()));
    }
  } catch (error) {
    log("message not taken away", { delivery: work.id, tries: claimed.tries, error: asAppError(error) });
    if (claimed.tries < mostTries) outcome = { againInMs: firstPauseMs * 2 ** (claimed.tries - 1) };
  }
  const againAt = outcome === "done" ? null : chance.now() + outcome.againInMs;
  await records.transaction(({ removals }) => removals.end(work.id, leaseUntil, againAt));
  return outcome;
}

async function takeAway(
  transaction: Transaction,
  { queue, chance }: { readonly queue: Queue; readonly chance: Chance },
  delivery: Delivery,
  messages: readonly DeliveredMessage[],
): Promise<number> {
  const asked = await transaction.removals.request(delivery.id, messages, chance.now());
  if (asked > 0) await queueRemoval(transaction, queue, delivery);
  return asked;
}

async function stillThere({ pictures, images }: Transaction, ids: readonly string[]): Promise<readonly string[]> {
  const there: string[] = [];
  for (const id of ids) {
    const imageId = (await pictures.find(id))?.imageId ?? null;
    const image = imageId === null ? null : await images.find(imageId);
    if (image?.deletedAt === null) there.push(id);
  }
  return there;
}
