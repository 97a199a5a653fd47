import {
  type APIInteraction,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
} from "discord.js";
import type { Actor, Place } from "#core/people.ts";
import type { DiscordAddress } from "./address.ts";
import { discordLimits } from "./limits.ts";

export const platformName = "discord";

/** Where there is no server. People's budgets there are their own. */
export const directMessages = "@me";

/** Whoever manages a server moderates it here: the right holds its budgets too, and those are money. */
const moderates = PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator;

const writes = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages | PermissionFlagsBits.AttachFiles;
const writesInThread =
  PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessagesInThreads | PermissionFlagsBits.AttachFiles;

const threads: readonly number[] = [
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
];

/** Who asks. `operators` are the ids of those who own the application. */
export function actorOf(interaction: APIInteraction, operators: ReadonlySet<string>): Actor {
  const { member } = interaction;
  const user = member?.user ?? interaction.user;
  if (!user) throw new Error(`interaction ${interaction.id} has no user`);
  const moderator = member !== undefined && (BigInt(member.permissions) & moderates) !== 0n;
  return {
    platform: platformName,
    workspace: interaction.guild_id ?? directMessages,
    id: user.id,
    name: member?.nick ?? user.global_name ?? user.username,
    right: operators.has(user.id) ? "operator" : moderator ? "moderator" : "anyone",
    roles: member?.roles ?? [],
    locale: localeOf(interaction),
  };
}

/** Which language the person reads; a ping has nobody behind it. */
export function localeOf(interaction: APIInteraction): string {
  return "locale" in interaction ? interaction.locale : "en-US";
}

/** Where it was asked: a thread belongs to its channel. */
export function placeOf(interaction: APIInteraction): Place {
  const { channel } = interaction;
  const id = channel?.id ?? interaction.user?.id ?? "";
  const parent = channel && "parent_id" in channel && isThread(channel.type) ? channel.parent_id : null;
  return {
    platform: platformName,
    workspace: interaction.guild_id ?? directMessages,
    channel: parent ?? id,
    thread: parent ? id : null,
    ...(interaction.context === InteractionContextType.BotDM ? { alone: true as const } : {}),
  };
}

/** How an interaction is answered; `message` is the one that its acknowledgement made, and `issuedAt` when it came. */
export function addressOf(interaction: APIInteraction, message: string | null, issuedAt: number): DiscordAddress {
  return {
    application: interaction.application_id,
    person: interaction.member?.user.id ?? interaction.user?.id ?? "",
    guild: interaction.guild_id ?? null,
    channel: interaction.channel?.id ?? "",
    message,
    token: interaction.token,
    issuedAt,
    uploadLimit: interaction.attachment_size_limit ?? discordLimits.defaultUploadBytes,
    botWrites: botWrites(interaction),
  };
}

/** Whether the bot is a member there and may write: a command that only a person has installed brings no bot along. */
function botWrites(interaction: APIInteraction): boolean {
  const installed = interaction.authorizing_integration_owners[ApplicationIntegrationType.GuildInstall];
  if (installed === undefined || !interaction.channel) return false;
  if (!interaction.guild_id) return interaction.context === InteractionContextType.BotDM;
  const needed = isThread(interaction.channel.type) ? writesInThread : writes;
  const has = BigInt(interaction.app_permissions);
  return (has & PermissionFlagsBits.Administrator) !== 0n || (has & needed) === needed;
}

export function isThread(type: ChannelType): boolean {
  return threads.includes(type);
}
