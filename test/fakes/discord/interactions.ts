import { z } from "zod";
import { asSent, type Json } from "./json.ts";
import { flag, type MessageForm, messageForm } from "./message-form.ts";
import { messageJson } from "./message-json.ts";
import { createMessage, editMessage, type Writing } from "./messages.ts";
import { modalForm } from "./modal-form.ts";
import { invalidForm, parseForm, refusal } from "./refusal.ts";
import type { InteractionRow, MessageRow } from "./rows.ts";
import type { IncomingFile } from "./uploads.ts";
import type { World } from "./world.ts";

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback */
export const answerWithinMs = 3_000;
const tokenLifetimeMs = 15 * 60_000;
/** For apps that only a person installed. */
const maxFollowUps = 5;

const callbackForm = z.object({ type: z.number().int(), data: z.unknown().optional() });
const choicesForm = z.object({
  choices: z
    .array(z.object({ name: z.string().min(1).max(100), value: z.union([z.string().max(100), z.number()]) }))
    .max(25),
});

/** The first answer. Resolves with what `with_response` shows. */
export async function callback(
  world: World,
  row: InteractionRow | undefined,
  body: unknown,
  files: readonly IncomingFile[],
): Promise<Json> {
  const { type, data } = parseForm(callbackForm, body);
  if (row === undefined) throw refused(world, "unknownInteraction", "a callback for an unknown interaction");
  if (row.answeredWith !== null) throw refused(world, "alreadyAcknowledged", `a second callback for ${row.said}`);
  if (row.state === "failed" || world.clock.nowMs() - row.sentAtMs > answerWithinMs)
    throw refused(world, "unknownInteraction", `a late callback for ${row.said}`);
  if (!allowedTypes(row).includes(type))
    throw invalidForm([
      { path: ["type"], code: "BASE_TYPE_CHOICES", message: `Value must be one of {${allowedTypes(row).join(", ")}}.` },
    ]);
  // Two callbacks at once: only the first that arrived counts, and a refused one leaves the way open.
  row.answeredWith = type;
  try {
    await perform(world, row, type, data, files);
  } catch (error) {
    row.answeredWith = null;
    throw error;
  }
  world.changed();
  return callbackResponse(world, row, type);
}

function allowedTypes({ type, sourceMessageId }: InteractionRow): readonly number[] {
  if (type === 4) return [8];
  const onMessage = sourceMessageId === null ? [] : [6, 7];
  return type === 5 ? [4, 5, ...onMessage] : [4, 5, ...onMessage, 9];
}

async function perform(
  world: World,
  row: InteractionRow,
  type: number,
  data: unknown,
  files: readonly IncomingFile[],
): Promise<void> {
  switch (type) {
    case 4: {
      const form = parseForm(messageForm, data ?? {});
      const message = await post(world, row, { form, files, maxFileBytes: row.attachmentSizeLimit }, form.flags ?? 0);
      row.originalId = message.id;
      row.state = "answered";
      return;
    }
    case 5: {
      const wanted = parseForm(z.object({ flags: z.number().int().nullish() }), data ?? {});
      const form: MessageForm = {};
      const flags = ((wanted.flags ?? 0) & flag.ephemeral) | flag.loading;
      const message = await post(world, row, { form, files: [], maxFileBytes: 0 }, flags);
      row.originalId = message.id;
      row.state = "thinking";
      return;
    }
    case 6:
      row.originalId = row.sourceMessageId;
      row.state = "acknowledged";
      return;
    case 7: {
      const source = sourceOf(world, row);
      const form = parseForm(messageForm, data ?? {});
      await editMessage(world, source, { form, files, maxFileBytes: row.attachmentSizeLimit });
      row.originalId = source.id;
      row.state = "answered";
      return;
    }
    case 8:
      row.choices = parseForm(choicesForm, data ?? {}).choices;
      row.state = "answered";
      return;
    default:
      row.modal = asSent<Json>(parseForm(modalForm, data ?? {}));
      row.state = "form";
  }
}

