import type { Audience } from "#core/people.ts";
import type { Progress } from "#core/platform.ts";
import type { SlackAddress } from "./address.ts";
import { Trouble } from "./errors.ts";
import { nativeStatus, phaseOf, statusMessage } from "./status.ts";
import { type TellParts, tellAlone } from "./tell-alone.ts";
import type { Turn } from "./turns.ts";

export interface Reported {
  readonly address: SlackAddress;
  readonly audience: Audience;
  readonly locale: string;
}

/** How often a native status is said anew, in milliseconds: it goes away by itself after two minutes. */
const refreshMs = 30_000;

/** Shows how far a job is: natively in a thread, elsewhere to the person alone. Never rejects. */
export async function report(
  parts: TellParts & { log(message: string, details: Readonly<Record<string, unknown>>): void },
  { address, audience, locale }: Reported,
  turn: Turn,
  progress: Progress,
): Promise<void> {
  if (turn.silent) return;
  const now = parts.now();
  const phase = phaseOf(progress.job);
  const isNews = phase !== turn.said;
  try {
    if (mayShowInThread(address, audience)) {
      if (!isNews && now - turn.saidAt < refreshMs) return;
      await setStatus(parts, address, nativeStatus(progress, locale));
    } else {
      // Once: what Slack shows to one person alone can rarely be written over, and a row of messages helps nobody.
      if (address.acknowledged || turn.told || (phase !== "waiting" && phase !== "painting")) return;
      turn.told = true;
      await tellAlone(parts, address, statusMessage(progress, locale), { direct: false });
    }
    turn.said = phase;
    turn.saidAt = now;
  } catch (error) {
    if (error instanceof Trouble && error.verdict === "later") return;
    // It will not take the next one either.
    turn.silent = true;
    const refusal = error instanceof Error ? error.message : "";
    parts.log("status not shown any more", { job: progress.job.jobId, refusal });
  }
}

/** Takes the status away where no message of ours has done so. Best effort: it goes by itself after two minutes. */
export async function clearStatus(parts: TellParts, { address, audience }: Omit<Reported, "locale">): Promise<void> {
  if (!mayShowInThread(address, audience)) return;
  await setStatus(parts, address, "").catch((error: unknown) => {
    if (!(error instanceof Trouble)) throw error;
  });
}

/** What nobody else shall know of is not announced where they read. */
function mayShowInThread({ channel, thread, bringTo }: SlackAddress, audience: Audience): boolean {
  return thread !== null && (channel.startsWith("D") || (audience === "public" && bringTo === "channel"));
}

async function setStatus({ calls }: TellParts, { channel, thread }: SlackAddress, status: string): Promise<void> {
  await calls.callInPassing("assistant.threads.setStatus", { channel_id: channel, thread_ts: thread, status });
}
