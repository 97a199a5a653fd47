import type { Asking } from "./asking-types.ts";
import type { SeenMessage } from "./seen-types.ts";
import type { FileToShare } from "./value-types.ts";

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

export interface SeenHome {
  /** What the home tab shows. */
  transcript(): string;
  presses(label: string): Promise<Asking>;
  chooses(option: string): Promise<Asking>;
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
