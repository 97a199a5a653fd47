import { randomBytes } from "node:crypto";
import { type APIInteraction, PermissionFlagsBits } from "discord.js";
import type { SendOptions } from "./asking-types.ts";
import { guildFileLimit } from "./channel-routes.ts";
import { channelJson } from "./guild-json.ts";
import { asSent, type Json, jsonOf } from "./json.ts";
import { messageJson, userJson } from "./message-json.ts";
import { botPermissionsIn, permissionsOf } from "./permissions.ts";
import type { ChannelRow, InteractionRow, MessageRow, UserRow } from "./rows.ts";
import type { World } from "./world.ts";

/** What a person did, before it becomes an interaction. */
export interface Act {
  readonly type: InteractionRow["type"];
  readonly user: UserRow;
  readonly channel: ChannelRow;
  readonly data: Json;
  readonly said: string;
  readonly source: MessageRow | null;
  /** What messages that answer it say about it, beside the common part. */
  readonly metadata: Json;
  readonly options: SendOptions;
}

/** Where and by whom the bot is installed, as far as this act is concerned. */
export interface Install {
  /** `authorizing_integration_owners`: 0 the server (or "0" in the bot's DM), 1 the person. */
  readonly owners: Readonly<Record<string, string>>;
  readonly isUserInstallOnly: boolean;
  /** 0 server, 1 the bot's DM, 2 any other private channel. */
  readonly context: 0 | 1 | 2;
}

export function installFor(world: World, user: UserRow, channel: ChannelRow): Install {
  const guild = world.guildOf(channel);
  const isMember = guild?.botIsMember ?? channel.recipientId === user.id;
  const owners = {
    ...(isMember ? { 0: guild?.id ?? "0" } : {}),
    ...(user.hasInstalled ? { 1: user.id } : {}),
  };
  return {
    owners,
    isUserInstallOnly: !isMember,
    context: guild !== null ? 0 : channel.recipientId === user.id ? 1 : 2,
  };
}

export function openInteraction(world: World, act: Act): InteractionRow {
  const { type, user, channel, data, said, source, options } = act;
  const guild = world.guildOf(channel);
  const install = installFor(world, user, channel);
  // A button stays the business of whoever brought the bot there.
  const inherited = source?.interactionMetadata?.authorizing_integration_owners;
  const owners = Object.keys(install.owners).length > 0 || inherited === undefined ? install.owners : jsonOf(inherited);
  const permissions = options.memberPermissions ?? permissionsOf(world, user, channel);
  const agoMs = (options.ageMinutes ?? 0) * 60_000;
  const attachmentSizeLimit = options.attachmentSizeLimit ?? guildFileLimit(world, channel);
  const id = world.clock.snowflake(agoMs);
  const token = randomBytes(60).toString("base64url");
  const person = {
    ...(guild === null ? { user: userJson(user) } : { member: memberJson(user, permissions) }),
  };
  const json = asSent<APIInteraction>({
    id,
    application_id: world.applicationId,
    type,
    data,
    token,
    version: 1,
    channel_id: channel.id,
    channel: partialChannel(world, channel, permissions),
    ...(guild === null
      ? {}
      : {
          guild_id: guild.id,
          guild: { id: guild.id, locale: guild.locale, features: [] },
          guild_locale: guild.locale,
        }),
    ...person,
    ...(source === null ? {} : { message: messageJson(world, source) }),
    app_permissions: appPermissions(world, channel, install, permissions).toString(),
    locale: user.locale,
    entitlements: [],
    entitlement_sku_ids: [],
    authorizing_integration_owners: owners,
    context: install.context,
    attachment_size_limit: attachmentSizeLimit,
  });
  const row: InteractionRow = {
    id,
    token,
    type,
    userId: user.id,
    channelId: channel.id,
    guildId: guild?.id ?? null,
    createdAtMs: world.clock.nowMs() - agoMs,
    sentAtMs: world.clock.nowMs(),
    isUserInstallOnly: install.isUserInstallOnly,
    isForcedPrivate:
      install.isUserInstallOnly && guild !== null && (permissions & PermissionFlagsBits.UseExternalApps) === 0n,
    attachmentSizeLimit,
    said,
    json,
    metadata: { id, type, user: userJson(user), authorizing_integration_owners: owners, ...act.metadata },
    sourceMessageId: source?.id ?? null,
    state: "waiting",
    trouble: null,
    answeredWith: null,
    originalId: null,
    followUpIds: [],
    modal: null,
    choices: [],
  };
  world.interactions.set(id, row);
  world.changed();
  return row;
}

export function memberJson(user: UserRow, permissions: bigint): Json {
  return {
    user: userJson(user),
    roles: user.roleIds,
    nick: null,
    avatar: null,
    banner: null,
    joined_at: "2026-01-01T00:00:00.000Z",
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
    communication_disabled_until: null,
    unusual_dm_activity_until: null,
    permissions: permissions.toString(),
  };
}

function partialChannel(world: World, channel: ChannelRow, permissions: bigint): Json {
  const { permission_overwrites: _, ...rest } = channelJson(world, channel);
  return channel.guildId === null ? rest : { ...rest, permissions: permissions.toString() };
}

/** Where the bot is not a member it may what the person may, of these. */
const withoutMembership =
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.MentionEveryone |
  PermissionFlagsBits.UseExternalEmojis;

function appPermissions(world: World, channel: ChannelRow, install: Install, permissions: bigint): bigint {
  return install.isUserInstallOnly ? permissions & withoutMembership : botPermissionsIn(world, channel);
}
