import {
  type APIChannel,
  type GatewayMessageCreateDispatchData,
  MessageType,
  type RESTPostAPIChannelMessageJSONBody,
  type RESTPostAPIChannelMessageResult,
} from "discord.js";
import { AppError, asAppError } from "#core/errors.ts";
import { say } from "#core/message.ts";
import type { Actor, Place, ReplyAddress } from "#core/people.ts";
import type { Reply } from "#core/platform.ts";
import type { Studio } from "#core/studio.ts";
import { words } from "#core/words.ts";
import type { DiscordAddress } from "./address.ts";
import type { Calls } from "./calls.ts";
import { missingPermission, Trouble } from "./errors.ts";
import { discordLimits } from "./limits.ts";
import { names, spokenTo } from "./mention-words.ts";
import { noMentions } from "./message.ts";
import { directMessages, isThread, platformName } from "./people.ts";
import { channelMessages, oneChannel } from "./routes.ts";
import { directChannel } from "./rungs.ts";

export interface MentionParts {
  readonly calls: Calls;
  readonly studio: Studio;
  readonly operators: ReadonlySet<string>;
  /** The bot's own id. */
  readonly application: string;
  reply(address: ReplyAddress): Reply;
  log(message: string, details: Readonly<Record<string, unknown>>): void;
}

type Received = GatewayMessageCreateDispatchData;

/** Messages do not say which language their author reads. */
const locale = "en-US";

const spoken: readonly number[] = [MessageType.Default, MessageType.Reply];

/**
 * Takes in a message that speaks to the bot: it mentions it, or is a direct message; Discord delivers the words of those
 * without any privileged intent. Resolves when the core has it; rejects never.
 */
export async function receiveMessage(parts: MentionParts, message: Received): Promise<void> {
  try {
    const { author, content, guild_id, type } = message;
    if (author.bot || !spoken.includes(type)) return;
    // A reply mentions whom it answers all by itself: a remark under a picture must not be paid for as an edit.
    if (guild_id !== undefined && !names(content, parts.application)) return;
    await take(parts, message);
  } catch (error) {
    // Whoever invited the bot finds it in the log.
    parts.log("message not taken in", { message: message.id, error });
  }
}

async function take(parts: MentionParts, message: Received): Promise<void> {
  const { application, operators, studio, calls } = parts;
  const { id, author, member, guild_id: guild = null, channel_id: channel } = message;
  const said = { message, application, commands: studio.commands };
  const atOnce = spokenTo({ ...said, inThread: null });
  const first = "refused" in atOnce ? atOnce.refused : say("status.taken");
  const status = await answerWith(calls, message, words(first, locale)).catch(async (error: unknown) => {
    await tellWhy(calls, message, error).catch((refusal: unknown) =>
      parts.log("reason not told", { message: id, error: refusal }),
    );
    throw error;
  });
  if ("refused" in atOnce) return;
  const actor: Actor = {
    platform: platformName,
    workspace: guild ?? directMessages,
    id: author.id,
    name: member?.nick ?? author.global_name ?? author.username,
    right: operators.has(author.id) ? "operator" : "anyone",
    roles: member?.roles ?? [],
    locale,
  };
  const data: DiscordAddress = {
    application,
    person: author.id,
    guild,
    channel,
    message: status,
    token: null,
    issuedAt: 0,
    uploadLimit: discordLimits.defaultUploadBytes,
    botWrites: true,
  };
  // Said in front of everybody, it is answered there: a message cannot be for one person alone.
  const replyTo = { platform: platformName, session: null, audience: "public", locale, data } as const;
  try {
    const place = await placeOfMessage(calls, message);
    const inThread = await studio.newestIn(actor, place);
    const asked = spokenTo({ ...said, inThread });
    if ("refused" in asked) throw new AppError("invalid", asked.refused);
    await studio.receive({ ...asked, trigger: "mention", actor, place, replyTo, dedupeKey: `${platformName}:${id}` });
  } catch (error) {
    const failure = asAppError(error);
    if (failure.code !== "invalid") parts.log("message not taken in", { message: id, error });
    // The promise that stands there must not stand for ever.
    await parts.reply(replyTo).fail(failure);
  }
}

/** The same message, however often it is answered: a second instance gets the first one's. */
async function answerWith(calls: Calls, { id, channel_id }: Received, content: string): Promise<string> {
  const body: RESTPostAPIChannelMessageJSONBody = {
    content,
    nonce: id,
    enforce_nonce: true,
    allowed_mentions: { parse: [], replied_user: false },
    message_reference: { message_id: id, fail_if_not_exists: false },
  };
  const posted = (await calls.bot({
    method: "POST",
    ...channelMessages(channel_id),
    json: { ...body },
  })) as RESTPostAPIChannelMessageResult;
  return posted.id;
}

/** Where the bot may not write, whoever asked learns it from a direct message, once. Rejects when those are closed as well. */
async function tellWhy(calls: Calls, { id, author, channel_id }: Received, error: unknown): Promise<void> {
  const missing = error instanceof Trouble ? missingPermission(error) : null;
  if (missing === null) return;
  const isInThread = missing === "Send Messages" && (await parentOf(calls, channel_id)) !== null;
  const permission = isInThread ? "Send Messages in Threads" : missing;
  const why = say("mention.no-permission", { permission, channel: `<#${channel_id}>` });
  const once = { nonce: id, enforce_nonce: true, allowed_mentions: noMentions };
  const conversation = await directChannel(calls, author.id);
  await calls.bot({ method: "POST", ...channelMessages(conversation), json: { content: words(why, locale), ...once } });
}

async function placeOfMessage(calls: Calls, { guild_id, channel_id }: Received): Promise<Place> {
  const place = { platform: platformName, workspace: guild_id ?? directMessages, channel: channel_id, thread: null };
  // Nobody else is told of what is said in a direct message.
  if (guild_id === undefined) return { ...place, alone: true };
  // A message does not say whether its channel is a thread.
  const parent = await parentOf(calls, channel_id);
  return parent ? { ...place, channel: parent, thread: channel_id } : place;
}

/** The channel that a thread belongs to; null where there is no thread, or nobody can tell. */
async function parentOf(calls: Calls, id: string): Promise<string | null> {
  const channel = (await calls.bot({ method: "GET", ...oneChannel(id) }).catch(() => null)) as APIChannel | null;
  return (channel && isThread(channel.type) && "parent_id" in channel ? channel.parent_id : null) ?? null;
}
