import { AppError } from "./errors.ts";
import { say } from "./message.ts";
import { type Actor, type Place, type ReplyAddress, rights, samePlace } from "./people.ts";
import type { Transaction } from "./records.ts";
import type { Job } from "./rows.ts";

/** Whose settings they are. */
export type SettingOwner = "me" | "channel" | "workspace" | "person" | "role" | "everything";

/** Whether somebody may see a job's pictures and make new ones from them. */
export function maySee(actor: Actor, place: Place, job: Job): boolean {
  if (isOwn(actor, job) || hasRight(actor, "operator")) return true;
  if (job.replyTo.audience === "private") return false;
  if (samePlace(place, job.place)) return true;
  return hasRight(actor, "moderator") && sameWorkspace(actor, job);
}

/** Whether somebody may cancel a job or take its pictures away. */
export function mayManage(actor: Actor, job: Job): boolean {
  if (isOwn(actor, job) || hasRight(actor, "operator")) return true;
  return hasRight(actor, "moderator") && sameWorkspace(actor, job) && job.replyTo.audience === "public";
}

/** Whether somebody may show a private result to others: nobody but who asked for it. */
export function mayShare(actor: Actor, job: Job): boolean {
  return isOwn(actor, job);
}

/** Whose figures somebody may read: their own, those of their workspace, or everybody's. */
export function usageSeenBy(actor: Actor): "own" | "workspace" | "everywhere" {
  if (hasRight(actor, "operator")) return "everywhere";
  return hasRight(actor, "moderator") ? "workspace" : "own";
}

/** Whether somebody may read and change the settings of themselves, of their place and the people in it, or of everything. */
export function maySet(actor: Actor, whose: SettingOwner): boolean {
  if (whose === "me") return true;
  return hasRight(actor, whose === "everything" ? "operator" : "moderator");
}

/** A job as somebody at a place may know of it: null when there is none, or none for them. Where it was posted for all, all may see it. */
export async function findVisible(
  { jobs, deliveries }: Pick<Transaction, "jobs" | "deliveries">,
  { actor, place }: { readonly actor: Actor; readonly place: Place },
  jobId: string,
): Promise<Job | null> {
  const job = await jobs.find(jobId);
  if (!job || maySee(actor, place, job)) return job;
  return (await deliveries.wasPosted(jobId, place)) ? job : null;
}

/** Rejects with an `invalid` AppError when what is to be shown to everybody comes from a result that was made for one person alone. */
export function checkMayShow(
  job: Job,
  { replyTo, place }: { readonly replyTo: Pick<ReplyAddress, "audience">; readonly place: Place },
): void {
  if (job.replyTo.audience !== "private" || replyTo.audience !== "public" || place.alone) return;
  throw new AppError("invalid", say("subject.private", { id: job.id }));
}

/** Budgets and history end at a workspace's border; whose a result is does not: it may have come as a direct message. */
function isOwn({ platform, id }: Actor, { actor }: Job): boolean {
  return platform === actor.platform && id === actor.id;
}

export function hasRight(actor: Actor, needed: Actor["right"]): boolean {
  return rights.indexOf(actor.right) >= rights.indexOf(needed);
}

function sameWorkspace(actor: Actor, job: Job): boolean {
  return actor.platform === job.actor.platform && actor.workspace === job.actor.workspace;
}
