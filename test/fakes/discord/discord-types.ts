import type { Exchange } from "./exchange.ts";
import type { FailOptions, Gate, LimitOptions } from "./fault-types.ts";
import type { FakeGateway } from "./gateway-types.ts";
import type { Channel, Guild, GuildOptions, Person, PersonOptions } from "./place-types.ts";
import type { RouteName } from "./routes.ts";

export interface FakeDiscordOptions {
  /** Interactions are posted here, signed, instead of being sent over the gateway. */
  readonly interactionsUrl?: string;
  readonly botName?: string;
  /** Between two heartbeats, in milliseconds. The real one is 41 250. */
  readonly heartbeatMs?: number;
  /** 0: any free port. */
  readonly port?: number;
}

export interface RegisteredCommand {
  readonly id: string;
  readonly name: string;
  readonly type: number;
  readonly guildId: string | null;
  readonly json: Readonly<Record<string, unknown>>;
}

export interface FakeDiscord {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** What discord.js takes as `rest.api`. */
  readonly apiUrl: string;
  readonly cdnUrl: string;
  readonly token: string;
  readonly applicationId: string;
  readonly botName: string;
  /** Ed25519, hex. */
  readonly publicKey: string;
  readonly owner: Person;
  guild(options?: GuildOptions): Guild;
  /** A private channel of people, in which the bot is not: for those who installed it for themselves. */
  groupChat(name: string): Channel;
  user(name: string, options?: PersonOptions): Person;
  readonly gateway: FakeGateway;
  readonly exchanges: readonly Exchange[];
  /** The exchanges of one route, or all. */
  requests(route?: RouteName): readonly Exchange[];
  commands(guildId?: string): readonly RegisteredCommand[];
  /** What a person would be annoyed by: "This interaction failed", "did not respond" and the like. */
  readonly trouble: readonly string[];
  /** What was sent against the rules without any person seeing it: late or double callbacks and the like. */
  readonly refusals: readonly string[];
  /** Every message of every channel that this person sees. */
  transcript(view?: { readonly as?: Person }): string;
  /** Waits for something to become true; looks after every change. Rejects with a transcript. */
  until(condition: () => boolean, options?: { readonly timeoutMs?: number; readonly what?: string }): Promise<void>;
  /** Moves the fake's clock: tokens and deadlines age. */
  passes(time: { readonly minutes?: number; readonly seconds?: number }): void;
  nowMs(): number;
  /** All tokens and links that exist now behave as if they were that much older. */
  ageTokens(minutes: number): void;
  limits(options: LimitOptions): void;
  fails(route: RouteName, options: FailOptions): void;
  /** Destroys the socket instead of answering. */
  drops(route: RouteName, options?: { readonly times?: number; readonly afterEffect?: boolean }): void;
  slow(route: RouteName, ms: number): void;
  hold(route: RouteName): Gate;
  /** Ends everything that `fails`, `drops`, `slow` and `limits` have set. */
  recovers(): void;
  /** Components V2 messages are answered with 400 from now on, or no longer. */
  refusesComponentsV2(refuses?: boolean): void;
  /** The bot's token is refused from now on, or no longer: with 401, and with 4004 by the gateway where somebody connects. */
  refusesToken(refuses?: boolean): void;
  /** Every attachment link that exists now answers 404. */
  expireLinks(): void;
  /** Interactions are posted there from now on; null: they go over the gateway. */
  postsInteractionsTo(url: string | null): void;
  /** Sends a PING to the interactions URL. */
  pings(): Promise<{ readonly status: number; readonly body: unknown }>;
  /** Sends a PING with a wrong signature. */
  sendsBadSignature(): Promise<{ readonly status: number }>;
  close(): Promise<void>;
}
