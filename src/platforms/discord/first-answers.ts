import {
  type APIInteractionResponse,
  type APIInteractionResponseChannelMessageWithSource,
  InteractionResponseType,
  MessageFlags,
} from "discord.js";
import { say, type Text } from "#core/message.ts";
import type { Audience } from "#core/people.ts";
import { words } from "#core/words.ts";
import { discordLimits } from "./limits.ts";

/** Nothing that anybody wrote may call somebody. */
const noMentions = { parse: [] };

/**
 * A message at once instead of a promise of one: whatever happens to this process, nobody reads that the application did
 * not respond. It says nothing of what was asked, so no filter can refuse it. And the first follow-up to a promise would become the
 * answer itself, for the same eyes: a private result that is shared would stay private.
 */
export function takenIn(audience: Audience, locale: string): APIInteractionResponse {
  return {
    type: InteractionResponseType.ChannelMessageWithSource,
    data: {
      content: words(say("status.taken"), locale),
      ...flagsOf(audience),
      allowed_mentions: noMentions,
    },
  };
}

/** Sentences that nobody but who asked needs to see. */
export function privately(texts: readonly Text[], locale: string): APIInteractionResponseChannelMessageWithSource {
  const content = texts.map((text) => words(text, locale)).join("\n");
  return {
    type: InteractionResponseType.ChannelMessageWithSource,
    data: {
      content: content.slice(0, discordLimits.contentCharacters),
      flags: MessageFlags.Ephemeral,
      allowed_mentions: noMentions,
    },
  };
}

function flagsOf(audience: Audience): { flags?: MessageFlags.Ephemeral } {
  return audience === "private" ? { flags: MessageFlags.Ephemeral } : {};
}
