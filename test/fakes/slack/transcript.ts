import { buttonLabel, buttonsIn, choicesIn } from "./controls.ts";
import type { Json } from "./json.ts";
import type { ChannelRow, FileRow, MessageRow, UserRow } from "./rows.ts";
import { messageText } from "./seen.ts";
import { homeOf } from "./view-methods.ts";
import { asRead, linesOf } from "./words.ts";
import type { World } from "./world.ts";

interface Entry {
  readonly at: number;
  readonly lines: readonly string[];
}

/** What a person sees of a conversation, from the top down; threads stand under their message. */
export function transcriptOf(world: World, channel: ChannelRow, viewer: UserRow | null): string {
  const rows = visibleMessages(world, channel, viewer);
  const top = rows.filter((row) => row.threadTs === null || !rows.some(({ ts }) => ts === row.threadTs));
  const messages = top.map((row): Entry => {
    const replies = rows.filter(({ threadTs }) => threadTs === row.ts).flatMap((reply) => messageLines(world, reply));
    return {
      at: Number(row.ts),
      lines: [
        ...messageLines(world, row),
        ...[...replies, ...statusLines(world, channel, row.ts)].map((line) => `  | ${line}`),
      ],
    };
  });
  const failures = [...world.askings.values()]
    .filter(({ userId, channelId, trouble }) => trouble !== null && channelId === channel.id && userId === viewer?.id)
    .map(({ atMs, trouble }): Entry => ({ at: atMs / 1000, lines: [`! ${trouble}`] }));
  const entries = [...messages, ...failures].sort((one, other) => one.at - other.at);
  return [nameOf(world, channel), ...entries.flatMap(({ lines }) => lines)].join("\n");
}

function nameOf(world: World, channel: ChannelRow): string {
  if (channel.kind === "public" || channel.kind === "private") return `#${channel.name}`;
  return [...channel.members].map((id) => `@${world.user(id).displayName}`).join(" ");
}

export function visibleMessages(world: World, channel: ChannelRow, viewer: UserRow | null): readonly MessageRow[] {
  const there = world.messages.filter((row) => row.channelId === channel.id && !row.isDeleted);
  return there
    .filter((row) => row.onlyFor === null || (row.onlyFor === viewer?.id && isShownAlone(row, there)))
    .sort((one, other) => Number(one.ts) - Number(other.ts));
}

/** "Ephemeral messages in threads are only shown if there is already an active thread": https://docs.slack.dev/reference/methods/chat.postEphemeral */
function isShownAlone({ threadTs, ts }: MessageRow, there: readonly MessageRow[]): boolean {
  const isReply = (row: MessageRow) => row.onlyFor === null && row.threadTs === threadTs && Number(row.ts) < Number(ts);
  return threadTs === null || there.some(isReply);
}

function messageLines(world: World, row: MessageRow): readonly string[] {
  const author = `${world.user(row.userId).displayName}${row.onlyFor === null ? "" : " (only you)"}`;
  const [first = "", ...rest] = messageText(world, row).split("\n");
  const files = row.fileIds.flatMap((id) => world.files.get(id) ?? []).map(fileLine);
  const parts = [...rest, ...files, ...controlLines(row.blocks), ...reactionLine(row)];
  return [first === "" ? `${author}:` : `${author}: ${first}`, ...parts.map((line) => `  ${line}`)];
}

function fileLine(file: FileRow): string {
  if (file.isDeleted) return "[deleted file]";
  if (!file.mimetype.startsWith("image/")) return `[file ${file.name} ${file.sizeBytes} bytes]`;
  const size = file.width === null ? [] : [`${file.width}x${file.height}`];
  const about = [file.altText === null ? file.title : `"${file.altText}"`, ...size, file.filetype];
  return `[picture ${about.join(" ")}]`;
}

function reactionLine(row: MessageRow): readonly string[] {
  return row.reactions.length === 0 ? [] : [row.reactions.map((name) => `:${name}:`).join(" ")];
}

function controlLines(blocks: readonly Json[]): readonly string[] {
  const buttons = buttonsIn(blocks).map((button) => `[${buttonLabel(button)}]`);
  const choices = choicesIn(blocks).map(({ label }) => label);
  return [
    ...(buttons.length === 0 ? [] : [buttons.join(" ")]),
    ...(choices.length === 0 ? [] : [`<${choices.join(" | ")}>`]),
  ];
}

export function statusLines(world: World, channel: ChannelRow, threadTs: string): readonly string[] {
  const status = channel.statuses.get(threadTs);
  return status === undefined ? [] : [`(${world.bot.displayName} ${status.status})`];
}

export function homeTranscript(world: World, user: UserRow): string {
  const home = homeOf(world, user.id);
  if (home === undefined) return "(This is where you would see the app's home.)";
  const blocks = Array.isArray(home.content.blocks) ? home.content.blocks : [];
  return [...linesOf(blocks), ...controlLines(blocks)].map((line) => asRead(world, line)).join("\n");
}
