import type { Chance } from "./clock.ts";
import type { Transaction } from "./records.ts";
import type { Job } from "./rows.ts";

/** What happens when nobody knows whether a picture was charged: the person is asked, or it is painted once more. */
export type OnUnknown = "ask" | "retry-once";

/**
 * With `retry-once`, presses Retry for the person, in the transaction that hands their job over: an asking like any other,
 * which the next sweep takes in, so that no crash loses it and none doubles it.
 */
export async function retryByItself(
  { inbox, jobs, pictures }: Transaction,
  parts: { readonly onUnknown: OnUnknown; readonly owner: string; readonly chance: Chance },
  { id, retryOfJobId, actor, place, replyTo }: Job,
): Promise<void> {
  if (parts.onUnknown === "ask" || retryOfJobId !== null) return;
  const uncertain = (await pictures.ofJob(id)).some(({ state }) => state === "unknown");
  if (!uncertain || (await jobs.find(id))?.cancelRequestedAt !== null) return;
  const dedupeKey = `retry of ${id}`;
  const values = { subject: id };
  const invocation = { command: "retry", trigger: "button", values, actor, place, replyTo, dedupeKey } as const;
  const receivedAt = parts.chance.now();
  await inbox.receive({ dedupeKey, invocation, receivedAt }, { owner: parts.owner, leaseUntil: receivedAt });
}
