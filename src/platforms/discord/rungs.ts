import { createHash } from "node:crypto";
import { MessageFlags } from "discord.js";
import { z } from "zod";
import type { AnswerImage } from "#core/answer.ts";
import { AppError } from "#core/errors.ts";
import { type Message, say } from "#core/message.ts";
import type { Audience } from "#core/people.ts";
import type { Journal } from "#core/platform.ts";
import { words } from "#core/words.ts";
import type { DiscordAddress } from "./address.ts";
import type { Ahead } from "./ahead.ts";
import type { Calls } from "./calls.ts";
import { Trouble } from "./errors.ts";
import { discordLimits } from "./limits.ts";
import { type MessageBody, noMentions } from "./message.ts";
import type { UploadRoom } from "./pictures.ts";
import { audienceOf, readPosted } from "./posted.ts";
import {
  channelMessage,
  channelMessages,
  directChannels,
  followUps,
  interactionMessage,
  oneChannel,
  oneGuild,
} from "./routes.ts";

/** One way to bring an answer. */
export interface Rung {
  readonly name: "interaction" | "channel" | "parent" | "direct";
  /** Said first: why it comes this way. */
  readonly reason: Message | null;
  /** Whether the first message is written into one that is there already. */
  edits: boolean;
  room(images: readonly AnswerImage[]): Promise<UploadRoom>;
  /** Sends the message of that number, counted from 1; resolves with its JSON. */
  send(part: number, body: MessageBody): Promise<unknown>;
}

export interface RungParts {
  readonly calls: Calls;
  readonly ahead: Ahead;
  readonly address: DiscordAddress;
  readonly audience: Audience;
  readonly locale: string;
  readonly journal: Journal;
  now(): number;
}

/** Whether the interaction can still be answered by its token. */
export function tokenLives({ token, issuedAt }: DiscordAddress, now: number): boolean {
  return token !== null && now < issuedAt + discordLimits.tokenUsedForMs;
}

/** By the interaction's token: works wherever it was asked, also where the bot is no member. */
export function interactionRung({ calls, ahead, address, audience, locale, journal }: RungParts): Rung {
  const flags = audience === "private" ? MessageFlags.Ephemeral : 0;

  /**
   * Discord cannot tell a follow-up from its repetition, so it begins with a few words, and the files follow by an edit, which
   * may be sent as often as need be. A crash right between the words and their row leaves those words behind, and no picture twice.
   */
  async function openFollowUp(part: number): Promise<string> {
    const json = { content: words(say("status.bringing"), locale), flags, allowed_mentions: noMentions };
    const posted = readPosted(await calls.interactionOnce({ method: "POST", ...followUps(address), json }));
    const { id } = posted;
    if (audience === "public" && audienceOf(posted) === "private") {
      await calls.interaction({ method: "DELETE", ...interactionMessage(address, id) }).catch(() => {});
      throw new AppError("delivery", say("bring.for-nobody-else"));
    }
    await journal.write(`message ${part}`, id);
    return id;
  }

  const rung: Rung = {
    name: "interaction",
    reason: null,
    edits: true,
    room: async () => ({
      fileBytes: Math.min(address.uploadLimit, discordLimits.requestBytes),
      requestBytes: discordLimits.requestBytes,
    }),
    async send(part, { json, files, shown }) {
      const edit = { method: "PATCH" as const, json: asEdit(json), files };
      if (part === 1 && rung.edits)
        return (
          (await ahead.finish({ json: edit.json, files, shown })) ??
          calls.interaction({ ...edit, ...interactionMessage(address) })
        );
      if (files.length === 0)
        return calls.interactionOnce({ method: "POST", ...followUps(address), json: flagged(json, flags) });
      const message = journal.done(`message ${part}`) ?? (await openFollowUp(part));
      return calls.interaction({ ...edit, ...interactionMessage(address, message) });
    },
  };
  return rung;
}

/** As the bot, for all who are in that channel. */
export function channelRung({ calls, address, journal }: RungParts, channel: string): Rung {
  const rung: Rung = {
    name: "channel",
    reason: null,
    edits: address.message !== null && address.channel === channel,
    room: (images) => botRoom(calls, address.guild, images),
    async send(part, body) {
      if (part > 1 || !rung.edits || address.message === null) return post(calls, journal, channel, part, body);
      const { json, files } = body;
      return calls.bot({ method: "PATCH", ...channelMessage(channel, address.message), json: asEdit(json), files });
    },
  };
  return rung;
}

/** In the channel that a thread belongs to. */
export function parentRung({ calls, address, journal }: RungParts): Rung {
  return {
    name: "parent",
    reason: say("direct.because-closed"),
    edits: false,
    room: (images) => botRoom(calls, address.guild, images),
    async send(part, body) {
      const thread = await calls.bot({ method: "GET", ...oneChannel(address.channel) });
      const channel = z.looseObject({ parent_id: z.string() }).safeParse(thread).data?.parent_id;
      if (channel === undefined) throw new Trouble("next", "the channel belongs to no other one", {});
      return post(calls, journal, channel, part, body);
    },
  };
}

/** To the person alone. */
export function directRung({ calls, address, journal }: RungParts, reason: Message): Rung {
  return {
    name: "direct",
    reason,
    edits: false,
    room: async () => ({ fileBytes: discordLimits.defaultUploadBytes, requestBytes: discordLimits.requestBytes }),
    send: async (part, body) => post(calls, journal, await directChannel(calls, address.person), part, body),
  };
}

/** The conversation with a person; asked for again, it is the same one. */
export async function directChannel(calls: Calls, person: string): Promise<string> {
  const opened = await calls.bot({ method: "POST", ...directChannels, json: { recipient_id: person } });
  return z.looseObject({ id: z.string() }).parse(opened).id;
}

function post(
  calls: Calls,
  { key }: Journal,
  channel: string,
  part: number,
  { json, files }: MessageBody,
): Promise<unknown> {
  const once = { nonce: nonceOf(key, String(part), channel), enforce_nonce: true };
  return calls.bot({ method: "POST", ...channelMessages(channel), json: { ...json, ...once }, files });
}

/** For a few minutes Discord answers the same nonce with the same message: what was sent twice stays one. */
export function nonceOf(...what: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(what)).digest("base64url").slice(0, discordLimits.nonce);
}

/** What a bot may send depends on the server; nobody has to ask that for a small file. */
async function botRoom(calls: Calls, guild: string | null, images: readonly AnswerImage[]): Promise<UploadRoom> {
  const floor = discordLimits.defaultUploadBytes;
  const { requestBytes } = discordLimits;
  if (guild === null || images.every(({ bytes }) => bytes <= floor)) return { fileBytes: floor, requestBytes };
  const found = await calls.bot({ method: "GET", ...oneGuild(guild) }).catch(() => null);
  const tier = z.looseObject({ premium_tier: z.number() }).safeParse(found).data?.premium_tier ?? 0;
  return { fileBytes: Math.min(discordLimits.uploadBytesByTier[tier] ?? floor, requestBytes), requestBytes };
}

/** An edit says what it takes away as well: content, when the message had some, and whatever was embedded. */
function asEdit(json: MessageBody["json"]): MessageBody["json"] {
  return { content: null, embeds: [], ...json };
}

export function flagged(json: MessageBody["json"], flags: number): MessageBody["json"] {
  return { ...json, flags: (typeof json.flags === "number" ? json.flags : 0) | flags };
}
