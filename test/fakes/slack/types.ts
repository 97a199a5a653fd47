import type { Deliveries, FakeSockets, Sharing } from "./delivery-types.ts";
import type { Json } from "./json.ts";

/** What can be slowed down, made to fail, limited or held: a Web API method, or one of the other addresses. */
export type RouteName =
  | `${"apps" | "assistant" | "auth" | "chat" | "conversations" | "files" | "reactions" | "users" | "views"}.${string}`
  /** The bytes of an upload. */
  | "upload"
  /** `url_private` and `url_private_download`. */
  | "download"
  /** Where a download redirects to. */
  | "cdn"
  | "response_url";

/** One request and its answer, without any token: what `npm run conformance` holds against the published schemas. */
export interface Exchange {
  /** `acknowledgement`: what an acknowledgement carried. */
  readonly route: RouteName | "acknowledgement" | null;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A method's arguments, JSON in form fields parsed; a response URL's body; null for bytes. */
  readonly arguments: Json | null;
  /** How many bytes an upload carried; 0 elsewhere. */
  readonly uploadedBytes: number;
  readonly status: number;
  readonly answer: unknown;
  readonly answerHeaders: Readonly<Record<string, string>>;
  /** On the fake's clock, in milliseconds. */
  readonly atMs: number;
}

/** A file that a person shares or puts into a form. */
export interface FileToShare {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Default: by the name's ending. */
  readonly mimetype?: string;
  readonly title?: string;
  readonly altText?: string;
  /** What Slack made of it, served as `thumb_1024` and the like (HEIC). Default: none, except of what browsers can show. */
  readonly thumbnail?: Uint8Array;
  /** A remote file (`mode: external`): `url_private` is this address. */
  readonly remoteUrl?: string;
}

/** What the app's manifest says; the shape of Slack's own, as far as the fake reads it. */
export interface Manifest {
  readonly features?: {
    readonly app_home?: { readonly home_tab_enabled?: boolean; readonly messages_tab_enabled?: boolean };
    readonly slash_commands?: readonly { readonly command: string; readonly should_escape?: boolean }[];
    readonly shortcuts?: readonly { readonly name: string; readonly type: string; readonly callback_id: string }[];
  };
  readonly oauth_config?: {
    readonly scopes?: { readonly bot?: readonly string[]; readonly bot_optional?: readonly string[] };
  };
  readonly settings?: { readonly event_subscriptions?: { readonly bot_events?: readonly string[] } };
}

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

export interface PersonOptions {
  readonly displayName?: string;
  readonly locale?: string;
  /** In seconds east of UTC. */
  readonly timeZoneOffsetSeconds?: number;
  readonly isAdmin?: boolean;
  readonly isOwner?: boolean;
  /** Another workspace's name: a stranger who is here through Slack Connect. */
  readonly workspace?: string;
  readonly isGuest?: boolean;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly teamId: string;
  in(channel: Channel): Seat;
  /** In the conversation with the app. */
  dm(): Seat;
  /** That conversation, for its transcript and messages. */
  readonly direct: Channel;
  /** Opens the app's home tab. */
  opensHome(): Promise<SeenHome>;
  readonly home: SeenHome;
  /** A global shortcut, from the search or the plus button. */
  usesShortcut(name: string): Promise<Asking>;
}

export interface ChannelOptions {
  /** Default true. */
  readonly botIsMember?: boolean;
  readonly private?: boolean;
  readonly isArchived?: boolean;
  /** Shared with another workspace. */
  readonly isShared?: boolean;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  messages(view?: { readonly as?: Person }): readonly SeenMessage[];
  /** What this person sees here; without a person, what everybody sees. */
  transcript(view?: { readonly as?: Person }): string;
  /** The native status lines that show now. */
  statuses(): readonly string[];
  addsBot(): void;
  removesBot(): void;
  archive(): void;
  /** Every post of the app is answered with this error from now on; null: no longer. */
  refusesPosts(error: string | null): void;
  /** The same for files only: `slack_connect_file_upload_sharing_blocked`. */
  refusesFiles(error: string | null): void;
}

export interface SaysOptions {
  readonly files?: readonly FileToShare[];
  /** In this message's thread. */
  readonly thread?: SeenMessage;
  /** `app_mention` comes without its `files`, as it does now and then. */
  readonly mentionLacksFiles?: boolean;
  /** Typed into the dialog that shares a file: only `message` (file_share) fires, no `app_mention`. */
  readonly inShareDialog?: boolean;
  /** The message is not in history and replies until that many calls have looked for it. */
  readonly appearsInHistoryAfter?: number;
}

