import { cancelWaiting } from "./cancel.ts";
import type { Failure } from "./errors.ts";
import { finishPicture } from "./finish-picture.ts";
import { addPainting, handOver, queueDelivery } from "./hand-over.ts";
import type { Invocation } from "./invocation.ts";
import { say } from "./message.ts";
import type { Delivery, Job } from "./rows.ts";
import { settlePicture } from "./settle-picture.ts";
import type { Studio } from "./studio.ts";
import type { WorkerParts } from "./worker.ts";

export interface SweepParts extends WorkerParts {
  readonly studio: Pick<Studio, "receive"> & { resume(invocation: Invocation): Promise<void> };
  readonly onUnknown: "ask" | "retry-once";
}

/** How often the rows are swept, in milliseconds; a crashed process is noticed at most this long after its lease. */
const everyMs = 5_000;

/** A session that was not heard of for this long is gone, in milliseconds: six missed sweeps. */
const sessionLifeMs = 30_000;

/** Rows looked at in one sweep, of each kind. */
const atOnce = 500;

const interrupted: Failure = { code: "unknown", text: say("result.unconfirmed"), charged: "unknown" };
const abandoned: Failure = { code: "cancelled", text: say("result.stopped"), charged: "no" };

/**
 * Finds what nobody works on any more and sets it going again: at the start, and then every five seconds, in every process.
 * The rows alone decide; two sweeps at once do nothing twice.
 */
export function startSweep(parts: SweepParts): { readonly first: Promise<void>; stop(): Promise<void> } {
  let underWay = sweep(parts);
  const first = underWay;
  const timer = setInterval(() => {
    underWay = underWay.then(() => sweep(parts));
  }, everyMs);
  timer.unref();
  return {
    first,
    async stop() {
      clearInterval(timer);
      await underWay;
    },
  };
}

async function sweep(parts: SweepParts): Promise<void> {
  for (const step of [keepSessions, resumeAskings, giveUpAbandoned, putBackDeliveries, requeueJobs]) {
    await step(parts).catch((error: unknown) => parts.log("sweep failed", { step: step.name, error }));
  }
}

async function keepSessions({ records, platforms, chance }: SweepParts): Promise<void> {
  for (const { session } of platforms) {
    if (session !== null)
      await records.transaction(({ sessions }) => sessions.beat(session, chance.now() + sessionLifeMs));
  }
}

/** What was received and neither answered nor admitted. */
async function resumeAskings(parts: SweepParts): Promise<void> {
  for (const { name, session } of parts.platforms) {
    const now = parts.chance.now();
    const claim = { owner: parts.owner, leaseUntil: now + everyMs * 12 };
    const left = await parts.records.transaction(({ inbox }) =>
      inbox.takeOver({ platforms: [name], session }, claim, now, atOnce),
    );
    for (const { invocation } of left) await parts.studio.resume(invocation);
  }
}

/** What was being painted by a process that is gone: it may have been charged, and nobody knows. */
async function giveUpAbandoned(parts: SweepParts): Promise<void> {
  const now = parts.chance.now();
  const pictures = await parts.records.transaction((rows) => rows.pictures.abandoned(now, atOnce));
  for (const picture of pictures) {
    const job = await parts.records.transaction(async (transaction) => {
      const job = await transaction.jobs.find(picture.jobId);
      const { reservedMicros: costMicros } = picture;
      const settlement = { state: "unknown", failure: interrupted, costMicros, requestId: null } as const;
      if (job) await settlePicture(transaction, { job, picture, settlement, image: null, priceVersion: "" }, now);
      return job;
    });
    if (job) await afterGivingUp(parts, job);
  }
}

async function afterGivingUp(parts: SweepParts, job: Job): Promise<void> {
  parts.feed.changed(job.id);
  await parts.records.transaction((transaction) => handOver(transaction, parts, job));
  if (parts.onUnknown !== "retry-once" || job.retryOfJobId !== null) return;
  const { actor, place, replyTo } = job;
  const values = { subject: job.id };
  const dedupeKey = `retry of ${job.id}`;
  await parts.studio.receive({ command: "retry", trigger: "button", values, actor, place, replyTo, dedupeKey });
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

function isMine({ platforms }: SweepParts, { replyTo }: Job | Delivery): boolean {
  return platforms.some(
    ({ name, session }) => name === replyTo.platform && (replyTo.session === null || replyTo.session === session),
  );
}
