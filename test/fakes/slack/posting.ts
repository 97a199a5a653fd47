import { complaints } from "./block-elements.ts";
import { charactersIn, checkBlocks, slackFilesIn, withIds } from "./blocks.ts";
import { appSees, endingOf } from "./file-json.ts";
import { isJson, type Json, listOf, parsed, stringOf } from "./json.ts";
import { messageJson } from "./message-json.ts";
import { slackError } from "./refusal.ts";
import type { ChannelRow, MessageRow } from "./rows.ts";
import type { World } from "./world.ts";

/** Undocumented: all texts of a message's blocks together (bolt-js#2509). */
const maxBlockCharacters = 13_200;
const maxTextCharacters = 40_000;

export type NewMessage = Pick<MessageRow, "channelId" | "userId"> & Partial<Omit<MessageRow, "ts">>;

/** A row that is not in any channel yet. */
export function newMessage(world: World, about: NewMessage): MessageRow {
  const text = about.text ?? "";
  return {
    ts: world.clock.ts(),
    threadTs: null,
    byBot: about.userId === world.bot.id,
    subtype: null,
    onlyFor: null,
    blocks: [],
    attachments: [],
    metadata: null,
    fileIds: [],
    isDeleted: false,
    editedTs: null,
    reactions: [],
    versions: [text],
    hiddenFromHistory: 0,
    state: {},
    ...about,
    text,
  };
}

/** Puts the message into its channel, and tells the app. */
export function post(world: World, row: MessageRow): MessageRow {
  world.messages.push(row);
  const channel = world.channels.get(row.channelId);
  if (row.byBot && channel !== undefined) clearStatus(channel, row.threadTs);
  if (channel !== undefined && row.onlyFor === null) dispatchMessage(world, channel, row);
  world.changed();
  return row;
}

function dispatchMessage(world: World, channel: ChannelRow, row: MessageRow, more: Json = {}): void {
  world.dispatch(
    { ...messageJson(world, row), ...more, channel: channel.id, event_ts: row.ts, channel_type: channelType(channel) },
    { channel },
  );
}

export function channelType(channel: ChannelRow): string {
  return { public: "channel", private: "group", im: "im", mpim: "mpim" }[channel.kind];
}

/** An answer of the app takes the status away: https://docs.slack.dev/reference/methods/assistant.threads.setStatus */
function clearStatus(channel: ChannelRow, threadTs: string | null): void {
  if (threadTs === null) return;
  channel.statuses.get(threadTs)?.expires();
  channel.statuses.delete(threadTs);
}

/** Text and blocks as a method takes them, checked. */
export function contentFrom(
  world: World,
  args: Json,
): { readonly text: string; readonly blocks: readonly Json[]; readonly attachments: readonly Json[] } {
  const text = stringOf(args.markdown_text) || stringOf(args.text);
  if (args.markdown_text !== undefined && (args.text !== undefined || args.blocks !== undefined))
    throw slackError("markdown_text_conflict");
  if (stringOf(args.markdown_text).length > 12_000) throw slackError("msg_too_long");
  if (text.length > maxTextCharacters) throw slackError("msg_too_long");
  return { text, blocks: blocksFrom(world, args.blocks), attachments: listOf(args.attachments) };
}

export function blocksFrom(world: World, value: unknown): readonly Json[] {
  if (value === undefined || value === "" || value === null) return [];
  const blocks = typeof value === "string" ? parsed(value) : value;
  if (!Array.isArray(blocks)) throw slackError("invalid_blocks_format");
  const found = complaints();
  checkBlocks(blocks, "message", found);
  for (const reference of slackFilesIn(blocks)) {
    const file = [...world.files.values()].find(
      (row) => row.id === reference.id || stringOf(reference.url).includes(`-${row.id}/`),
    );
    const isUsable =
      file !== undefined && !file.isDeleted && appSees(world, file) && (!file.byBot || file.shares.length > 0);
    if (!isUsable || !["png", "jpg", "jpeg", "gif"].includes(endingOf(file.name)))
      found.add("invalid slack file", "/blocks/slack_file");
  }
  if (found.all.length > 0) throw invalidBlocks(found.all);
  if (charactersIn(blocks) > maxBlockCharacters) throw slackError("msg_blocks_too_long");
  return withIds(blocks.filter(isJson), () => world.id("").slice(1, 6));
}

function invalidBlocks(problems: readonly string[]): Error {
  return slackError("invalid_blocks", {
    errors: problems,
    response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
  });
}

/** The conversation as a method names it, as far as the app may know of it. */
export function visibleChannel(world: World, id: unknown): ChannelRow {
  const channel = world.channels.get(stringOf(id));
  if (channel === undefined || (channel.kind !== "public" && !world.botIsIn(channel)))
    throw slackError("channel_not_found");
  return channel;
}

/** A conversation where the app may post, or the refusal. */
export function postable(world: World, id: unknown, about: { readonly allowsPublic?: boolean } = {}): ChannelRow {
  const user = world.users.get(stringOf(id));
  const channel = user === undefined ? visibleChannel(world, id) : world.directOf(user.id);
  if (channel.isArchived) throw slackError("is_archived");
  const joinless = about.allowsPublic === true && channel.kind === "public" && world.scopes.has("chat:write.public");
  if (!world.botIsIn(channel) && !joinless) throw slackError("not_in_channel");
  if (channel.refusesPosts !== null) throw slackError(channel.refusesPosts);
  return channel;
}

/** The parent that a thread argument names. Files must name the parent itself; messages may name a reply. */
export function parentFor(world: World, channel: ChannelRow, value: unknown): MessageRow | null {
  if (value === undefined || value === "" || value === null) return null;
  const named = world.messageAt(channel.id, stringOf(value));
  if (named === undefined || named.isDeleted) throw slackError("thread_not_found");
  if (named.onlyFor !== null) throw slackError("cannot_reply_to_message");
  return named.threadTs === null ? named : (world.messageAt(channel.id, named.threadTs) ?? named);
}
