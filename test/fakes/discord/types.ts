import type { APIInteraction, APIMessage, Locale } from "discord.js";
import type { FakeGateway } from "./gateway-types.ts";

/** Every route that can be slowed down, made to fail, limited or held. */
export type RouteName =
  | "GET gateway"
  | "GET user"
  | "GET application"
  | "GET guild"
  | "GET channel"
  | "POST dm"
  | "GET commands"
  | "PUT commands"
  | "POST command"
  | "PATCH command"
  | "DELETE command"
  | "GET guild commands"
  | "PUT guild commands"
  | "POST guild command"
  | "PATCH guild command"
  | "DELETE guild command"
  | "POST callback"
  | "GET @original"
  | "PATCH @original"
  | "DELETE @original"
  | "POST follow-up"
  | "GET follow-up"
  | "PATCH follow-up"
  | "DELETE follow-up"
  | "GET messages"
  | "POST message"
  | "GET message"
  | "PATCH message"
  | "DELETE message"
  | "POST typing"
  /** The CDN. */
  | "GET attachment";

/** One request and its answer, without any token: what `npm run conformance` holds against the published spec. */
export interface Exchange {
  readonly route: RouteName | null;
  readonly method: string;
  /** Without `/api/v10` and the query; an interaction token is replaced by `:token`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType: string | null;
  /** The JSON, or a multipart's `payload_json`. */
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
  readonly status: number;
  readonly answer: unknown;
  readonly answerHeaders: Readonly<Record<string, string>>;
  /** On the fake's clock, in milliseconds. */
  readonly atMs: number;
}

/** A file as it came in a request. The bytes themselves are read back through the CDN. */
export interface UploadedFile {
  readonly field: string;
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** The first 16 bytes in hex. */
  readonly head: string;
}

export interface FakeDiscordOptions {
  /** Interactions are posted here, signed, instead of being sent over the gateway. */
  readonly interactionsUrl?: string;
  readonly botName?: string;
  /** Between two heartbeats, in milliseconds. The real one is 41 250. */
  readonly heartbeatMs?: number;
  /** 0: any free port. */
  readonly port?: number;
}

/** A file that a person attaches. */
export interface FileToAttach {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType?: string;
  readonly description?: string;
  readonly spoiler?: boolean;
}

/** A value of a command's option: people, channels and roles are given as they are. */
export type OptionValue = string | number | boolean | FileToAttach | { readonly id: string };

/** What is filled into one part of a form: text, choices by label or value, a tick, files. */
export type FieldValue = string | boolean | FileToAttach | readonly (string | FileToAttach)[];

export interface SendOptions {
  /** The interaction was made that long ago: its snowflake and its token are that old, in minutes. */
  readonly ageMinutes?: number;
  /** In bytes; default: what the server's premium tier gives. */
  readonly attachmentSizeLimit?: number;
  /** Permission names that the person has; default: what the person has. */
  readonly memberPermissions?: bigint;
}

export type AskingState = "waiting" | "thinking" | "answered" | "form" | "acknowledged" | "failed";

/** One interaction and what became of it. */
export interface Asking {
  readonly id: string;
  readonly token: string;
  readonly createdAtMs: number;
  /** The JSON that was sent, as Discord sends it. */
  readonly interaction: APIInteraction;
  state(): AskingState;
  /** Resolves when it is answered or acknowledged in any way; rejects with what the person reads instead. */
  acknowledged(): Promise<void>;
  /** The form that it opened. */
  form(): Promise<Form>;
  /** The message that answers it, thinking or not; null when there is none yet. */
  message(): SeenMessage | null;
  /** Waits until the answering message says this. */
  shows(words: string | RegExp): Promise<SeenMessage>;
  /** Waits until the answering message, or a follow-up, shows that many pictures (default: any). */
  pictures(count?: number): Promise<readonly SeenPicture[]>;
  /** The newest first answer or follow-up comes last. */
  messages(): readonly SeenMessage[];
  /** Sends the very same interaction again, to every connected session. */
  sendAgain(): void;
}

/** An opened form (a modal). */
export interface Form {
  readonly title: string;
  readonly customId: string;
  /** The labels of its fields, in order. */
  labels(): readonly string[];
  /** What already stands in the field of that label. */
  prefilled(label: string): string | null;
  /** Throws where the client would not let a person submit. */
  submits(fields: Readonly<Record<string, FieldValue>>, options?: SendOptions): Promise<Asking>;
}

export interface SeenPicture {
  readonly id: string;
  readonly name: string;
  readonly alt: string | null;
  readonly isSpoiler: boolean;
  readonly width: number | null;
  readonly height: number | null;
  readonly contentType: string | null;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** Signed, on the fake's CDN. */
  readonly url: string;
  /** Read back through the CDN. */
  bytes(): Promise<Uint8Array>;
}

export interface SeenButton {
  readonly label: string;
  readonly emoji: string | null;
  readonly customId: string | null;
  readonly url: string | null;
  readonly isDisabled: boolean;
}

/** How a message looked from a moment on. */
export interface MessageVersion {
  readonly atMs: number;
  readonly text: string;
  readonly pictures: number;
  readonly json: APIMessage;
}

