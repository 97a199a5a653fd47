import { cancelWaiting } from "./cancel.ts";
import type { Failure } from "./errors.ts";
import { finishPicture } from "./finish-picture.ts";
import { addPainting, handOver, queueDelivery } from "./hand-over.ts";
import type { Invocation } from "./invocation.ts";
import { say } from "./message.ts";
import type { OpenStudio } from "./open-studio.ts";
import { justALease } from "./records.ts";
import { queueRemoval } from "./removal.ts";
import { retryByItself } from "./retry-once.ts";
import type { Delivery, Job, Picture } from "./rows.ts";
import { settlePicture } from "./settle-picture.ts";
import { toldPrompt } from "./told-prompt.ts";
import type { WorkerParts } from "./worker.ts";

export interface SweepParts extends WorkerParts {
  readonly studio: Pick<OpenStudio, "resume">;
}

/** Rows looked at in one sweep, of each kind. */
const atOnce = 500;

/** Askings that are taken up again at a time: each may bring sixteen attachments. */
const resumedAtOnce = 8;

const interrupted: Failure = { code: "unknown", text: say("result.unconfirmed"), charged: "unknown" };
const abandoned: Failure = { code: "cancelled", text: say("result.stopped"), charged: "no" };

/**
 * Finds what nobody works on any more and sets it going again: at the start, and then every few seconds, in every process.
 * The rows alone decide; two sweeps at once do nothing twice.
 */
export function startSweep(parts: SweepParts): { readonly first: Promise<void>; stop(): Promise<void> } {
  let stopped = false;
  // Taking an asking in waits for other people's servers, and nothing else here may wait for those.
  const resuming = new Set<Promise<void>>();
  const resume = async () => {
    while (resuming.size < resumedAtOnce && !stopped) {
      const asking = await takeOverAsking(parts);
      if (!asking) return;
      const work = parts.studio
        .resume(asking)
        .catch((error: unknown) => parts.log("asking not resumed", { dedupeKey: asking.dedupeKey, error }))
        .then(() => {
          resuming.delete(work);
          return stopped ? undefined : resume().catch((error: unknown) => parts.log("sweep failed", { error }));
        });
      resuming.add(work);
    }
  };
  const sweep = async () => {
    for (const step of [
      keepSessions,
      giveUpAbandoned,
      putBackDeliveries,
      requeueJobs,
      requeueRemovals,
      closeGoneAskings,
      resume,
    ]) {
      await step(parts).catch((error: unknown) => parts.log("sweep failed", { step: step.name, error }));
    }
  };
  let underWay = sweep();
  const first = underWay;
  const timer = setInterval(() => {
    underWay = underWay.then(sweep);
  }, parts.timing.sweepEveryMs);
  timer.unref();
  return {
    first,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await underWay;
    },
  };
}

async function keepSessions({ records, platforms, chance, timing }: SweepParts): Promise<void> {
  for (const { session } of platforms) {
    if (session !== null)
      await records.transaction(
        ({ sessions }) => sessions.beat(session, chance.now() + timing.sessionLifeMs),
        justALease,
      );
  }
}

/** One that was received and neither answered nor admitted. */
async function takeOverAsking(parts: SweepParts): Promise<Invocation | null> {
  for (const { name, session } of parts.platforms) {
    const now = parts.chance.now();
    const claim = { owner: parts.owner, leaseUntil: now + parts.timing.intakeLeaseMs };
    const [left] = await parts.records.transaction(({ inbox }) =>
      inbox.takeOver({ platforms: [name], session }, claim, now, 1),
    );
    if (left) return left.invocation;
  }
  return null;
}

/** Askings of a terminal that is gone: nobody can answer them, and nothing was begun. */
async function closeGoneAskings({ records, chance }: SweepParts): Promise<void> {
  const now = chance.now();
  for (const { dedupeKey, invocation } of await records.transaction(({ inbox }) => inbox.ofSessions(now, atOnce))) {
    await records.transaction(async ({ inbox, sessions }) => {
      if (!(await sessions.isGone(invocation.replyTo.session ?? "", now))) return;
      await inbox.close(dedupeKey, { jobId: null, deliveryId: null }, now);
    });
  }
}

