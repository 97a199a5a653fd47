import { mayManage } from "./access.ts";
import type { Chance } from "./clock.ts";
import { AppError } from "./errors.ts";
import type { Feed } from "./feed.ts";
import { handOver } from "./hand-over.ts";
import { say } from "./message.ts";
import type { Actor } from "./people.ts";
import type { Queue } from "./queue.ts";
import type { Records } from "./records.ts";

/**
 * Cancels a job: its waiting pictures at once and for nothing, its running requests through whoever runs them.
 * False when the actor may not, or when it was cancelled before.
 */
export async function cancelJob(
  parts: { readonly records: Records; readonly queue: Queue; readonly feed: Feed; readonly chance: Chance },
  jobId: string,
  actor: Actor,
): Promise<boolean> {
  const cancelled = await parts.records.transaction(async (transaction) => {
    const job = await transaction.jobs.find(jobId);
    const now = parts.chance.now();
    if (!job || !mayManage(actor, job) || !(await transaction.jobs.requestCancel(jobId, now))) return false;
    const failure = { code: "cancelled", text: say("result.cancelled"), charged: "no" } as const;
    await transaction.pictures.cancelWaiting(jobId, failure, now);
    await handOver(transaction, parts, job);
    return true;
  });
  parts.feed.changed(jobId);
  return cancelled;
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
