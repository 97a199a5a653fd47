import { MessageFlags } from "discord.js";
import type { Answer } from "#core/answer.ts";
import { say } from "#core/message.ts";
import type { Journal } from "#core/platform.ts";
import type { Delivered } from "#core/rows.ts";
import { words } from "#core/words.ts";
import type { DiscordAddress } from "./address.ts";
import { blocked, putOff } from "./bring.ts";
import type { Calls } from "./calls.ts";
import { Trouble } from "./errors.ts";
import { noMentions, richMessage } from "./message.ts";
import { plainMessage } from "./plain-message.ts";
import { delivered, readPosted } from "./posted.ts";
import { channelMessage, followUps, interactionMessage } from "./routes.ts";
import { flagged, type Rung, tokenLives } from "./rungs.ts";
import { isStatus, lookAt } from "./status-message.ts";
import { withoutWords } from "./without-words.ts";

/** The step of the journal with which it is told. */
const step = "told alone";

/**
 * Tells a person alone what went wrong where everybody could read it, and takes away the message that said that it was
 * under way. Null when this way is closed: then it is told in that message. A follow-up has no nonce, so one that got
 * lost on its way back is told twice, to the same person.
 */
export async function tellAlone(
  parts: {
    readonly calls: Calls;
    readonly address: DiscordAddress;
    readonly locale: string;
    /** Whether that message holds nothing else. */
    readonly removes: boolean;
    now(): number;
  },
  answer: Answer,
  journal: Journal,
): Promise<Delivered | null> {
  const { calls, address, locale } = parts;
  const tell = async (form: typeof richMessage, said = answer) => {
    const { json, files } = form({ answer: said, images: [], notes: [], part: 1, count: 1, locale });
    const call = { method: "POST" as const, ...followUps(address), json: flagged(json, MessageFlags.Ephemeral), files };
    return readPosted(await calls.interactionOnce(call));
  };
  try {
    let id = journal.done(step);
    if (id === null) {
      const posted = await tell(richMessage).catch((error: unknown) => {
        if (error instanceof Trouble && error.verdict === "plain") return tell(plainMessage);
        if (error instanceof Trouble && error.verdict === "blocked") return tell(richMessage, withoutWords(answer));
        throw error;
      });
      ({ id } = posted);
      await journal.write(step, delivered(posted, []).message);
    }
    if (parts.removes) await takeAway(calls, address, parts.now());
    return { messages: [{ channel: address.channel, message: id, files: [] }] };
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    if (error.verdict === "later") throw putOff(error);
    if (error.verdict === "blocked") throw blocked(error);
    return null;
  }
}

/**
 * When an answer stands somewhere else, the message that it was to be written into must not go on to promise it: where the
 * answer is beside it, it goes, otherwise it says where that is. Never rejects, for the answer has been brought; whatever is
 * no mere status, such as another answer, stays as it is.
 */
export async function tellWhere(
  parts: {
    readonly calls: Calls;
    readonly address: DiscordAddress;
    readonly locale: string;
    now(): number;
    log(message: string, details: Readonly<Record<string, unknown>>): void;
  },
  { messages: [first, ...others] }: Delivered,
  way: Rung["name"] | null,
): Promise<void> {
  const { calls, address, locale, log } = parts;
  if (!first || [first, ...others].some(({ message }) => message === address.message)) return;
  const isBeside = first.channel === address.channel;
  // Which message it is, only the interaction knows then, and it has written into it.
  if (isBeside && address.message === null) return;
  try {
    const now = parts.now();
    const message = await lookAt(calls, address, now);
    if (message === null || !isStatus(message)) return;
    if (isBeside) return await takeAway(calls, address, now);
    const where =
      way === "parent" ? say("status.came-there", { channel: `<#${first.channel}>` }) : say("status.came-direct");
    const json = { content: words(where, locale), components: [], attachments: [], allowed_mentions: noMentions };
    const edit = { method: "PATCH" as const, json };
    if (tokenLives(address, now)) await calls.interaction({ ...edit, ...interactionMessage(address) });
    else await calls.bot({ ...edit, ...channelMessage(address.channel, message.id) });
  } catch (error) {
    log("status left behind", { refusal: error instanceof Error ? error.message : "" });
  }
}

export function wasToldAlone(journal: Journal): boolean {
  return journal.done(step) !== null;
}

/** What is gone already is fine; only what may still work is worth another try. */
export async function takeAway(calls: Calls, address: DiscordAddress, now: number): Promise<void> {
  const { channel, message } = address;
  try {
    if (tokenLives(address, now)) await calls.interaction({ method: "DELETE", ...interactionMessage(address) });
    else if (message !== null) await calls.bot({ method: "DELETE", ...channelMessage(channel, message) });
  } catch (error) {
    if (!(error instanceof Trouble) || error.verdict === "later") throw error;
  }
}
