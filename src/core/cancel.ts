import { mayManage } from "./access.ts";
import { nothing, settleHolds } from "./budget.ts";
import type { Chance } from "./clock.ts";
import { AppError, type Failure } from "./errors.ts";
import type { Feed } from "./feed.ts";
import { handOver, resultOf } from "./hand-over.ts";
import { say } from "./message.ts";
import type { Actor } from "./people.ts";
import type { Queue } from "./queue.ts";
import type { Transaction } from "./records.ts";
import type { Job } from "./rows.ts";

export type CancelOutcome = "cancelled" | "not-yours" | "on-its-way" | "ended";

/**
 * Cancels a job, in the caller's transaction: its waiting pictures at once and for nothing, its running requests through
 * whoever runs them, who finds the flag on the row.
 */
export async function cancelJob(
  transaction: Transaction,
  parts: { readonly queue: Queue; readonly chance: Chance },
  job: Job,
  actor: Actor,
): Promise<CancelOutcome> {
  if (!mayManage(actor, job)) return "not-yours";
  const now = parts.chance.now();
  if (job.handedOverAt !== null || !(await transaction.jobs.requestCancel(job.id, now))) {
    return (await isBeingBrought(transaction, job)) ? "on-its-way" : "ended";
  }
  await cancelWaiting(transaction, job, { code: "cancelled", text: say("result.cancelled"), charged: "no" }, now);
  await handOver(transaction, parts, job);
  return "cancelled";
}

/** Whether something was painted that its asker does not see yet. */
async function isBeingBrought({ deliveries, pictures }: Transaction, { id }: Job): Promise<boolean> {
  const delivery = await deliveries.find(resultOf(id));
  if (delivery?.state !== "waiting" && delivery?.state !== "posting") return false;
  return (await pictures.ofJob(id)).some(({ state }) => state === "rendered");
}

/** Ends every waiting picture of a job for nothing, and gives back what was held for them. */
export async function cancelWaiting(transaction: Transaction, job: Job, failure: Failure, now: number): Promise<void> {
  const pictures = await transaction.pictures.ofJob(job.id);
  const cancelled = await transaction.pictures.cancelWaiting(job.id, failure, now);
  for (const picture of pictures.filter(({ id }) => cancelled.includes(id))) {
    await settleHolds(transaction, job.budget, picture, nothing);
  }
}

/** A signal that aborts when the job's row says that it was cancelled, by whichever process, or when `parent` aborts. */
export function watchCancel(
  feed: Feed,
  jobId: string,
  parent: AbortSignal,
): { readonly signal: AbortSignal; abort(log: string): void; stop(): void } {
  const controller = new AbortController();
  const abort = (log: string) => controller.abort(new AppError("cancelled", say("result.cancelled"), { log }));
  const unfollow = feed.follow({ jobId }, (event) => {
    if (event.kind === "state" && event.job.cancelRequestedAt !== null) abort("cancelled by a person");
  });
  return { signal: AbortSignal.any([controller.signal, parent]), abort, stop: unfollow };
}
