import { PermissionFlagsBits } from "discord.js";
import { refusal } from "./refusal.ts";
import type { ChannelRow, UserRow } from "./rows.ts";
import type { World } from "./world.ts";

const everything = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n);

/** What people may in a new server. */
export const everyoneMay =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.AddReactions |
  PermissionFlagsBits.UseApplicationCommands |
  PermissionFlagsBits.UseExternalApps;

/** What a careful invite link asks for. */
export const botMay =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory;

export function botPermissionsIn(world: World, channel: ChannelRow): bigint {
  const guild = world.guildOf(channel);
  if (guild === null) return channel.type === 3 ? 0n : everything;
  if (!guild.botIsMember) return 0n;
  const parent = channel.parentId === null ? undefined : world.channels.get(channel.parentId);
  return widened(guild.botPermissions) & ~channel.denied & ~(parent?.denied ?? 0n);
}

export function permissionsOf(world: World, user: UserRow, channel: ChannelRow): bigint {
  const guild = world.guildOf(channel);
  if (guild === null) return everything;
  const roles = guild.roles.filter(({ id }) => user.roleIds.includes(id));
  return widened(
    roles.reduce((all, { permissions }) => all | permissions, guild.everyonePermissions | user.permissions),
  );
}

/** The channel, when the bot can see it. */
export function visibleChannel(world: World, channelId: string): ChannelRow {
  const channel = world.channel(channelId);
  if ((botPermissionsIn(world, channel) & PermissionFlagsBits.ViewChannel) === 0n) throw refusal("missingAccess");
  return channel;
}

/** Refuses with 50013 when the bot lacks any of these. Without Send Messages nothing else counts. */
export function needs(world: World, channel: ChannelRow, permissions: bigint): void {
  const has = botPermissionsIn(world, channel);
  if ((has & permissions) !== permissions) throw refusal("missingPermissions");
}

/** The bit that sending needs, here or in a thread. */
export function sendingNeeds(channel: ChannelRow): bigint {
  return channel.type === 11 ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
}

function widened(permissions: bigint): bigint {
  return (permissions & PermissionFlagsBits.Administrator) === 0n ? permissions : everything;
}
