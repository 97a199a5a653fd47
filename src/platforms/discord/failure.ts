import { MessageFlags } from "discord.js";
import type { AppError } from "#core/errors.ts";
import type { Audience } from "#core/people.ts";
import type { DiscordAddress } from "./address.ts";
import type { Calls } from "./calls.ts";
import { discordLimits } from "./limits.ts";
import { noMentions } from "./message.ts";
import { channelMessage, channelMessages, followUps, interactionMessage } from "./routes.ts";
import { directChannel, nonceOf, tokenLives } from "./rungs.ts";
import { isStatus, lookAt } from "./status-message.ts";
import { shownText } from "./texts.ts";
import type { Turn } from "./turns.ts";

export interface FailureParts {
  readonly calls: Calls;
  readonly address: DiscordAddress;
  readonly audience: Audience;
  readonly locale: string;
  now(): number;
}

/**
 * Says a failure by whatever way works, to the person alone where that is possible, and leaves no message behind that says
 * that something is still under way. What holds an answer, or a part of one, stays as it is.
 */
export async function tellAtOnce(parts: FailureParts, turn: Turn, error: AppError): Promise<void> {
  const { calls, address, audience, locale } = parts;
  const content = shownText(error.text, locale).slice(0, discordLimits.contentCharacters);
  const json = { content, allowed_mentions: noMentions };
  const edit = { method: "PATCH" as const, json: { ...json, components: [], attachments: [] } };
  turn.silent = true;
  const alive = tokenLives(address, parts.now());
  const message = turn.gone ? null : await lookAt(calls, address, parts.now()).catch(() => null);
  const status = message !== null && isStatus(message);
  const { channel } = address;
  const there = address.message === null ? null : channelMessage(channel, address.message);

  const inStatus = async () => {
    if (!status) throw new Error("there is no message to say it in");
    if (alive) await calls.interaction({ ...edit, ...interactionMessage(address) });
    else if (there) await calls.bot({ ...edit, ...there });
  };
  const followUp = async () => {
    if (!alive) throw new Error("the interaction has ended");
    const flags = MessageFlags.Ephemeral;
    await calls.interactionOnce({ method: "POST", ...followUps(address), json: { ...json, flags } });
    if (status && audience === "public") await calls.interaction({ method: "DELETE", ...interactionMessage(address) });
  };
  const direct = async () => {
    const conversation = await directChannel(calls, address.person);
    const nonce = nonceOf(conversation, channel, address.message ?? "", content);
    await calls.bot({
      method: "POST",
      ...channelMessages(conversation),
      json: { ...json, nonce, enforce_nonce: true },
    });
    if (status && there && audience === "public") await calls.bot({ method: "DELETE", ...there });
  };

  // Asked by a message, it is answered where that stands; of an interaction nobody else needs to read what went wrong.
  const ways =
    audience === "private"
      ? [inStatus, followUp, direct]
      : address.token === null
        ? [inStatus, direct]
        : [followUp, direct, inStatus];
  await firstThatWorks(ways);
}

async function firstThatWorks(ways: readonly (() => Promise<void>)[]): Promise<void> {
  let last: unknown = null;
  for (const way of ways) {
    try {
      return await way();
    } catch (error) {
      last = error;
    }
  }
  throw last;
}
