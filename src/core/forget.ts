import { answer } from "./answer.ts";
import { cancelJob } from "./cancel.ts";
import type { Chance } from "./clock.ts";
import { say } from "./message.ts";
import { type Actor, samePerson } from "./people.ts";
import type { Queue } from "./queue.ts";
import type { Transaction } from "./records.ts";
import { queueBytes } from "./removal.ts";
import type { KeptOfPerson } from "./removal-records.ts";
import { personScope } from "./scopes.ts";
import { settingNames } from "./setting-names.ts";

/** More than can be open at once. */
const all = 100_000;

/**
 * Forgets a person, in the caller's transaction: what is under way is cancelled, what is being brought is called off, their words, pictures, drafts, defaults
 * and their name go; costs and limits stay. Resolves with what there was, and what stays posted. Doing it again is fine.
 */
export async function forgetPerson(
  transaction: Transaction,
  parts: { readonly queue: Queue; readonly chance: Chance },
  actor: Actor,
): Promise<KeptOfPerson> {
  const now = parts.chance.now();
  const text = say("forget.not-brought");
  const notice = answer({ text: [text], problem: "cancelled" });
  await transaction.people.callOff(actor, notice, { code: "cancelled", text, charged: "no" });
  for (const job of await transaction.jobs.open(all)) {
    if (samePerson(job.actor, actor)) await cancelJob(transaction, parts, job, actor);
  }
  const kept = await transaction.people.kept(actor);
  await transaction.people.forget(actor, now);
  for (const { name, owners } of settingNames) {
    // What others set for this person is no word of theirs: nobody unblocks themselves by being forgotten.
    if (owners.includes("me")) await transaction.settings.set(personScope(actor), name, null);
  }
  await queueBytes(transaction, parts.queue, actor.platform);
  return kept;
}
