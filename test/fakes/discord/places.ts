import { GatewayIntentBits } from "discord.js";
import { channelJson, guildCreateJson } from "./guild-json.ts";
import { botMay, everyoneMay } from "./permissions.ts";
import type { Channel, Guild, GuildOptions, Person, PersonOptions } from "./place-types.ts";
import type { ChannelRow, GuildRow, UserRow } from "./rows.ts";
import { seatOf } from "./seat.ts";
import { seenMessage } from "./seen.ts";
import type { Sending } from "./sending.ts";
import { transcriptOf, visibleMessages } from "./transcript.ts";
import type { World } from "./world.ts";

/** Servers, channels and people, as tests make them. */
function channelOf(world: World, row: ChannelRow): Channel {
  const viewer = (person: Person | undefined): UserRow | null => (person === undefined ? null : world.user(person.id));
  return {
    id: row.id,
    name: row.name,
    guildId: row.guildId,
    messages: ({ as } = {}) => visibleMessages(world, row, viewer(as)).map((message) => seenMessage(world, message)),
    transcript: ({ as } = {}) => transcriptOf(world, row, viewer(as)),
    denies(permissions) {
      row.denied |= permissions;
      tellUpdate(world, row);
    },
    allows(permissions) {
      row.denied &= ~permissions;
      tellUpdate(world, row);
    },
    remove() {
      row.isRemoved = true;
      world.dispatch(
        row.type === 11 ? "THREAD_DELETE" : "CHANNEL_DELETE",
        channelJson(world, row),
        GatewayIntentBits.Guilds,
      );
      world.changed();
    },
    thread: (name) => addChannel(world, { name, type: 11, guildId: row.guildId, parentId: row.id, nsfw: row.nsfw }),
  };
}

export function addGuild(world: World, options: GuildOptions): Guild {
  const row: GuildRow = {
    id: world.clock.snowflake(),
    name: options.name ?? "Atelier",
    premiumTier: options.premiumTier ?? 0,
    locale: options.locale ?? "en-US",
    botPermissions: options.botPermissions ?? botMay,
    everyonePermissions: options.everyonePermissions ?? everyoneMay,
    roles: [],
    blockedWords: [],
    botIsMember: options.botIsMember ?? true,
  };
  // The bot's own role takes the id after the server's.
  world.clock.snowflake();
  world.guilds.set(row.id, row);
  if (row.botIsMember) world.dispatch("GUILD_CREATE", guildCreateJson(world, row), GatewayIntentBits.Guilds);
  return {
    id: row.id,
    name: row.name,
    channel: (name, { nsfw = false } = {}) =>
      addChannel(world, { name, type: 0, guildId: row.id, parentId: null, nsfw }),
    role(name, permissions = 0n) {
      const role = { id: world.clock.snowflake(), name, permissions };
      row.roles.push(role);
      return role;
    },
    removesBot() {
      row.botIsMember = false;
      world.dispatch("GUILD_DELETE", { id: row.id }, GatewayIntentBits.Guilds);
      world.changed();
    },
    blocksWord(word) {
      row.blockedWords.push(word);
    },
  };
}

export function addPerson(world: World, sending: Sending, name: string, options: PersonOptions): Person {
  const row = world.addUser({
    name,
    displayName: options.displayName ?? name,
    locale: options.locale ?? "en-US",
    isBot: false,
    permissions: options.permissions ?? 0n,
    roleIds: (options.roles ?? []).map(({ id }) => id),
  });
  return personOf(world, sending, row);
}

export function personOf(world: World, sending: Sending, row: UserRow): Person {
  const direct = world.channel(row.dmChannelId);
  const person: Person = {
    id: row.id,
    name: row.name,
    in: ({ id }) => seatOf(world, sending, row, world.channel(id)),
    dm: () => seatOf(world, sending, row, direct),
    direct: channelOf(world, direct),
    userInstalls() {
      row.hasInstalled = true;
      return person;
    },
    closesDms(closed = true) {
      row.closedDms = closed;
    },
  };
  return person;
}

/** A private channel in which the bot is not: only people who installed it can use it there. */
export function addGroupChat(world: World, name: string): Channel {
  return addChannel(world, { name, type: 3, guildId: null, parentId: null, nsfw: false });
}

function addChannel(world: World, about: Pick<ChannelRow, "name" | "type" | "guildId" | "parentId" | "nsfw">): Channel {
  const row: ChannelRow = { ...about, id: world.clock.snowflake(), recipientId: null, denied: 0n, isRemoved: false };
  world.channels.set(row.id, row);
  if (world.guildOf(row)?.botIsMember === true)
    world.dispatch(
      row.type === 11 ? "THREAD_CREATE" : "CHANNEL_CREATE",
      channelJson(world, row),
      GatewayIntentBits.Guilds,
    );
  return channelOf(world, row);
}

function tellUpdate(world: World, row: ChannelRow): void {
  if (row.type === 0) world.dispatch("CHANNEL_UPDATE", channelJson(world, row), GatewayIntentBits.Guilds);
  world.changed();
}