/** Posts an answer or a follow-up into the conversation of the interaction. */
async function post(world: World, row: InteractionRow, writing: Writing, flags: number): Promise<MessageRow> {
  const isPrivate = row.isForcedPrivate || (flags & flag.ephemeral) !== 0;
  return await createMessage(world, {
    ...writing,
    author: world.bot,
    channel: world.channel(row.channelId),
    type: row.type === 2 ? (row.said.startsWith("/") ? 20 : 23) : row.sourceMessageId === null ? 0 : 19,
    form: {
      ...writing.form,
      nonce: null,
      message_reference: row.type !== 2 && row.sourceMessageId !== null ? { message_id: row.sourceMessageId } : null,
    },
    onlyFor: isPrivate ? row.userId : null,
    interactionId: row.id,
    metadata: row.metadata,
    flags: (isPrivate ? flag.ephemeral : 0) | (flags & flag.loading),
  });
}

/** The interaction behind a webhook's token, while it lives. */
export function livingInteraction(world: World, applicationId: string, token: string): InteractionRow {
  const row = [...world.interactions.values()].find((each) => each.token === token);
  if (applicationId !== world.applicationId || row === undefined || row.state === "failed")
    throw refusal("unknownWebhook");
  if (isOver(world, row)) throw refusal("invalidWebhookToken");
  if (row.answeredWith === null) throw refusal("unknownWebhook");
  return row;
}

export function isOver(world: World, row: InteractionRow): boolean {
  return world.clock.nowMs() - row.createdAtMs > tokenLifetimeMs;
}

export async function followUp(world: World, row: InteractionRow, writing: Writing): Promise<MessageRow> {
  const original = row.originalId === null ? undefined : world.messages.get(row.originalId);
  if (original !== undefined && !original.isDeleted && (original.flags & flag.loading) !== 0) {
    await editAnswer(world, row, original, writing);
    return original;
  }
  if (row.isUserInstallOnly && row.followUpIds.length >= maxFollowUps) throw refusal("tooManyFollowUps");
  const message = await post(world, row, writing, writing.form.flags ?? 0);
  row.followUpIds = [...row.followUpIds, message.id];
  if (row.state === "form" || row.state === "acknowledged") row.state = "answered";
  return message;
}

/** `@original`, or one of the messages that were posted with this token. */
export function answerOf(world: World, row: InteractionRow, messageId: string): MessageRow {
  const id = messageId === "@original" ? row.originalId : messageId;
  const message = id === null ? undefined : world.messages.get(id);
  const isOwn = message !== undefined && (message.id === row.originalId || row.followUpIds.includes(message.id));
  if (!isOwn || message.isDeleted) throw refusal("unknownMessage");
  return message;
}

export async function editAnswer(
  world: World,
  row: InteractionRow,
  message: MessageRow,
  writing: Writing,
): Promise<void> {
  await editMessage(world, message, writing);
  if (message.id === row.originalId && row.state === "thinking") row.state = "answered";
  world.changed();
}

/** What the person of a waiting interaction reads when nobody answers in time. */
export function giveUp(world: World, row: InteractionRow): void {
  if (row.answeredWith !== null || row.state === "failed") return;
  row.state = "failed";
  row.trouble =
    row.type === 4
      ? "Loading options failed"
      : row.type === 5
        ? "Something went wrong. Try again."
        : row.type === 3
          ? "This interaction failed"
          : "The application did not respond";
  world.changed();
}

function sourceOf(world: World, row: InteractionRow): MessageRow {
  const source = row.sourceMessageId === null ? undefined : world.messages.get(row.sourceMessageId);
  if (source === undefined || source.isDeleted) throw refusal("unknownMessage");
  return source;
}

function callbackResponse(world: World, row: InteractionRow, type: number): Json {
  const message = row.originalId === null ? undefined : world.messages.get(row.originalId);
  const interaction = {
    id: row.id,
    type: row.type,
    channel_id: row.channelId,
    ...(row.guildId === null ? {} : { guild_id: row.guildId }),
  };
  if (message === undefined || type === 6) return { interaction };
  return {
    interaction: {
      ...interaction,
      response_message_id: message.id,
      response_message_loading: (message.flags & flag.loading) !== 0,
      response_message_ephemeral: (message.flags & flag.ephemeral) !== 0,
    },
    // What a deferred answer is shown as, too: the created message.
    resource: { type: type === 5 ? 4 : type, message: messageJson(world, message) },
  };
}

function refused(world: World, name: Parameters<typeof refusal>[0], what: string): Error {
  world.refusals.push(what);
  return refusal(name);
}
