import { fileJson } from "./file-json.ts";
import type { Json } from "./json.ts";
import type { ChannelRow, FileRow, MessageRow } from "./rows.ts";
import type { World } from "./world.ts";

/** A message as the Web API and events give it. */
export function messageJson(world: World, row: MessageRow, about: { readonly withFiles?: boolean } = {}): Json {
  const files = row.fileIds.flatMap((id) => world.files.get(id) ?? []);
  const replies = row.threadTs === null ? repliesTo(world, row) : [];
  const teamId = world.users.get(row.userId)?.teamId ?? world.team.id;
  return {
    type: "message",
    ...(row.subtype === null ? {} : { subtype: row.subtype }),
    user: row.userId,
    ...(row.byBot ? { bot_id: world.botId, app_id: world.appId, bot_profile: botProfile(world) } : {}),
    text: row.text,
    team: teamId,
    ts: row.ts,
    ...(row.blocks.length === 0 ? {} : { blocks: row.blocks }),
    ...(row.attachments.length === 0 ? {} : { attachments: row.attachments }),
    ...(files.length === 0 || about.withFiles === false
      ? {}
      : { files: files.map((file) => fileInMessage(world, row, file)), upload: false, display_as_bot: false }),
    ...(row.metadata === null ? {} : { metadata: row.metadata }),
    ...(row.editedTs === null ? {} : { edited: { user: row.userId, ts: row.editedTs } }),
    ...(row.threadTs === null
      ? {}
      : { thread_ts: row.threadTs, parent_user_id: world.messageAt(row.channelId, row.threadTs)?.userId }),
    ...(replies.length === 0
      ? {}
      : {
          thread_ts: row.ts,
          reply_count: replies.length,
          reply_users: [...new Set(replies.map(({ userId }) => userId))],
          latest_reply: replies.at(-1)?.ts,
        }),
    ...(row.reactions.length === 0
      ? {}
      : { reactions: row.reactions.map((name) => ({ name, users: [world.bot.id], count: 1 })) }),
  };
}

function fileInMessage(world: World, row: MessageRow, file: FileRow): Json {
  const isForeign = (world.users.get(row.userId)?.teamId ?? world.team.id) !== world.team.id;
  // Slack Connect: the file's metadata has to be asked for, https://docs.slack.dev/apis/slack-connect
  if (isForeign)
    return {
      id: file.id,
      created: Math.floor(Number(file.createdTs)),
      mode: "file_access",
      file_access: "check_file_info",
    };
  return fileJson(world, file);
}

function botProfile(world: World): Json {
  return {
    id: world.botId,
    app_id: world.appId,
    name: world.bot.displayName,
    deleted: false,
    updated: 0,
    team_id: world.team.id,
    icons: {},
  };
}

export function repliesTo(world: World, parent: MessageRow): readonly MessageRow[] {
  return world.messages.filter(
    (row) => row.channelId === parent.channelId && row.threadTs === parent.ts && !row.isDeleted && row.onlyFor === null,
  );
}

export function channelJson(world: World, channel: ChannelRow): Json {
  const person = [...channel.members].find((id) => id !== world.bot.id);
  if (channel.kind === "im")
    return {
      id: channel.id,
      created: 1,
      is_archived: false,
      is_im: true,
      is_org_shared: false,
      user: person,
      is_user_deleted: false,
      context_team_id: world.team.id,
      is_open: true,
    };
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    created: 1,
    creator: person ?? world.bot.id,
    is_channel: channel.kind === "public",
    is_group: channel.kind === "private",
    is_im: false,
    is_mpim: channel.kind === "mpim",
    is_private: channel.kind !== "public",
    is_archived: channel.isArchived,
    is_general: channel.name === "general",
    is_shared: channel.isShared,
    is_ext_shared: channel.isShared,
    is_org_shared: false,
    is_member: world.botIsIn(channel),
    unlinked: 0,
    context_team_id: world.team.id,
    topic: { value: "", creator: "", last_set: 0 },
    purpose: { value: "", creator: "", last_set: 0 },
  };
}
