import { PermissionFlagsBits } from "discord.js";
import type { Json } from "./json.ts";
import { userJson } from "./message-json.ts";
import { botPermissionsIn } from "./permissions.ts";
import type { ChannelRow, GuildRow, RoleRow } from "./rows.ts";
import type { World } from "./world.ts";

/** How servers, channels and roles look in answers and events. */
export function roleJson(role: RoleRow, position: number): Json {
  return {
    id: role.id,
    name: role.name,
    permissions: role.permissions.toString(),
    position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    mentionable: false,
    icon: null,
    unicode_emoji: null,
    flags: 0,
  };
}

export function channelJson(world: World, channel: ChannelRow): Json {
  if (channel.type === 1)
    return {
      id: channel.id,
      type: 1,
      flags: 0,
      last_message_id: null,
      recipients: channel.recipientId === null ? [] : [userJson(world.user(channel.recipientId))],
    };
  if (channel.type === 3)
    return {
      id: channel.id,
      type: 3,
      flags: 0,
      last_message_id: null,
      recipients: [],
      name: channel.name,
      icon: null,
      owner_id: world.owner.id,
    };
  const common = {
    id: channel.id,
    type: channel.type,
    flags: 0,
    last_message_id: null,
    guild_id: channel.guildId,
    name: channel.name,
    parent_id: channel.parentId,
    rate_limit_per_user: 0,
  };
  if (channel.type === 0)
    return {
      ...common,
      topic: null,
      position: 0,
      permission_overwrites: overwrites(world, channel),
      nsfw: channel.nsfw,
    };
  return {
    ...common,
    owner_id: world.owner.id,
    thread_metadata: {
      archived: false,
      archive_timestamp: "2026-01-01T00:00:00.000Z",
      auto_archive_duration: 1440,
      locked: false,
    },
    message_count: 0,
    member_count: 1,
    total_message_sent: 0,
  };
}

function overwrites(world: World, { denied }: ChannelRow): readonly Json[] {
  return denied === 0n ? [] : [{ id: world.bot.id, type: 1, allow: "0", deny: denied.toString() }];
}

export function guildJson(world: World, guild: GuildRow): Json {
  const everyone = { id: guild.id, name: "@everyone", permissions: guild.everyonePermissions };
  const managed = { id: botRoleId(guild), name: world.bot.displayName, permissions: guild.botPermissions };
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    description: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    features: [],
    banner: null,
    owner_id: world.owner.id,
    application_id: null,
    region: "rotterdam",
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 0,
    roles: [everyone, managed, ...guild.roles].map(roleJson),
    default_message_notifications: 0,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: guild.premiumTier,
    premium_subscription_count: 0,
    preferred_locale: guild.locale,
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    premium_progress_bar_enabled: false,
    nsfw: false,
    nsfw_level: 0,
    emojis: [],
    stickers: [],
    incidents_data: null,
  };
}

/** What GUILD_CREATE adds to the server itself. */
export function guildCreateJson(world: World, guild: GuildRow): Json {
  const channels = [...world.channels.values()].filter(({ guildId, isRemoved }) => guildId === guild.id && !isRemoved);
  const seen = channels.filter((each) => (botPermissionsIn(world, each) & PermissionFlagsBits.ViewChannel) !== 0n);
  return {
    ...guildJson(world, guild),
    joined_at: "2026-01-01T00:00:00.000Z",
    large: false,
    unavailable: false,
    member_count: world.users.size,
    voice_states: [],
    members: [
      {
        user: userJson(world.bot),
        roles: [botRoleId(guild)],
        nick: null,
        avatar: null,
        joined_at: "2026-01-01T00:00:00.000Z",
        premium_since: null,
        deaf: false,
        mute: false,
        flags: 0,
        pending: false,
      },
    ],
    channels: seen.filter(({ type }) => type === 0).map((each) => channelJson(world, each)),
    threads: seen.filter(({ type }) => type === 11).map((each) => channelJson(world, each)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** The role that an installed bot has by itself. */
function botRoleId(guild: GuildRow): string {
  return (BigInt(guild.id) + 1n).toString();
}
