import type { Deliveries, FakeSockets, Sharing } from "./delivery-types.ts";
import type { Exchange } from "./exchange.ts";
import type { FailOptions, Gate } from "./fault-types.ts";
import type { Manifest } from "./installed.ts";
import type { Channel, ChannelOptions, Person, PersonOptions } from "./place-types.ts";
import type { RouteName } from "./route.ts";

export interface FakeSlackOptions {
  /** Events and interactions are posted here, signed, instead of being sent through a socket. */
  readonly requestUrl?: string;
  readonly botName?: string;
  /** What was installed. Default: /imagine, /edit, "Edit image", "Image info", "Create image", all scopes and events. */
  readonly manifest?: Manifest;
  /** Replaces the scopes of the manifest. */
  readonly scopes?: readonly string[];
  /**
   * Whether `replace_original` and `delete_original` of a slash command's response URL reach its earlier answers.
   * Default false: people see a new message instead (bolt-js#2287, bolt-python#1268).
   */
  readonly slashAnswersCanBeReplaced?: boolean;
  /** 0: any free port. */
  readonly port?: number;
}

export interface Workspace {
  readonly id: string;
  readonly name: string;
  /** The token's scopes. */
  scopes(): readonly string[];
  grants(...scopes: readonly string[]): void;
  revokes(...scopes: readonly string[]): void;
  /** `files.getUploadURLExternal` answers this from now on: `file_uploads_disabled`, `storage_limit_reached`. null: no longer. */
  refusesUploads(error: string | null): void;
  /** Every call with the bot's token is answered with this error from now on: `token_revoked`. null: no longer. */
  refusesToken(error: string | null): void;
  /** The app is removed: `account_inactive` from now on, and the two events. */
  uninstallsApp(): void;
}

export interface FakeSlack {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** What Bolt takes as `clientOptions.slackApiUrl`. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly botName: string;
  readonly botUserId: string;
  readonly appId: string;
  readonly workspace: Workspace;
  channel(name: string, options?: ChannelOptions): Channel;
  user(name: string, options?: PersonOptions): Person;
  /** A conversation of people, without the app: one other is a DM, more a group. */
  directMessage(...people: readonly Person[]): Channel;
  /** Where an app manifest was changed and installed again. */
  installs(manifest: Manifest, scopes?: readonly string[]): void;
  readonly sockets: FakeSockets;
  readonly deliveries: Deliveries;
  readonly sharing: Sharing;
  readonly exchanges: readonly Exchange[];
  /** The exchanges of one route, or all. */
  requests(route?: Exchange["route"]): readonly Exchange[];
  /** What a person would be annoyed by: operation_timeout, dispatch_failed and the like. */
  readonly trouble: readonly string[];
  /** What the app asked for and was refused: `method: error`, scripted failures not included. */
  readonly refusals: readonly string[];
  /** Every conversation that this person sees. */
  transcript(view?: { readonly as?: Person }): string;
  /** Waits for something to become true; looks after every change. Rejects with a transcript. */
  until(condition: () => boolean, options?: { readonly timeoutMs?: number; readonly what?: string }): Promise<void>;
  /** Moves the fake's clock: triggers, response URLs, retries, statuses and what is not acknowledged yet age. */
  passes(time: { readonly minutes?: number; readonly seconds?: number }): void;
  nowMs(): number;
  /** `times`: default until `recovers()`. */
  fails(route: RouteName, options: FailOptions, times?: number): void;
  /** 429 with Retry-After, for the next so many requests (default 1). */
  limits(
    route: RouteName,
    options?: { readonly retryAfterSeconds?: number; readonly times?: number; readonly after?: number },
  ): void;
  /** Downloads redirect to this address from now on, instead of the fake's CDN. null: no longer. */
  redirectsDownloads(to: string | null): void;
  /** Destroys the connection instead of answering. */
  drops(route: RouteName, options?: { readonly times?: number; readonly afterEffect?: boolean }): void;
  slow(route: RouteName, ms: number): void;
  hold(route: RouteName): Gate;
  /** Ends everything that `fails`, `limits`, `drops`, `slow` and `hold` have set. */
  recovers(): void;
  close(): Promise<void>;
}
