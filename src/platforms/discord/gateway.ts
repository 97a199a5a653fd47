import {
  type APIInteraction,
  Client,
  Events,
  GatewayCloseCodes,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type GatewayMessageCreateDispatchData,
  Options,
} from "discord.js";
import { AppError } from "#core/errors.ts";
import { say } from "#core/message.ts";

export interface GatewayOptions {
  readonly token: string;
  /** Such as `https://discord.com/api`. */
  readonly apiUrl: string;
  onInteraction(interaction: APIInteraction): void;
  onMessage(message: GatewayMessageCreateDispatchData): void;
  /** The token is refused later on: this connection is over for good. */
  onRefused(): void;
  log(message: string, details: Readonly<Record<string, unknown>>): void;
}

export interface Gateway {
  /** Resolves when it is connected; rejects with a `misconfigured` AppError when the token is refused, with any other error when Discord cannot be reached. */
  connect(): Promise<void>;
  isConnected(): boolean;
  close(): Promise<void>;
}

/**
 * The connection through which Discord tells what happens. Its library keeps it alive, resumes it and divides it into
 * shards; everything that arrives is handed on as the JSON that it is, and nothing is kept.
 */
export function openGateway(options: GatewayOptions): Gateway {
  const { log } = options;
  const client = new Client({
    // Messages come without their words unless they mention the bot or are direct ones: no privileged intent is needed.
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    shards: "auto",
    rest: { api: options.apiUrl, timeout: 30_000 },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      GuildMemberManager: 0,
      UserManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      VoiceStateManager: 0,
      ThreadMemberManager: 0,
    }),
  });
  handOnly(client, [GatewayDispatchEvents.Ready, GatewayDispatchEvents.Resumed]);
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) =>
    options.onInteraction(interaction),
  );
  client.ws.on(GatewayDispatchEvents.MessageCreate, (message: GatewayMessageCreateDispatchData) =>
    options.onMessage(message),
  );
  // Without a listener the process would end.
  client.on(Events.Error, (error) => log("gateway error", { error: error.message }));
  client.on(Events.Warn, (warning) => log("gateway warning", { warning }));
  client.on(Events.ShardDisconnect, ({ code }, shard) => {
    log("gateway closed for good", { shard, code });
    if (code === GatewayCloseCodes.AuthenticationFailed) options.onRefused();
  });
  client.on(Events.ShardReconnecting, (shard) => log("gateway reconnecting", { shard }));
  client.on(Events.ShardResume, (shard, replayed) => log("gateway resumed", { shard, replayed }));
  client.on(Events.ShardReady, (shard) => log("gateway ready", { shard }));

  return {
    async connect() {
      const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
      try {
        await client.login(options.token);
        await ready;
      } catch (error) {
        throw isRefused(error)
          ? new AppError("misconfigured", say("discord.token"), { log: "Discord refused the token" })
          : error;
      }
    },
    isConnected: () => client.isReady() && client.ws.shards.every(({ status }) => status === 0),
    close: () => client.destroy(),
  };
}

/**
 * Lets discord.js handle only what its connection lives on. It makes objects of all else as well, which nobody here uses, and
 * throws at what is newer than itself where nobody can catch it: one new kind of component would end the process.
 */
function handOnly({ ws }: Client, needed: readonly string[]): void {
  const handle: unknown = Reflect.get(ws, "handlePacket");
  if (typeof handle !== "function") return;
  Reflect.set(ws, "handlePacket", (packet?: { readonly t: string }, shard?: unknown) =>
    packet && !needed.includes(packet.t) ? true : Reflect.apply(handle, ws, [packet, shard]),
  );
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "TokenInvalid";
}
