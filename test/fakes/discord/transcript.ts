import { isOver } from "./interactions.ts";
import { flag } from "./message-form.ts";
import type { ChannelRow, InteractionRow, MessageRow, UserRow } from "./rows.ts";
import { buttonsOf, seenMessage, selectsOf } from "./seen.ts";
import { textOf } from "./text.ts";
import type { World } from "./world.ts";

/** What a person sees of a channel, from the top down. */
export function transcriptOf(world: World, channel: ChannelRow, viewer: UserRow | null): string {
  const messages = visibleMessages(world, channel, viewer).map((row) => ({
    at: BigInt(row.id),
    lines: messageLines(world, row, viewer),
  }));
  const failures = [...world.interactions.values()]
    .filter(({ channelId, userId, trouble }) => channelId === channel.id && trouble !== null && userId === viewer?.id)
    .map((row) => ({ at: BigInt(row.id), lines: [`! ${row.trouble} (${row.said})`] }));
  const entries = [...messages, ...failures].sort((one, other) => (one.at < other.at ? -1 : 1));
  return [channel.type === 1 ? channel.name : `#${channel.name}`, ...entries.flatMap(({ lines }) => lines)].join("\n");
}

export function visibleMessages(world: World, channel: ChannelRow, viewer: UserRow | null): readonly MessageRow[] {
  return [...world.messages.values()]
    .filter(
      ({ channelId, isDeleted, onlyFor }) =>
        channelId === channel.id && !isDeleted && (onlyFor === null || onlyFor === viewer?.id),
    )
    .sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1));
}

function messageLines(world: World, row: MessageRow, viewer: UserRow | null): readonly string[] {
  const interaction = row.interactionId === null ? undefined : world.interactions.get(row.interactionId);
  const isOriginal = interaction !== undefined && interaction.originalId === row.id && interaction.type === 2;
  const author = world.user(row.authorId).displayName;
  const to = row.replyToId === null ? "" : replyMark(world, row.replyToId);
  const head = `${author}${row.onlyFor === null ? "" : " (only you)"}${to}:`;
  const [first = "", ...rest] = textLines(world, row, interaction, viewer);
  const used = isOriginal ? [`${world.user(interaction.userId).displayName} used ${interaction.said}`] : [];
  return [
    ...used,
    first === "" ? head : `${head} ${first}`,
    ...rest.map((line) => `  ${line}`),
    ...parts(world, row).map((line) => `  ${line}`),
  ];
}

function replyMark(world: World, messageId: string): string {
  const replied = world.messages.get(messageId);
  return replied === undefined ? "" : ` (to ${world.user(replied.authorId).displayName})`;
}

function textLines(
  world: World,
  row: MessageRow,
  interaction: InteractionRow | undefined,
  viewer: UserRow | null,
): readonly string[] {
  if ((row.flags & flag.loading) === 0) return named(world, textOf(row)).split("\n");
  if (interaction !== undefined && isOver(world, interaction)) return ["! The application did not respond"];
  return viewer === null ? ["is thinking…"] : ["thinking…"];
}

/** Mentions read as names. */
function named(world: World, text: string): string {
  return text.replace(/<@!?(\d+)>/g, (mention, id: string) => {
    const user = world.users.get(id);
    return user === undefined ? mention : `@${user.displayName}`;
  });
}

function parts(world: World, row: MessageRow): readonly string[] {
  const message = seenMessage(world, row);
  const pictures = message.pictures().map(({ alt, width, height, contentType, isSpoiler }) => {
    const about = [
      alt === null ? "without alt text" : `"${alt}"`,
      `${width}x${height}`,
      contentType?.replace("image/", "") ?? "",
    ];
    return `[${isSpoiler ? "hidden " : ""}picture ${about.join(" ")}]`;
  });
  const shown = new Set(message.pictures().map(({ id }) => id));
  const files = row.attachmentIds
    .filter((id) => !shown.has(id))
    .flatMap((id) => world.attachments.get(id) ?? [])
    .map(({ name, sizeBytes }) => `[file ${name} ${sizeBytes} bytes]`);
  const buttons = buttonsOf(world, row).map(({ label, emoji, isDisabled }) => {
    const text = [emoji ?? "", label].filter((part) => part !== "").join(" ");
    return isDisabled ? `[${text} (off)]` : `[${text}]`;
  });
  const selects = selectsOf(world, row).map(({ options }) => `<${options.map(({ label }) => label).join(" | ")}>`);
  return [...pictures, ...files, ...(buttons.length > 0 ? [buttons.join(" ")] : []), ...selects];
}
