import type { Desk } from "./asking.ts";
import { fileJson } from "./file-json.ts";
import { deleteFile } from "./file-methods.ts";
import type { Json } from "./json.ts";
import { messageJson } from "./message-json.ts";
import type { SaysOptions } from "./place-types.ts";
import { channelType, newMessage, post } from "./posting.ts";
import type { ChannelRow, MessageRow, UserRow } from "./rows.ts";
import { keepFile } from "./sharing.ts";
import { asTyped } from "./words.ts";
import type { World } from "./world.ts";

/** A person says something; the app hears of it as Slack would tell. */
export async function say(
  { world }: Desk,
  user: UserRow,
  channel: ChannelRow,
  text: string,
  options: SaysOptions,
): Promise<MessageRow> {
  if (channel.isArchived) throw new Error(`#${channel.name} is archived.`);
  const files = await Promise.all(
    (options.files ?? []).map((file) => keepFile(world, file, user.id, { givenToApp: false })),
  );
  const words = asTyped(world, text);
  const threadTs = options.thread?.threadTs ?? options.thread?.ts ?? null;
  const row = newMessage(world, {
    channelId: channel.id,
    userId: user.id,
    text: words,
    threadTs,
    subtype: files.length > 0 ? "file_share" : null,
    blocks: words === "" ? [] : [richTextOf(world, words)],
    fileIds: files.map(({ id }) => id),
    hiddenFromHistory: options.appearsInHistoryAfter ?? 0,
  });
  for (const file of files) file.shares.push({ channelId: channel.id, ts: row.ts, threadTs });
  post(world, row);
  const isMention = words.includes(`<@${world.bot.id}>`) && channel.kind !== "im";
  if (isMention && !world.botIsIn(channel)) inviteByHand(world, user, channel);
  // Typed while sharing a file, a mention is only a message: bolt-python#925.
  if (isMention && options.inShareDialog !== true) {
    const { subtype: _, ...message } = messageJson(world, row, { withFiles: options.mentionLacksFiles !== true });
    world.dispatch({ ...message, type: "app_mention", channel: channel.id, event_ts: row.ts }, { channel });
  }
  return row;
}

function inviteByHand(world: World, user: UserRow, channel: ChannelRow): void {
  const text = `You mentioned @${world.bot.displayName}, but they're not in this channel.`;
  const slackbot = world.users.get("USLACKBOT") ?? {
    ...world.bot,
    id: "USLACKBOT",
    name: "slackbot",
    displayName: "Slackbot",
  };
  world.users.set(slackbot.id, slackbot);
  post(world, newMessage(world, { channelId: channel.id, userId: slackbot.id, onlyFor: user.id, text }));
}

/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
function richTextOf(world: World, words: string): Json {
  const elements = words.split(/(<@[A-Z0-9]+>)/).flatMap((part): readonly Json[] => {
    const userId = /^<@([A-Z0-9]+)>$/.exec(part)?.[1];
    if (userId !== undefined) return [{ type: "user", user_id: userId }];
    const text = part.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
    return text === "" ? [] : [{ type: "text", text }];
  });
  return { type: "rich_text", block_id: world.id("").slice(1, 6), elements: [{ type: "rich_text_section", elements }] };
}

export function forward(
  { world }: Desk,
  user: UserRow,
  channel: ChannelRow,
  original: MessageRow,
  text: string,
): MessageRow {
  const files = original.fileIds.flatMap((id) => world.files.get(id) ?? []);
  return post(
    world,
    newMessage(world, {
      channelId: channel.id,
      userId: user.id,
      text: asTyped(world, text),
      attachments: [
        {
          is_share: true,
          is_msg_unfurl: true,
          channel_id: original.channelId,
          ts: original.ts,
          author_id: original.userId,
          fallback: original.text,
          text: original.text,
          ...(files.length === 0 ? {} : { files: files.map((file) => fileJson(world, file)) }),
        },
      ],
    }),
  );
}

export function editMessage({ world }: Desk, channel: ChannelRow, row: MessageRow, text: string): void {
  const previous = messageJson(world, row);
  row.text = asTyped(world, text);
  row.blocks = [richTextOf(world, row.text)];
  row.editedTs = world.clock.ts();
  row.versions.push(row.text);
  tellChange(world, channel, {
    subtype: "message_changed",
    message: messageJson(world, row),
    previous_message: previous,
  });
}

export function deleteMessage({ world }: Desk, channel: ChannelRow, row: MessageRow): void {
  row.isDeleted = true;
  // A person's files go with the message.
  for (const id of row.fileIds) {
    const file = world.files.get(id);
    if (file !== undefined) deleteFile(world, file);
  }
  tellChange(world, channel, {
    subtype: "message_deleted",
    deleted_ts: row.ts,
    previous_message: messageJson(world, row),
  });
}

function tellChange(world: World, channel: ChannelRow, about: Json): void {
  const ts = world.clock.ts();
  world.dispatch(
    {
      type: "message",
      ...about,
      hidden: true,
      channel: channel.id,
      ts,
      event_ts: ts,
      channel_type: channelType(channel),
    },
    { channel },
  );
  world.changed();
}
