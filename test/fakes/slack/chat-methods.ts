import type { Call, Methods } from "./call.ts";
import { isJson, jsonOf, stringOf } from "./json.ts";
import { messageJson } from "./message-json.ts";
import { contentFrom, newMessage, parentFor, post, postable, visibleChannel } from "./posting.ts";
import { slackError, slackErrorBecause } from "./refusal.ts";
import type { ChannelRow, MessageRow } from "./rows.ts";

const scope = "chat:write";

/** https://docs.slack.dev/reference/methods?family=chat */
export const chatMethods: Methods = {
  "chat.postMessage": { scope, required: ["channel"], run: postMessage },
  "chat.postEphemeral": { scope, required: ["channel", "user"], run: postEphemeral },
  "chat.update": { scope, required: ["channel", "ts"], run: update },
  "chat.getPermalink": { required: ["channel", "message_ts"], run: permalink },
  "chat.delete": { scope, required: ["channel", "ts"], run: remove },
  "assistant.threads.setStatus": { scope, required: ["channel_id", "thread_ts", "status"], run: setStatus },
  "reactions.add": { scope: "reactions:write", required: ["channel", "name", "timestamp"], run: addReaction },
  "reactions.remove": { scope: "reactions:write", required: ["channel", "name", "timestamp"], run: removeReaction },
};

function postMessage({ world, args }: Call) {
  const channel = postable(world, args.channel, { allowsPublic: true });
  const content = contentFrom(world, args);
  if (content.text === "" && content.blocks.length === 0 && content.attachments.length === 0)
    throw slackError("no_text");
  const row = newMessage(world, {
    ...content,
    channelId: channel.id,
    userId: world.bot.id,
    threadTs: parentFor(world, channel, args.thread_ts)?.ts ?? null,
    metadata: isJson(args.metadata) ? args.metadata : null,
  });
  post(world, row);
  return { channel: channel.id, ts: row.ts, message: messageJson(world, row) };
}

function postEphemeral({ world, args }: Call) {
  const channel = postable(world, args.channel);
  const reader = world.users.get(stringOf(args.user));
  const isThere = reader !== undefined && (channel.kind === "public" || channel.members.has(reader.id));
  if (!isThere) throw slackError("user_not_in_channel");
  const content = contentFrom(world, args);
  if (content.text === "" && content.blocks.length === 0 && content.attachments.length === 0)
    throw slackError("no_text");
  const threadTs = parentFor(world, channel, args.thread_ts)?.ts ?? null;
  const row = newMessage(world, {
    ...content,
    channelId: channel.id,
    userId: world.bot.id,
    onlyFor: reader.id,
    threadTs,
  });
  post(world, row);
  return { message_ts: row.ts };
}

/** Ephemeral messages cannot be reached by their timestamp. */
function lastingMessage({ world, args }: Call, channel: ChannelRow, name: string): MessageRow {
  const row = world.messageAt(channel.id, stringOf(args[name]));
  if (row === undefined || row.isDeleted || row.onlyFor !== null) throw slackError("message_not_found");
  return row;
}

function update(call: Call) {
  const { world, args } = call;
  const channel = visibleChannel(world, args.channel);
  if (channel.isArchived) throw slackError("is_archived");
  const row = lastingMessage(call, channel, "ts");
  if (!row.byBot) throw slackError("cant_update_message");
  // Replacing the picture of a message ends in file_not_found: bolt-python#1295.
  if (args.file_ids !== undefined) throw slackError("file_not_found");
  const content = contentFrom(world, args);
  if (content.text === "" && content.blocks.length === 0 && content.attachments.length === 0)
    throw slackError("no_text");
  // What is not mentioned stays: an empty list takes it away.
  const blocks = args.blocks === undefined ? row.blocks : content.blocks;
  const attachments = args.attachments === undefined ? row.attachments : content.attachments;
  rewrite(row, { text: content.text, blocks, attachments }, world.clock.ts());
  world.changed();
  return { channel: channel.id, ts: row.ts, text: row.text, message: messageJson(world, row) };
}

export function rewrite(
  row: MessageRow,
  content: Pick<MessageRow, "text" | "blocks" | "attachments">,
  editedTs: string | null,
): void {
  row.text = content.text;
  row.blocks = content.blocks;
  row.attachments = content.attachments;
  row.editedTs = editedTs;
  row.versions.push(content.text);
}

function remove(call: Call) {
  const { world, args } = call;
  const channel = visibleChannel(world, args.channel);
  const row = lastingMessage(call, channel, "ts");
  if (!row.byBot) throw slackError("cant_delete_message");
  row.isDeleted = true;
  world.dispatch(
    {
      type: "message",
      subtype: "message_deleted",
      channel: channel.id,
      deleted_ts: row.ts,
      previous_message: messageJson(world, row),
      ts: world.clock.ts(),
      event_ts: world.clock.ts(),
      channel_type: "channel",
    },
    { channel },
  );
  world.changed();
  return { channel: channel.id, ts: row.ts };
}

function permalink(call: Call) {
  const { world } = call;
  const channel = visibleChannel(world, call.args.channel);
  const row = lastingMessage(call, channel, "message_ts");
  const thread = row.threadTs === null ? "" : `?thread_ts=${row.threadTs}&cid=${channel.id}`;
  const link = `${world.origin}/archives/${channel.id}/p${row.ts.replace(".", "")}${thread}`;
  return { channel: channel.id, permalink: link };
}

/** "A two minute timeout applies": https://docs.slack.dev/reference/methods/assistant.threads.setStatus */
const statusLastsMs = 120_000;

function setStatus({ world, args }: Call) {
  const channel = visibleChannel(world, args.channel_id);
  if (!world.botIsIn(channel)) throw slackError("not_in_channel");
  const threadTs = stringOf(args.thread_ts);
  const parent = world.messageAt(channel.id, threadTs);
  if (parent === undefined || parent.isDeleted || parent.onlyFor !== null) throw slackError("invalid_thread_ts");
  const lines = Array.isArray(args.loading_messages) ? args.loading_messages.map(stringOf) : [];
  if (lines.length > 10)
    throw slackErrorBecause("invalid_arguments", "no more than 10 items allowed [json-pointer:/loading_messages]");
  channel.statuses.get(threadTs)?.expires();
  channel.statuses.delete(threadTs);
  const status = stringOf(args.status);
  if (status !== "") {
    const expires = world.clock.after(statusLastsMs, () => {
      channel.statuses.delete(threadTs);
      world.changed();
    });
    channel.statuses.set(threadTs, { status, loadingMessages: lines, expires });
  }
  world.changed();
  return {};
}

function addReaction(call: Call) {
  const { world, args } = call;
  const channel = visibleChannel(world, args.channel);
  const row = lastingMessage(call, channel, "timestamp");
  const name = stringOf(jsonOf(args).name);
  if (!/^[a-z0-9_+'-]+$/.test(name)) throw slackError("invalid_name");
  if (!world.botIsIn(channel)) throw slackError("not_in_channel");
  if (row.reactions.includes(name)) throw slackError("already_reacted");
  row.reactions.push(name);
  world.changed();
  return {};
}

function removeReaction(call: Call) {
  const row = lastingMessage(call, visibleChannel(call.world, call.args.channel), "timestamp");
  const at = row.reactions.indexOf(stringOf(call.args.name));
  if (at < 0) throw slackError("no_reaction");
  row.reactions.splice(at, 1);
  call.world.changed();
  return {};
}