/** What was being painted by a process that is gone: it may have been charged, and nobody knows. */
async function giveUpAbandoned(parts: SweepParts): Promise<void> {
  const now = parts.chance.now();
  const pictures = await parts.records.transaction((rows) => rows.pictures.abandoned(now, atOnce));
  for (const picture of pictures) {
    await parts.records.transaction(async (transaction) => {
      const job = await transaction.jobs.find(picture.jobId);
      const current = await transaction.pictures.find(picture.id);
      // A machine that slept wakes with sweep and heartbeat due at once: whoever prolonged the lease meanwhile is alive.
      if (!job || current?.attempt !== picture.attempt || !isAbandoned(current, now)) return;
      await settlePicture(transaction, { job, picture, image: null, ...givenUp(parts, job, picture) }, now);
      if (await handOver(transaction, parts, job)) await retryByItself(transaction, parts, job);
    });
    parts.feed.changed(picture.jobId);
  }
}

function isAbandoned({ state, leaseUntil }: Picture, now: number): boolean {
  return state === "submitting" && leaseUntil !== null && leaseUntil < now;
}

/** The end of a picture that nobody paints any more: what costs nothing was not charged, whatever became of it. */
function givenUp({ model }: SweepParts, { request }: Job, { reservedMicros }: Picture) {
  const price = model.estimate({ ...request, promptLength: toldPrompt(request).length, inputSizes: [] });
  const priceVersion = price?.priceVersion ?? "";
  const settlement =
    price?.micros === 0
      ? ({ state: "cancelled", failure: abandoned, costMicros: 0, requestId: null } as const)
      : ({ state: "unknown", failure: interrupted, costMicros: reservedMicros, requestId: null } as const);
  return { settlement, priceVersion };
}

/** Deliveries whose process died while posting, and those that no queue knows of. */
async function putBackDeliveries(parts: SweepParts): Promise<void> {
  const now = parts.chance.now();
  await parts.records.transaction(({ deliveries }) => deliveries.putBack(now));
  for (const delivery of await parts.records.transaction(({ deliveries }) => deliveries.waiting(atOnce))) {
    await parts.records.transaction(async (transaction) => {
      if (isMine(parts, delivery)) return queueDelivery(transaction, parts.queue, delivery);
      const { session } = delivery.replyTo;
      if (session === null || !(await transaction.sessions.isGone(session, now))) return;
      await transaction.deliveries.giveUp(delivery.id, { ...abandoned, text: say("delivery.nobody-there") }, now);
    });
  }
}

/** Open jobs that no queue knows of, or whose session is gone for good. */
async function requeueJobs(parts: SweepParts): Promise<void> {
  const now = parts.chance.now();
  for (const job of await parts.records.transaction(({ jobs }) => jobs.open(atOnce))) {
    const { session } = job.replyTo;
    if (isMine(parts, job)) {
      await parts.records.transaction((transaction) => addPainting(transaction, parts.queue, job));
    } else if (session !== null && (await parts.records.transaction(({ sessions }) => sessions.isGone(session, now)))) {
      await parts.records.transaction((transaction) => cancelWaiting(transaction, job, abandoned, now));
      for (const picture of await parts.records.transaction(({ pictures }) => pictures.ofJob(job.id))) {
        await finishPicture(parts, job, picture);
      }
      await parts.records.transaction((transaction) => handOver(transaction, parts, job));
    }
  }
}

/** Messages that are to be taken away, and that no queue knows of. */
async function requeueRemovals(parts: SweepParts): Promise<void> {
  const now = parts.chance.now();
  for (const delivery of await parts.records.transaction(({ removals }) => removals.due(now, atOnce))) {
    if (isMine(parts, delivery))
      await parts.records.transaction((transaction) => queueRemoval(transaction, parts.queue, delivery));
  }
}

function isMine({ platforms }: SweepParts, { replyTo }: Job | Delivery): boolean {
  return platforms.some(
    ({ name, session }) => name === replyTo.platform && (replyTo.session === null || replyTo.session === session),
  );
}
