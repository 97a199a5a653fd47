import { randomBytes } from "node:crypto";
import { type FakeClock, fakeClock } from "./clock.ts";
import type { Manifest } from "./installed.ts";
import type { Json } from "./json.ts";
import { slackError } from "./refusal.ts";
import type { AskingRow, ChannelRow, FileRow, MessageRow, PendingShare, UploadRow, UserRow, ViewRow } from "./rows.ts";

export type ShareMode =
  | { readonly kind: "soon" }
  | { readonly kind: "looks"; readonly looks: number }
  | { readonly kind: "told" }
  | { readonly kind: "never"; left: number };

/** Everything that exists, and who is told when it changes. */
export interface World {
  readonly clock: FakeClock;
  readonly team: { readonly id: string; readonly name: string };
  readonly appId: string;
  readonly bot: UserRow;
  readonly botId: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  /** Known once the server listens. */
  origin: string;
  manifest: Manifest;
  scopes: Set<string>;
  isUninstalled: boolean;
  refusesUploads: string | null;
  refusesToken: string | null;
  sharing: ShareMode;
  redirectsDownloads: string | null;
  readonly slashAnswersCanBeReplaced: boolean;
  readonly users: Map<string, UserRow>;
  readonly channels: Map<string, ChannelRow>;
  /** In the order they appeared. */
  readonly messages: MessageRow[];
  readonly files: Map<string, FileRow>;
  /** By file id. */
  readonly uploads: Map<string, UploadRow>;
  readonly pendingShares: PendingShare[];
  readonly views: Map<string, ViewRow>;
  /** By id; also the trigger's first part. */
  readonly askings: Map<string, AskingRow>;
  readonly trouble: string[];
  readonly refusals: string[];
  id(prefix: string): string;
  changed(): void;
  onChange(listener: () => void): () => void;
  /** Sends an event to the app when it is subscribed and its scopes allow it. */
  dispatch: (event: Json, about: { readonly channel: ChannelRow | null }) => void;
  user(id: string): UserRow;
  addUser(user: Omit<UserRow, "id">): UserRow;
  addChannel(
    channel: Pick<ChannelRow, "name" | "kind" | "isShared"> & { readonly members: readonly string[] },
  ): ChannelRow;
  /** The conversation of a person with the app. */
  directOf(userId: string): ChannelRow;
  messageAt(channelId: string, ts: string): MessageRow | undefined;
  botIsIn(channel: ChannelRow): boolean;
}

export function openWorld(about: {
  readonly botName: string;
  readonly manifest: Manifest;
  readonly scopes: readonly string[];
  readonly slashAnswersCanBeReplaced: boolean;
}): World {
  const clock = fakeClock();
  const listeners = new Set<() => void>();
  const users = new Map<string, UserRow>();
  const channels = new Map<string, ChannelRow>();
  const directs = new Map<string, ChannelRow>();
  let count = 0;
  // Like Slack's own: a letter, then at least eight capital letters and digits.
  const id = (prefix: string): string => {
    count += 1;
    return `${prefix}0${count.toString(36).toUpperCase().padStart(4, "0")}${randomBytes(3).toString("hex").toUpperCase()}`;
  };
  const secret = (bytes: number): string => randomBytes(bytes).toString("hex");

  const addUser: World["addUser"] = (user) => {
    const row = { ...user, id: id("U") };
    users.set(row.id, row);
    return row;
  };
  const team = { id: id("T"), name: "Studio" };
  const bot = addUser({
    name: about.botName.toLowerCase(),
    displayName: about.botName,
    teamId: team.id,
    locale: "en-US",
    timeZoneOffsetSeconds: 0,
    isBot: true,
    isAdmin: false,
    isOwner: false,
    isGuest: false,
  });
  const messages: MessageRow[] = [];
  const addChannel: World["addChannel"] = ({ members, ...channel }) => {
    const row: ChannelRow = {
      ...channel,
      id: id(channel.kind === "im" ? "D" : channel.kind === "mpim" ? "G" : "C"),
      members: new Set(members),
      isArchived: false,
      refusesPosts: null,
      refusesFiles: null,
      statuses: new Map(),
    };
    channels.set(row.id, row);
    return row;
  };

  return {
    clock,
    team,
    bot,
    appId: id("A"),
    botId: id("B"),
    botToken: `xoxb-${count}-${secret(6)}-${secret(12)}`,
    appToken: `xapp-1-${secret(6)}-${secret(16)}`,
    signingSecret: secret(16),
    origin: "",
    manifest: about.manifest,
    scopes: new Set(about.scopes),
    isUninstalled: false,
    refusesUploads: null,
    refusesToken: null,
    sharing: { kind: "soon" },
    redirectsDownloads: null,
    slashAnswersCanBeReplaced: about.slashAnswersCanBeReplaced,
    users,
    channels,
    messages,
    files: new Map(),
    uploads: new Map(),
    pendingShares: [],
    views: new Map(),
    askings: new Map(),
    trouble: [],
    refusals: [],
    id,
    changed() {
      for (const listener of listeners) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch: () => undefined,
    user(userId) {
      const user = users.get(userId);
      if (user === undefined) throw slackError("user_not_found");
      return user;
    },
    addUser,
    addChannel,
    directOf(userId) {
      const known = directs.get(userId);
      if (known !== undefined) return known;
      const row = addChannel({ name: "directmessage", kind: "im", isShared: false, members: [userId, bot.id] });
      directs.set(userId, row);
      return row;
    },
    messageAt: (channelId, ts) => messages.find((row) => row.channelId === channelId && row.ts === ts),
    botIsIn: (channel) => channel.members.has(bot.id),
  };
}
