import { GatewayIntentBits, PermissionFlagsBits } from "discord.js";
import { asSent, type Json } from "./json.ts";
import { flag, type MessageForm } from "./message-form.ts";
import { messageJson } from "./message-json.ts";
import { checkMessage, textsIn } from "./message-rules.ts";
import { botPermissionsIn } from "./permissions.ts";
import { invalidForm, refusal } from "./refusal.ts";
import type { AttachmentRow, ChannelRow, MessageRow, UserRow } from "./rows.ts";
import { picturesIn, textOf } from "./text.ts";
import { type IncomingFile, storeFile } from "./uploads.ts";
import type { World } from "./world.ts";

export interface Writing {
  readonly form: MessageForm;
  readonly files: readonly IncomingFile[];
  readonly maxFileBytes: number;
}

export interface NewMessage extends Writing {
  readonly author: UserRow;
  readonly channel: ChannelRow;
  readonly type?: number;
  readonly onlyFor?: string | null;
  readonly interactionId?: string | null;
  readonly metadata?: Json | null;
  /** What is set beside what the form asks for. */
  readonly flags?: number;
}

const settableFlags = flag.suppressEmbeds | flag.suppressNotifications | flag.componentsV2;

export async function createMessage(world: World, message: NewMessage): Promise<MessageRow> {
  const { form, author, channel } = message;
  const flags = ((form.flags ?? 0) & settableFlags) | (message.flags ?? 0);
  const isThinking = (flags & flag.loading) !== 0;
  checkAutoMod(world, channel, form, author);
  const attachments = await storeFiles(world, message, channel.id, (flags & flag.ephemeral) !== 0);
  const replyToId = form.message_reference?.message_id ?? null;
  const row: MessageRow = {
    id: world.clock.snowflake(),
    channelId: channel.id,
    authorId: author.id,
    type: message.type ?? (replyToId === null ? 0 : 19),
    createdAtMs: Date.now(),
    replyToId,
    onlyFor: message.onlyFor ?? null,
    interactionId: message.interactionId ?? null,
    interactionMetadata: message.metadata ?? null,
    nonce: form.nonce ?? null,
    edits: [],
    content: form.content ?? "",
    embeds: form.embeds ?? [],
    components: form.components ?? [],
    attachmentIds: attachments.map(({ id }) => id),
    mentionIds: mentionsIn(world, form, replyToId),
    flags,
    editedAtMs: null,
    isDeleted: false,
  };
  if (!isThinking) checkMessage(world, { ...row, attachments });
  world.messages.set(row.id, row);
  remember(world, row);
  tell(world, "MESSAGE_CREATE", row, channel);
  return row;
}

export async function editMessage(world: World, row: MessageRow, writing: Writing): Promise<void> {
  const { form } = writing;
  const channel = world.channel(row.channelId);
  checkAutoMod(world, channel, form, world.user(row.authorId));
  const wasV2 = (row.flags & flag.componentsV2) !== 0;
  // Components V2 cannot be unset; a form that says nothing of it leaves it.
  const asked =
    form.flags === null || form.flags === undefined ? row.flags & settableFlags : form.flags & settableFlags;
  const flags = (row.flags & flag.ephemeral) | asked | (wasV2 ? flag.componentsV2 : 0);
  const isEphemeral = (row.flags & flag.ephemeral) !== 0;
  const added = await storeFiles(world, writing, channel.id, isEphemeral);
  const listed = form.attachments?.map(({ id }) => id) ?? row.attachmentIds;
  const kept = row.attachmentIds.filter((id) => listed.includes(id)).flatMap((id) => world.attachments.get(id) ?? []);
  for (const { id, description, is_spoiler } of form.attachments ?? []) {
    const old = kept.find((each) => each.id === id);
    if (old === undefined) continue;
    if (description !== undefined) old.description = description;
    if (typeof is_spoiler === "boolean") old.isSpoiler = is_spoiler;
  }
  const toBe = {
    content: form.content === undefined ? row.content : (form.content ?? ""),
    embeds: form.embeds === undefined ? row.embeds : (form.embeds ?? []),
    components: form.components === undefined ? row.components : (form.components ?? []),
    attachments: [...kept, ...added],
    flags,
  };
  checkMessage(world, toBe);
  if (row.isDeleted) throw refusal("unknownMessage");
  row.content = toBe.content;
  row.embeds = toBe.embeds;
  row.components = toBe.components;
  row.attachmentIds = toBe.attachments.map(({ id }) => id);
  row.flags = flags;
  if (form.content !== undefined || form.components !== undefined)
    row.mentionIds = mentionsIn(world, form, row.replyToId);
  row.editedAtMs = Date.now();
  remember(world, row);
  tell(world, "MESSAGE_UPDATE", row, channel);
}

