import type { JobSnapshot } from "#core/feed.ts";
import { type Message, say } from "#core/message.ts";
import type { Progress } from "#core/platform.ts";
import { words } from "#core/words.ts";
import { cancelBlock } from "./components.ts";
import type { MessageBody } from "./message.ts";

export type Phase = "waiting" | "painting" | "cancelling" | "bringing";

export function phaseOf({ pictures, queue, cancelRequestedAt }: JobSnapshot): Phase {
  if (endedIn(pictures) === pictures.length) return "bringing";
  if (cancelRequestedAt !== null) return "cancelling";
  return queue ? "waiting" : "painting";
}

/** What stands beside the bot's name in a thread: "Limner is painting… 12 s". */
export function nativeStatus({ job, elapsedMs }: Progress, locale: string): string {
  const message: Readonly<Record<Phase, () => Message>> = {
    waiting: () => say("slack.is-waiting", { ahead: job.queue?.ahead ?? 0 }),
    painting: () => say("slack.is-painting", { elapsed: words(duration(elapsedMs), locale) }),
    cancelling: () => say("slack.is-cancelling"),
    bringing: () => say("slack.is-bringing"),
  };
  return words(message[phaseOf(job)](), locale);
}

/** What the person alone reads while they wait: no seconds, since it cannot be said again every few of them. */
export function statusMessage({ job }: Progress, locale: string): MessageBody {
  const { queue, cancelRequestedAt } = job;
  const wait = queue?.waitMs ? words(duration(queue.waitMs), locale) : "";
  const text = words(queue ? say("status.queued", { ahead: queue.ahead, wait }) : say("slack.painting"), locale);
  const cancel = cancelRequestedAt === null ? [cancelBlock(job.jobId, locale)] : [];
  return { text, blocks: [{ type: "section", text: { type: "plain_text", text } }, ...cancel] };
}

function endedIn(pictures: JobSnapshot["pictures"]): number {
  return pictures.filter(({ state }) => state !== "waiting" && state !== "submitting").length;
}

function duration(milliseconds: number): Message {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return say("duration.seconds", { seconds });
  return say("duration.minutes", { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
}
