import type { JobSnapshot } from "#core/feed.ts";
import { type Message, say } from "#core/message.ts";
import type { Audience } from "#core/people.ts";
import type { Progress } from "#core/platform.ts";
import { words } from "#core/words.ts";
import type { DiscordAddress } from "./address.ts";
import { cancelRow, type Row } from "./components.ts";
import { discordLimits } from "./limits.ts";

/** How a status message looks: plain content, since a message of components can never become a plain one again. */
export interface Status {
  readonly content: string;
  readonly components: readonly Row[];
}

/** How long before its token's end a message says where the result will be, in milliseconds: nothing can be said afterwards. */
const noticeMs = 30_000;

/** What a person reads while they wait. */
export function statusOf(
  { job, elapsedMs }: Progress,
  reader: { readonly address: DiscordAddress; readonly audience: Audience; readonly locale: string },
  now: number,
): Status {
  const { locale } = reader;
  const later = endsSoon(reader.address, now) ? [whereLater(reader.address, reader.audience)] : [];
  const content = [phase(job, elapsedMs, locale), ...later].map((message) => words(message, locale)).join("\n");
  const open = job.pictures.some(({ state }) => state === "waiting" || state === "submitting");
  const components = open && job.cancelRequestedAt === null ? [cancelRow(job.jobId, locale)] : [];
  return { content: content.slice(0, discordLimits.contentCharacters), components };
}

function phase({ pictures, queue, cancelRequestedAt }: JobSnapshot, elapsedMs: number, locale: string): Message {
  const ended = pictures.filter(({ state }) => state !== "waiting" && state !== "submitting").length;
  if (ended === pictures.length) return say("status.bringing");
  if (cancelRequestedAt !== null) return say("status.cancelling");
  if (queue) {
    const wait = queue.waitMs === null ? "" : words(duration(queue.waitMs), locale);
    return say("status.queued", { ahead: queue.ahead, wait });
  }
  const elapsed = duration(elapsedMs);
  return pictures.length === 1
    ? say("status.painting", { elapsed })
    : say("status.painting-several", { finished: ended, count: pictures.length, elapsed });
}

function duration(milliseconds: number): Message {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return say("duration.seconds", { seconds });
  return say("duration.minutes", { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
}

function endsSoon({ token, issuedAt }: DiscordAddress, now: number): boolean {
  return token !== null && now >= issuedAt + discordLimits.tokenUsedForMs - noticeMs;
}

/** A private result never goes to a channel; without the bot there, nothing can. */
function whereLater({ botWrites, guild }: DiscordAddress, audience: Audience): Message {
  if (audience === "public" && botWrites) return say("status.later-here");
  return guild !== null || botWrites ? say("status.later-direct") : say("status.later-history");
}
