import { type Actor, type Place, rights, samePerson, samePlace } from "./people.ts";
import type { Job } from "./rows.ts";

/** Whether somebody may see a job's pictures and make new ones from them. */
export function maySee(actor: Actor, place: Place, job: Job): boolean {
  if (samePerson(actor, job.actor) || hasRight(actor, "operator")) return true;
  if (job.replyTo.audience === "private") return false;
  if (samePlace(place, job.place)) return true;
  return hasRight(actor, "moderator") && sameWorkspace(actor, job);
}

/** Whether somebody may cancel a job or take its pictures away. */
export function mayManage(actor: Actor, job: Job): boolean {
  if (samePerson(actor, job.actor) || hasRight(actor, "operator")) return true;
  return hasRight(actor, "moderator") && sameWorkspace(actor, job) && job.replyTo.audience === "public";
}

export function hasRight(actor: Actor, needed: Actor["right"]): boolean {
  return rights.indexOf(actor.right) >= rights.indexOf(needed);
}

function sameWorkspace(actor: Actor, job: Job): boolean {
  return actor.platform === job.actor.platform && actor.workspace === job.actor.workspace;
}
