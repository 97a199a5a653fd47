import type { Json } from "./json.ts";

export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly teamId: string;
  readonly locale: string;
  readonly timeZoneOffsetSeconds: number;
  readonly isBot: boolean;
  readonly isAdmin: boolean;
  readonly isOwner: boolean;
  readonly isGuest: boolean;
}

export interface ChannelRow {
  readonly id: string;
  readonly name: string;
  readonly kind: "public" | "private" | "im" | "mpim";
  readonly isShared: boolean;
  isArchived: boolean;
  /** User ids, the bot's among them. In public channels only those that matter: every person of the team may read them. */
  readonly members: Set<string>;
  /** What every post of the app is answered with. */
  refusesPosts: string | null;
  /** What every file of the app is answered with. */
  refusesFiles: string | null;
  readonly statuses: Map<string, StatusRow>;
}

export interface StatusRow {
  readonly status: string;
  readonly loadingMessages: readonly string[];
  readonly expires: () => void;
}

export interface MessageRow {
  readonly channelId: string;
  readonly ts: string;
  readonly threadTs: string | null;
  readonly userId: string;
  readonly byBot: boolean;
  readonly subtype: string | null;
  /** The only reader of an ephemeral message. */
  readonly onlyFor: string | null;
  text: string;
  blocks: readonly Json[];
  attachments: readonly Json[];
  metadata: Json | null;
  readonly fileIds: string[];
  isDeleted: boolean;
  editedTs: string | null;
  readonly reactions: string[];
  readonly versions: string[];
  /** How many history calls still miss it. */
  hiddenFromHistory: number;
  /** What is chosen in its selects: block id, action id, value. */
  state: StateValues;
}

/** `state.values` of messages and views. */
export type StateValues = Readonly<Record<string, Readonly<Record<string, Json>>>>;

export interface ShareRow {
  readonly channelId: string;
  readonly ts: string;
  readonly threadTs: string | null;
}

export interface FileRow {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly mimetype: string;
  readonly filetype: string;
  readonly userId: string;
  readonly byBot: boolean;
  readonly altText: string | null;
  readonly sizeBytes: number;
  /** null: made room for newer ones. */
  bytes: Uint8Array | null;
  readonly thumbnail: Uint8Array | null;
  readonly remoteUrl: string | null;
  readonly highlightType: string | null;
  readonly createdTs: string;
  /** Put into a form of the app: the app may read it without any channel. */
  readonly givenToApp: boolean;
  readonly width: number | null;
  readonly height: number | null;
  isDeleted: boolean;
  readonly shares: ShareRow[];
}

export interface UploadRow {
  readonly fileId: string;
  readonly ticket: string;
  readonly filename: string;
  readonly lengthBytes: number;
  readonly altText: string | null;
  bytes: Uint8Array | null;
  isCompleted: boolean;
}

/** Files whose completion was said to be ok and whose message is still to come. */
export interface PendingShare {
  readonly fileIds: readonly string[];
  isDone: boolean;
  looks: number;
  readonly share: () => void;
}

export interface ViewRow {
  readonly id: string;
  readonly userId: string;
  readonly kind: "modal" | "home";
  /** What the app sent. */
  content: Json;
  hash: string;
  readonly rootId: string;
  readonly previousId: string | null;
  isOpen: boolean;
  state: StateValues;
}

/** One interaction: where its trigger and its response URL lead. */
export interface AskingRow {
  readonly id: string;
  readonly kind:
    | "slash"
    | "shortcut"
    | "message_action"
    | "block_actions"
    | "view_submission"
    | "view_closed"
    | "event";
  readonly name: string;
  readonly userId: string;
  readonly channelId: string | null;
  readonly triggerId: string;
  readonly atMs: number;
  triggerUsed: boolean;
  openedViewId: string | null;
  /** The view that a button stands in: where `views.push` leads. */
  readonly viewId: string | null;
  readonly responseToken: string | null;
  responseUses: number;
  /** The newest message made or rewritten by the acknowledgement or the response URL. */
  answer: MessageRow | null;
  /** The message that `replace_original` means. */
  original: MessageRow | null;
  /** A slash command as it was typed. */
  readonly typed: string | null;
  /** What was typed already stands in the channel. */
  isShown: boolean;
  /** What the person read instead of an answer. */
  trouble: string | null;
}
