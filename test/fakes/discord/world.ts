import { generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { type FakeClock, fakeClock } from "./clock.ts";
import { refusal } from "./refusal.ts";
import type { AttachmentRow, ChannelRow, CommandRow, GuildRow, InteractionRow, MessageRow, UserRow } from "./rows.ts";

/** Everything that exists, and who is told when it changes. */
export interface World {
  readonly clock: FakeClock;
  readonly token: string;
  readonly applicationId: string;
  readonly bot: UserRow;
  readonly owner: UserRow;
  readonly privateKey: KeyObject;
  readonly publicKey: string;
  readonly users: Map<string, UserRow>;
  readonly guilds: Map<string, GuildRow>;
  readonly channels: Map<string, ChannelRow>;
  readonly messages: Map<string, MessageRow>;
  readonly attachments: Map<string, AttachmentRow>;
  readonly interactions: Map<string, InteractionRow>;
  readonly commands: Map<string, CommandRow>;
  /** Pictures of other sites, by their address, as Discord proxies them. */
  readonly externals: Map<string, AttachmentRow>;
  readonly refusals: string[];
  /** Where attachments are served; known once the server listens. */
  origin: string;
  linkKey: Buffer;
  refusesV2: boolean;
  refusesToken: boolean;
  changed(): void;
  onChange(listener: () => void): () => void;
  /** Sends an event to gateway sessions that asked for one of these intents; 0: to all. */
  dispatch: (event: string, data: unknown, intents: number) => void;
  /** Whether this is the bot's token, and it counts. */
  accepts(token: string): boolean;
  addUser(user: Omit<UserRow, "id" | "closedDms" | "hasInstalled" | "dmChannelId">): UserRow;
  user(id: string): UserRow;
  channel(id: string): ChannelRow;
  guildOf(channel: { readonly guildId: string | null }): GuildRow | null;
}

export function openWorld(botName: string): World {
  const clock = fakeClock();
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const listeners = new Set<() => void>();
  const users = new Map<string, UserRow>();
  const channels = new Map<string, ChannelRow>();
  const guilds = new Map<string, GuildRow>();

  const addUser: World["addUser"] = (user) => {
    const row: UserRow = {
      ...user,
      id: clock.snowflake(),
      closedDms: false,
      hasInstalled: false,
      dmChannelId: clock.snowflake(),
    };
    users.set(row.id, row);
    channels.set(row.dmChannelId, {
      id: row.dmChannelId,
      name: `@${row.name}`,
      type: 1,
      guildId: null,
      parentId: null,
      recipientId: row.id,
      nsfw: false,
      denied: 0n,
      isRemoved: false,
    });
    return row;
  };
  const nobody = { locale: "en-US", permissions: 0n, roleIds: [] };
  const bot = addUser({ ...nobody, name: botName.toLowerCase(), displayName: botName, isBot: true });
  const owner = addUser({ ...nobody, name: "operator", displayName: "Operator", isBot: false });

  const token = [Buffer.from(bot.id), randomBytes(4), randomBytes(20)]
    .map((part) => part.toString("base64url"))
    .join(".");

  return {
    clock,
    token,
    applicationId: bot.id,
    bot,
    owner,
    privateKey,
    // The last 32 bytes of the DER form are the key itself.
    publicKey: publicKey.export({ type: "spki", format: "der" }).subarray(-32).toString("hex"),
    users,
    guilds,
    channels,
    messages: new Map(),
    attachments: new Map(),
    interactions: new Map(),
    commands: new Map(),
    externals: new Map(),
    refusals: [],
    origin: "",
    linkKey: randomBytes(32),
    refusesV2: false,
    refusesToken: false,
    accepts(shown) {
      return !this.refusesToken && shown === token;
    },
    changed() {
      for (const listener of listeners) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch: () => undefined,
    addUser,
    user(id) {
      const user = users.get(id);
      if (user === undefined) throw refusal("unknownUser");
      return user;
    },
    channel(id) {
      const channel = channels.get(id);
      if (channel === undefined || channel.isRemoved) throw refusal("unknownChannel");
      return channel;
    },
    guildOf: ({ guildId }) => (guildId === null ? null : (guilds.get(guildId) ?? null)),
  };
}
