import type { Answer } from "./answer.ts";
import type { Chance } from "./clock.ts";
import { AppError, asAppError } from "./errors.ts";
import type { Feed } from "./feed.ts";
import { cameWithResult, waitsForResult } from "./late-picture.ts";
import { say } from "./message.ts";
import { pictureRecords } from "./picture-records.ts";
import type { Journal, Platform } from "./platform.ts";
import type { Outcome, Work } from "./queue.ts";
import { justALease, type Records, type Transaction } from "./records.ts";
import { resultAnswer } from "./result-answer.ts";
import type { Delivered, Delivery } from "./rows.ts";
import type { Timing } from "./timing.ts";

export interface DeliveryParts {
  readonly records: Records;
  readonly feed: Feed;
  readonly chance: Chance;
  readonly platforms: readonly Platform[];
  /** This process, for leases. */
  readonly owner: string;
  readonly timing: Timing;
  log(message: string, details: Readonly<Record<string, unknown>>): void;
}

/** After how many milliseconds a late picture is looked at again whose job's result is just being posted. */
const lookAgainMs = 1_000;

/** How long a result is tried to be brought while the platform is down; then it waits in history. Pauses double from the first to the longest one. */
const triedForMs = 24 * 3_600_000;
const firstPauseMs = 2_000;
const longestPauseMs = 600_000;

/** Posts one written-down answer and notes what was posted where. Nothing is ever painted again because posting failed. */
export async function deliver(parts: DeliveryParts, work: Work, signal: AbortSignal): Promise<Outcome> {
  const platform = parts.platforms.find(({ name }) => name === work.platform);
  const claim = { owner: parts.owner, leaseUntil: parts.chance.now() + parts.timing.deliveryLeaseMs };
  const claimed = await parts.records.transaction(async (transaction) => {
    const delivery = await transaction.deliveries.find(work.id);
    if (delivery && (await waitsForResult(transaction, delivery))) return "later";
    const claimed = await transaction.deliveries.claim(work.id, claim);
    if (!claimed) return null;
    // An answer that cannot be made ends its delivery, and does not undo the claim.
    return { ...claimed, built: await buildAnswer(transaction, claimed).catch((error: unknown) => asAppError(error)) };
  }, justALease);
  if (claimed === "later") return { againInMs: lookAgainMs };
  if (!claimed || !platform) return "done";
  const lease = keepLease(parts, claimed);
  const posting = post(parts, platform, claimed, claimed.built).catch((error: unknown) => asAppError(error));
  const posted = await Promise.race([posting, aborted(signal)]);
  await lease.stop();
  if (posted === "aborted") {
    // As after a crash: once the lease has run out, somebody else goes on with it.
    parts.log("delivery left behind", { delivery: claimed.id });
    return "done";
  }
  const waitMs = posted instanceof AppError ? pauseBefore(claimed, posted, parts.chance.now()) : null;
  if (waitMs !== null) {
    parts.log("delivery put off", { delivery: claimed.id, waitMs, error: posted });
    // Once the lease has run out, the sweep hands it out again: the same way that a crash takes.
    const until = parts.chance.now() + waitMs;
    await parts.records.transaction(({ deliveries }) => deliveries.renew(claimed.id, claimed.attempt, until));
    return "done";
  }
  const end =
    posted instanceof AppError
      ? ({ state: "undelivered", failure: plain(posted) } as const)
      : ({ state: "delivered", delivered: posted } as const);
  // Should the rows not take this, nothing is said: when the lease has run out, the journal knows what was posted.
  const isOurs = await parts.records.transaction(({ deliveries }) =>
    deliveries.settle(claimed.id, claimed.attempt, end, parts.chance.now()),
  );
  if (posted instanceof AppError) {
    parts.log("not delivered", { delivery: claimed.id, isOurs, error: posted });
    if (isOurs) await platform.reply(claimed.replyTo).fail(posted);
  }
  if (claimed.jobId) parts.feed.changed(claimed.jobId);
  return "done";
}

/** Resolves when nobody waits any longer: an upload to a service that hangs must not hold up a stop. */
function aborted(signal: AbortSignal): Promise<"aborted"> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve("aborted");
    else signal.addEventListener("abort", () => resolve("aborted"), { once: true });
  });
}

/** Large uploads may take longer than a lease. */
function keepLease({ records, timing, chance, log }: DeliveryParts, { id, attempt }: Delivery) {
  let underWay: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    const until = chance.now() + timing.deliveryLeaseMs;
    underWay = records
      .transaction(({ deliveries }) => deliveries.renew(id, attempt, until), justALease)
      .catch((error: unknown) => log("lease not renewed", { delivery: id, error }));
  }, timing.deliveryLeaseMs / 3);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await underWay;
    },
  };
}

/** In how many milliseconds a delivery is tried again; null when it never is: refused for good, or tried for a day. */
function pauseBefore({ attempt, createdAt }: Delivery, { retryAfterMs }: AppError, now: number): number | null {
  if (retryAfterMs === null || now - createdAt > triedForMs) return null;
  // However long the way is said to be closed: meanwhile another one may be right, as for an interaction that has ended.
  return Math.min(Math.max(retryAfterMs, firstPauseMs * 2 ** (attempt - 1)), longestPauseMs);
}

async function post(
  { records }: DeliveryParts,
  platform: Platform,
  delivery: Delivery,
  answer: Answer | AppError | null,
): Promise<Delivered> {
  if (answer instanceof AppError) throw answer;
  if (!answer) return { messages: [] };
  const journal = journalOf(records, delivery);
  if (delivery.kind === "post") return platform.post(delivery.place, answer, journal, delivery.replyTo);
  return platform.reply(delivery.replyTo).answer(answer, journal);
}

/** Null when there is nothing left to be said. */
async function buildAnswer(transaction: Transaction, delivery: Delivery): Promise<Answer | null> {
  if (await cameWithResult(transaction, delivery)) return null;
  if (delivery.answer) return delivery.answer;
  const job = delivery.jobId === null ? null : await transaction.jobs.find(delivery.jobId);
  if (!job) throw new Error(`delivery ${delivery.id} has neither an answer nor a job`);
  const { pictureIds } = delivery;
  const records = await pictureRecords(transaction, job);
  return resultAnswer(
    transaction,
    job,
    pictureIds ? records.filter(({ picture }) => pictureIds.includes(picture.id)) : records,
  );
}

function journalOf(records: Records, delivery: Delivery): Journal {
  const steps = new Map(Object.entries(delivery.journal));
  return {
    key: delivery.id,
    done: (step) => steps.get(step) ?? null,
    async write(step, left) {
      const { id, attempt } = delivery;
      const isOurs = await records.transaction(({ deliveries }) => deliveries.note(id, attempt, step, left));
      // Posting took longer than the lease, and somebody else goes on with it: they know of this step, or do it again.
      if (!isOurs) throw new AppError("delivery", say("bug"), { log: `attempt ${attempt} at ${id} was given up` });
      steps.set(step, left);
    },
  };
}

function plain({ code, text, charged }: ReturnType<typeof asAppError>) {
  return { code, text, charged };
}
