import { type Call, type Methods, needScope } from "./call.ts";
import { type Json, stringOf } from "./json.ts";
import { channelJson, messageJson } from "./message-json.ts";
import { visibleChannel } from "./posting.ts";
import { slackError } from "./refusal.ts";
import type { ChannelRow, MessageRow } from "./rows.ts";
import type { World } from "./world.ts";

/** https://docs.slack.dev/reference/methods?family=conversations */
export const conversationMethods: Methods = {
  "conversations.info": { required: ["channel"], run: info },
  "conversations.join": { required: ["channel"], scope: "channels:join", run: join },
  "conversations.open": { required: [], run: open },
  "conversations.list": { required: [], run: list },
  "conversations.members": { required: ["channel"], run: members },
  "conversations.history": { required: ["channel"], run: history },
  "conversations.replies": { required: ["channel", "ts"], run: replies },
};

const families = { public: "channels", private: "groups", im: "im", mpim: "mpim" } as const;

/** The scopes of the four kinds of conversations; the one of this kind is needed once the conversation is known. */
function scoped(call: Call, right: "read" | "history"): ChannelRow {
  const any = Object.values(families).map((family) => `${family}:${right}`);
  needScope(call.world, ...any);
  const channel = visibleChannel(call.world, call.args.channel);
  needScope(call.world, `${families[channel.kind]}:${right}`);
  return channel;
}

function info(call: Call): Json {
  const channel = scoped(call, "read");
  const people = [...channel.members].filter((id) => id !== call.world.bot.id);
  return {
    channel: {
      ...channelJson(call.world, channel),
      ...(call.flag("include_num_members") ? { num_members: people.length } : {}),
      ...(call.flag("include_locale") ? { locale: "en-US" } : {}),
    },
  };
}

function join({ world, args }: Call): Json {
  const channel = visibleChannel(world, args.channel);
  if (channel.kind !== "public") throw slackError("method_not_supported_for_channel_type");
  if (channel.isArchived) throw slackError("is_archived");
  const already = world.botIsIn(channel);
  channel.members.add(world.bot.id);
  world.changed();
  return {
    channel: channelJson(world, channel),
    ...(already ? { warning: "already_in_channel", response_metadata: { warnings: ["already_in_channel"] } } : {}),
  };
}

function open({ world, text, flag }: Call): Json {
  needScope(world, "im:write", "mpim:write");
  const id = text("channel");
  if (id !== undefined) return { channel: opened(world, visibleChannel(world, id), flag("return_im")) };
  const names = (text("users") ?? "").split(",").filter((each) => each !== "");
  if (names.length === 0) throw slackError("users_list_not_supplied");
  if (names.length > 8) throw slackError("too_many_users");
  const users = names.map((each) => world.user(each));
  if (users.some((user) => user.isBot)) throw slackError("cannot_dm_bot");
  const [first] = users;
  if (first !== undefined && users.length === 1) {
    needScope(world, "im:write");
    return { channel: opened(world, world.directOf(first.id), flag("return_im")) };
  }
  needScope(world, "mpim:write");
  const ids = [...names, world.bot.id];
  const known = [...world.channels.values()].find(
    (row) => row.kind === "mpim" && row.members.size === ids.length && ids.every((each) => row.members.has(each)),
  );
  const row =
    known ?? world.addChannel({ name: `mpdm-${names.join("--")}`, kind: "mpim", isShared: false, members: ids });
  return { channel: opened(world, row, flag("return_im")) };
}

function opened(world: World, channel: ChannelRow, whole: boolean): Json {
  return whole ? channelJson(world, channel) : { id: channel.id };
}

function list({ world, args, text, flag }: Call): Json {
  const types = (text("types") ?? "public_channel").split(",").map((each) => each.trim());
  const kinds: Readonly<Record<string, ChannelRow["kind"]>> = {
    public_channel: "public",
    private_channel: "private",
    im: "im",
    mpim: "mpim",
  };
  const wanted = types.map((type) => {
    const kind = kinds[type];
    if (kind === undefined) throw slackError("invalid_types");
    needScope(world, `${families[kind]}:read`);
    return kind;
  });
  const rows = [...world.channels.values()].filter(
    (row) =>
      wanted.includes(row.kind) &&
      (row.kind === "public" || world.botIsIn(row)) &&
      !(flag("exclude_archived") && row.isArchived),
  );
  const page = paged(rows, args);
  return { channels: page.items.map((row) => channelJson(world, row)), response_metadata: { next_cursor: page.next } };
}

function members(call: Call): Json {
  const channel = scoped(call, "read");
  const page = paged([...channel.members], call.args);
  return { members: page.items, response_metadata: { next_cursor: page.next } };
}

function history(call: Call): Json {
  const channel = scoped(call, "history");
  if (!call.world.botIsIn(channel)) throw slackError("not_in_channel");
  const rows = call.world.messages.filter(
    (row) => row.channelId === channel.id && row.threadTs === null && isListed(row),
  );
  const within = inRange(rows, call).reverse();
  const page = paged(within, call.args);
  return {
    messages: page.items.map((row) => messageJson(call.world, row)),
    has_more: page.next !== "",
    pin_count: 0,
    response_metadata: { next_cursor: page.next },
  };
}

function replies(call: Call): Json {
  const { world } = call;
  const channel = scoped(call, "history");
  if (!world.botIsIn(channel)) throw slackError("not_in_channel");
  const named = world.messageAt(channel.id, stringOf(call.args.ts));
  if (named === undefined || !isListed(named)) throw slackError("thread_not_found");
  const rootTs = named.threadTs ?? named.ts;
  const thread = world.messages.filter(
    (row) => row.channelId === channel.id && row.threadTs === rootTs && isListed(row),
  );
  const root = named.threadTs === null ? named : world.messageAt(channel.id, rootTs);
  const page = paged(inRange(thread, call), call.args);
  // The parent comes first on every page.
  const rows = root === undefined ? page.items : [root, ...page.items];
  return {
    messages: rows.map((row) => messageJson(world, row)),
    has_more: page.next !== "",
    response_metadata: { next_cursor: page.next },
  };
}

function isListed(row: MessageRow): boolean {
  if (row.isDeleted || row.onlyFor !== null) return false;
  if (row.hiddenFromHistory === 0) return true;
  row.hiddenFromHistory -= 1;
  return false;
}

/** `latest` alone with `inclusive` finds one message; `oldest` set to the same finds none. */
function inRange(rows: readonly MessageRow[], { text, flag }: Call): MessageRow[] {
  const latest = text("latest");
  const oldest = text("oldest");
  if (latest !== undefined && latest === oldest) return [];
  const inclusive = flag("inclusive");
  const before = (ts: string, limit: string): boolean => Number(ts) < Number(limit) || (inclusive && ts === limit);
  return rows.filter(
    ({ ts }) => (latest === undefined || before(ts, latest)) && (oldest === undefined || before(oldest, ts)),
  );
}

function paged<T>(items: readonly T[], args: Json): { readonly items: readonly T[]; readonly next: string } {
  const limit = Math.min(1000, Math.max(1, Number(stringOf(args.limit) || 100)));
  const cursor = stringOf(args.cursor);
  const start = cursor === "" ? 0 : Number(Buffer.from(cursor, "base64").toString().replace("next:", ""));
  if (Number.isNaN(start)) throw slackError("invalid_cursor");
  const end = start + limit;
  return {
    items: items.slice(start, end),
    next: end < items.length ? Buffer.from(`next:${end}`).toString("base64") : "",
  };
}