/** A person at a place: everything that can be done there. */
export interface Seat {
  /** Types into the message field; what begins with a slash is a command. Throws where Slack would not send it. */
  types(text: string, options?: { readonly thread?: SeenMessage }): Promise<Asking>;
  /** Says something. `@Name` mentions that person or the app. */
  says(text: string, options?: SaysOptions): Promise<SeenMessage>;
  /** `says`, with the app's name before it. */
  mentions(text: string, options?: SaysOptions): Promise<SeenMessage>;
  /** Shares a file without a word. */
  shares(...files: readonly FileToShare[]): Promise<SeenMessage>;
  /** Forwards a message here: its text and files become an attachment. */
  forwards(message: SeenMessage, text?: string): Promise<SeenMessage>;
  /** The message menu's entry. */
  usesShortcut(name: string, message: SeenMessage): Promise<Asking>;
  /** The newest message with that button that this person sees, or the message given; waits for it to appear. */
  presses(label: string, message?: SeenMessage): Promise<Asking>;
  /** Chooses the option of that label in a select, radio group or overflow menu; several for a group of checkboxes. */
  chooses(option: string | readonly string[], message?: SeenMessage): Promise<Asking>;
  /** What a select that loads its options offers. */
  looksUp(text: string, message?: SeenMessage): Promise<readonly string[]>;
  edits(message: SeenMessage, text: string): Promise<void>;
  deletes(message: SeenMessage): Promise<void>;
  /** Deletes a file: messages keep a tombstone. */
  deletesFile(name: string, message: SeenMessage): Promise<void>;
}

/** One interaction and what became of it. */
export interface Asking {
  readonly triggerId: string;
  readonly responseUrl: string | null;
  /** The JSON that was sent. */
  readonly payload: Json;
  /** Resolves with what the acknowledgement carried (null: nothing); rejects with what the person reads instead. */
  acknowledged(): Promise<unknown>;
  /** Waits for the form opened with this interaction's trigger. */
  form(): Promise<Form>;
  /** Waits for a message made or rewritten through the acknowledgement or the response URL; the newest. */
  answer(): Promise<SeenMessage>;
  /** Sends the very same interaction again, with the same trigger. */
  sendAgain(): Promise<void>;
}

/** What is filled into one part of a form: text, choices by label, files, people and channels as they are. */
export type FieldValue =
  | string
  | boolean
  | FileToShare
  | { readonly id: string }
  | readonly (string | FileToShare | { readonly id: string })[];

export interface Submission {
  /** By the label of the field; null: it was taken. */
  readonly errors: Readonly<Record<string, string>> | null;
  /** What is shown now: the same form (errors, update), the one pushed or below; null: all closed. */
  readonly form: Form | null;
}

/** An open form (a modal), as the person sees it now: the object follows `views.update`. */
export interface Form {
  readonly id: string;
  title(): string;
  callbackId(): string;
  isOpen(): boolean;
  /** The labels of its fields, in order. */
  labels(): readonly string[];
  /** Texts, alerts, fields and buttons, a line each. */
  text(): string;
  /** What already stands in the field of that label. */
  prefilled(label: string): string | null;
  /** Leaves what stands there where a field is not named. Throws where the client would not let a person submit. */
  submits(fields?: Readonly<Record<string, FieldValue>>): Promise<Submission>;
  closes(): Promise<void>;
  presses(label: string): Promise<Asking>;
  chooses(option: string | readonly string[]): Promise<Asking>;
  json(): Json;
}

export interface SeenHome {
  /** What the home tab shows. */
  transcript(): string;
  presses(label: string): Promise<Asking>;
  chooses(option: string): Promise<Asking>;
}

export interface SeenFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly alt: string | null;
  readonly isDeleted: boolean;
  /** How it was to be drawn before it was scanned. */
  readonly highlightType: string | null;
  bytes(): Uint8Array;
}

/** A message as it is now; the object follows later edits. */
export interface SeenMessage {
  readonly channelId: string;
  readonly ts: string;
  /** The message whose thread it is in; null at the top level. */
  readonly threadTs: string | null;
  readonly author: string;
  /** Who alone sees it. */
  readonly onlyFor: string | null;
  readonly isDeleted: boolean;
  /** Text and blocks, a line each, without files. */
  text(): string;
  files(): readonly SeenFile[];
  buttons(): readonly string[];
  /** Labels of all options of all selects. */
  choices(): readonly string[];
  /** Emoji names. */
  reactions(): readonly string[];
  /** Its thread, without itself. */
  replies(): readonly SeenMessage[];
  /** Every text it had, the oldest first. */
  readonly edits: readonly string[];
  /** As the Web API answers it now. */
  json(): Json;
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
  /** Slack's code. Default `internal_error`. */
  readonly error?: string;
  /** Default 200, as Slack does. */
  readonly status?: number;
  /** Members added to the answer (`needed`, `provided`, `response_metadata`). */
  readonly also?: Json;
  /** Whether the effect takes place although the answer says otherwise; default false. */
  readonly afterEffect?: boolean;
  /** That many requests pass first. Default 0. */
  readonly after?: number;
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
  /** Destroys the connection instead of answering. */
  /** Downloads redirect to this address from now on, instead of the fake's CDN. null: no longer. */
  redirectsDownloads(to: string | null): void;
  drops(route: RouteName, options?: { readonly times?: number; readonly afterEffect?: boolean }): void;
  slow(route: RouteName, ms: number): void;
  hold(route: RouteName): Gate;
  /** Ends everything that `fails`, `limits`, `drops`, `slow` and `hold` have set. */
  recovers(): void;
  close(): Promise<void>;
}
