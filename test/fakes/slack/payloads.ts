import type { Json } from "./json.ts";
import { messageJson } from "./message-json.ts";
import { responseUrlOf } from "./response-urls.ts";
import type { AskingRow, ChannelRow, MessageRow, ViewRow } from "./rows.ts";
import { viewJson } from "./view-methods.ts";
import type { World } from "./world.ts";

/** https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling */
export function slashPayload(
  world: World,
  asking: AskingRow,
  channel: ChannelRow,
  command: string,
  text: string,
): Json {
  const user = world.user(asking.userId);
  return {
    token: "verification",
    team_id: user.teamId,
    team_domain: "studio",
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: user.id,
    user_name: user.name,
    command,
    text,
    api_app_id: world.appId,
    is_enterprise_install: "false",
    response_url: responseUrlOf(world, asking),
    trigger_id: asking.triggerId,
  };
}

function channelName(channel: ChannelRow): string {
  return { public: channel.name, private: "privategroup", im: "directmessage", mpim: channel.name }[channel.kind];
}

/** What every interaction carries: https://docs.slack.dev/reference/interaction-payloads */
export function commonPayload(world: World, asking: AskingRow): Json {
  const user = world.user(asking.userId);
  return {
    team: { id: world.team.id, domain: "studio" },
    enterprise: null,
    is_enterprise_install: false,
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    api_app_id: world.appId,
    token: "verification",
    trigger_id: asking.triggerId,
  };
}

export function globalShortcutPayload(world: World, asking: AskingRow, callbackId: string): Json {
  return { type: "shortcut", ...commonPayload(world, asking), callback_id: callbackId, action_ts: world.clock.ts() };
}

export function messageShortcutPayload(world: World, asking: AskingRow, callbackId: string, row: MessageRow): Json {
  return {
    type: "message_action",
    ...commonPayload(world, asking),
    callback_id: callbackId,
    response_url: responseUrlOf(world, asking),
    action_ts: world.clock.ts(),
    message_ts: row.ts,
    channel: channelPart(world, row.channelId),
    message: messageJson(world, row),
  };
}

function channelPart(world: World, channelId: string): Json {
  const channel = world.channels.get(channelId);
  return { id: channelId, name: channel === undefined ? "" : channelName(channel) };
}

/** Where an action happened: in a message (an ephemeral one does not come along) or in a view. */
export function containerPart(world: World, place: MessageRow | ViewRow): Json {
  if ("kind" in place) return { container: { type: "view", view_id: place.id }, view: viewJson(world, place) };
  const isEphemeral = place.onlyFor !== null;
  return {
    container: {
      type: "message",
      message_ts: place.ts,
      channel_id: place.channelId,
      is_ephemeral: isEphemeral,
      ...(place.threadTs === null ? {} : { thread_ts: place.threadTs }),
    },
    channel: channelPart(world, place.channelId),
    ...(isEphemeral ? {} : { message: messageJson(world, place) }),
  };
}

export function viewPayload(
  world: World,
  asking: AskingRow,
  type: "view_submission" | "view_closed",
  view: ViewRow,
): Json {
  return {
    type,
    ...commonPayload(world, asking),
    view: viewJson(world, view),
    ...(type === "view_closed" ? { is_cleared: false } : {}),
  };
}