export function deleteMessage(world: World, row: MessageRow): void {
  row.isDeleted = true;
  const channel = world.channels.get(row.channelId);
  const data = { id: row.id, channel_id: row.channelId, ...(channel?.guildId ? { guild_id: channel.guildId } : {}) };
  if (row.onlyFor === null && channel !== undefined && isHeard(world, channel))
    world.dispatch("MESSAGE_DELETE", data, intentsFor(channel?.guildId ?? null));
  world.changed();
}

/** A message that is there for everybody to see, in this channel. */
export function publicMessage(world: World, channelId: string, messageId: string): MessageRow {
  const row = world.messages.get(messageId);
  if (row === undefined || row.isDeleted || row.channelId !== channelId || row.onlyFor !== null)
    throw refusal("unknownMessage");
  return row;
}

/** The files in the order of the form's list; those that it does not mention come last. */
async function storeFiles(
  world: World,
  { form, files, maxFileBytes }: Writing,
  channelId: string,
  isEphemeral: boolean,
): Promise<readonly AttachmentRow[]> {
  if (files.some(({ bytes }) => bytes.byteLength > maxFileBytes)) throw refusal("tooLarge");
  const about = new Map((form.attachments ?? []).map((each) => [`files[${each.id}]`, each]));
  for (const { id } of form.attachments ?? []) {
    const isIndex = id.length < 15;
    if (isIndex && !files.some(({ field }) => field === `files[${id}]`))
      throw invalidForm([
        {
          path: ["attachments", 0, "id"],
          code: "ATTACHMENT_NOT_FOUND",
          message: `Attachment data for ${id} not found`,
        },
      ]);
  }
  const stored: AttachmentRow[] = [];
  for (const file of files) {
    const said = about.get(file.field);
    stored.push(
      await storeFile(
        world,
        { ...file, name: said?.filename ?? file.name },
        { channelId, isEphemeral, description: said?.description ?? null, isSpoiler: said?.is_spoiler === true },
      ),
    );
  }
  return stored;
}

function checkAutoMod(world: World, channel: ChannelRow, form: MessageForm, author: UserRow): void {
  const words = world.guildOf(channel)?.blockedWords ?? [];
  if (words.length === 0 || !author.isBot) return;
  const said = [
    form.content ?? "",
    ...textsIn(form.components ?? []),
    ...(form.embeds ?? []).flatMap(({ title, description }) => [title ?? "", description ?? ""]),
  ]
    .join("\n")
    .toLowerCase();
  if (words.some((word) => said.includes(word.toLowerCase()))) throw refusal("autoMod");
}

function mentionsIn(world: World, form: MessageForm, replyToId: string | null): readonly string[] {
  const said = [form.content ?? "", ...textsIn(form.components ?? [])].join("\n");
  const named = [...said.matchAll(/<@!?(\d+)>/g)].flatMap(([, id]) =>
    id !== undefined && world.users.has(id) ? [id] : [],
  );
  const allowed = form.allowed_mentions;
  const pinged =
    allowed === undefined || allowed === null || allowed.parse?.includes("users")
      ? named
      : named.filter((id) => allowed.users?.includes(id));
  const repliedTo = replyToId === null ? undefined : world.messages.get(replyToId)?.authorId;
  const pingsReply =
    repliedTo !== undefined && allowed?.replied_user !== false && (!allowed || allowed.replied_user === true);
  return [...new Set([...pinged, ...(pingsReply ? [repliedTo] : [])])];
}

function remember(world: World, row: MessageRow): void {
  row.edits.push({
    atMs: world.clock.nowMs(),
    text: textOf(row),
    pictures: picturesIn(world, row).length,
    json: messageJson(world, row),
  });
  world.changed();
}

function intentsFor(guildId: string | null): number {
  return guildId === null ? GatewayIntentBits.DirectMessages : GatewayIntentBits.GuildMessages;
}

/** Whether the bot is where it could hear that. */
function isHeard(world: World, channel: ChannelRow): boolean {
  return (botPermissionsIn(world, channel) & PermissionFlagsBits.ViewChannel) !== 0n;
}

/** Content reaches the bot without a privileged intent in DMs, in its own messages and in those that mention it. */
function tell(world: World, event: string, row: MessageRow, channel: ChannelRow): void {
  if (row.onlyFor !== null || !isHeard(world, channel)) return;
  const isOpen = channel.guildId === null || row.authorId === world.bot.id || row.mentionIds.includes(world.bot.id);
  const hidden = isOpen ? {} : { content: "", embeds: [], attachments: [], components: [] };
  const guild = channel.guildId === null ? {} : { guild_id: channel.guildId, member: memberOf(world, row) };
  world.dispatch(event, asSent({ ...messageJson(world, row), ...guild, ...hidden }), intentsFor(channel.guildId));
}

function memberOf(world: World, row: MessageRow): Json {
  return {
    roles: world.user(row.authorId).roleIds,
    nick: null,
    avatar: null,
    joined_at: "2026-01-01T00:00:00.000Z",
    deaf: false,
    mute: false,
    flags: 0,
  };
}
