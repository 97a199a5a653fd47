import type { ReplyAddress } from "#core/people.ts";
import type { Platform } from "#core/platform.ts";
import { openAhead } from "./ahead.ts";
import { discordPost } from "./post.ts";
import { discordRemove } from "./remove.ts";
import { discordReply, type ReplyParts } from "./reply.ts";
import { openTurns } from "./turns.ts";

/** Everything that speaks: works in any process, from addresses alone, and knows of no gateway. */
export function openAnswering(
  options: Omit<ReplyParts, "turns" | "ahead">,
): Pick<Platform, "reply" | "post" | "remove"> {
  const parts: ReplyParts = { ...options, turns: openTurns(), ahead: openAhead(options) };
  return {
    reply: (address: ReplyAddress) => discordReply(parts, address),
    post: (place, answer, journal, replyTo) => discordPost(parts, place, answer, journal, replyTo),
    remove: (delivered, replyTo) => discordRemove(parts, delivered, replyTo),
  };
}