/** A message as it is now; the object follows later edits. */
export interface SeenMessage {
  readonly id: string;
  readonly channelId: string;
  readonly author: string;
  readonly isEphemeral: boolean;
  readonly isThinking: boolean;
  readonly isDeleted: boolean;
  readonly isComponentsV2: boolean;
  /** Content, embeds and text displays, in order, a line each. */
  text(): string;
  pictures(): readonly SeenPicture[];
  /** Labels, with the emoji where there is no label. */
  buttons(): readonly string[];
  button(label: string): SeenButton | null;
  /** The labels of all options of all selects. */
  choices(): readonly string[];
  /** Every version, the oldest first. */
  readonly edits: readonly MessageVersion[];
  /** As the REST API answers it now. */
  json(): APIMessage;
}

export interface SayOptions {
  readonly files?: readonly FileToAttach[];
  /** Shown in a Components V2 gallery, as other bots post them. */
  readonly gallery?: readonly FileToAttach[];
  /** Pictures of another site, shown as embeds through Discord's proxy. */
  readonly embeds?: readonly FileToAttach[];
  readonly replyTo?: SeenMessage;
}

/** A person at a place: everything that can be done there. */
export interface Seat {
  /** Runs a registered command, as `/name` or `/name subcommand`. Throws where the client would not let it be sent. */
  runs(command: string, values?: Readonly<Record<string, OptionValue>>, options?: SendOptions): Promise<Asking>;
  /** Message menu: Apps, then that name. */
  opens(menu: string, message: SeenMessage | { readonly id: string }, options?: SendOptions): Promise<Asking>;
  /** User menu: Apps, then that name. */
  opensOn(menu: string, person: Person, options?: SendOptions): Promise<Asking>;
  /** The newest message with that button that this person sees, or the message given; waits for it to appear. */
  presses(label: string, message?: SeenMessage | null, options?: SendOptions): Promise<Asking>;
  /** Chooses the option of that label in a select. */
  chooses(label: string, message?: SeenMessage | null, options?: SendOptions): Promise<Asking>;
  /** Types into an option that completes itself; resolves with what is offered. */
  types(command: string, option: string, text: string): Promise<readonly { name: string; value: string | number }[]>;
  /** Says something. `@Name` mentions that person or the bot. */
  says(text: string, options?: SayOptions): Promise<SeenMessage>;
  /** Deletes a message, as its author or a moderator does. */
  deletes(message: SeenMessage): Promise<void>;
}

export interface PersonOptions {
  readonly locale?: `${Locale}`;
  /** In every server, on top of what everybody may. */
  readonly permissions?: bigint;
  readonly roles?: readonly Role[];
  readonly displayName?: string;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  in(channel: Channel): Seat;
  /** In the conversation with the bot. */
  dm(): Seat;
  /** That conversation, for its transcript and messages. */
  readonly direct: Channel;
  /** Installs the bot for this person; commands then work where the bot is not. Returns the person. */
  userInstalls(): Person;
  /** 50007 from now on, or no longer. */
  closesDms(closed?: boolean): void;
}

export interface Role {
  readonly id: string;
  readonly name: string;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly guildId: string | null;
  messages(view?: { readonly as?: Person }): readonly SeenMessage[];
  /** What this person sees here; without a person, what everybody sees. */
  transcript(view?: { readonly as?: Person }): string;
  /** Permission bits that the bot does not have here from now on (50013, or 50001 for View Channel). */
  denies(permissions: bigint): void;
  allows(permissions: bigint): void;
  /** The channel is deleted: 10003. */
  remove(): void;
  thread(name: string): Channel;
}

export interface GuildOptions {
  readonly name?: string;
  readonly premiumTier?: 0 | 1 | 2 | 3;
  /** Whether the bot is a member; default true. */
  readonly botIsMember?: boolean;
  readonly locale?: `${Locale}`;
  /** Bot's permissions; default: what a good invite link asks for. */
  readonly botPermissions?: bigint;
  /** What everybody may in this server; default includes Use External Apps. */
  readonly everyonePermissions?: bigint;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  channel(name: string, options?: { readonly nsfw?: boolean }): Channel;
  role(name: string, permissions?: bigint): Role;
  /** The bot is thrown out: 50001 everywhere, and GUILD_DELETE. */
  removesBot(): void;
  /** From now on a message with this word is refused with 200000. */
  blocksWord(word: string): void;
}

/** A route that is held closed. */
export interface Gate {
  /** Resolves when the first request stands before it. */
  readonly reached: Promise<void>;
  /** How many requests stand before it now. */
  waiting(): number;
  open(): void;
}

export interface FailOptions {
  readonly status: number;
  /** Discord's JSON code; default 0. */
  readonly code?: number;
  readonly message?: string;
  /** How often; default: until `recovers()`. */
  readonly times?: number;
  /** Whether the effect takes place although the answer says otherwise; default false. */
  readonly afterEffect?: boolean;
}

export interface LimitOptions {
  /** Default: every route, as a global limit. */
  readonly route?: RouteName;
  /** That many requests pass, then 429. */
  readonly after: number;
  readonly retryAfterSeconds: number;
  /** How many answers are 429; default 1. */
  readonly times?: number;
  readonly scope?: "user" | "global" | "shared";
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
