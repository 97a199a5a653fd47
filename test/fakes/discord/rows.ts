import type { APIInteraction } from "discord.js";
import type { AskingState } from "./asking-types.ts";
import type { MessageComponent } from "./component-form.ts";
import type { Json } from "./json.ts";
import type { Embed } from "./message-form.ts";
import type { MessageVersion } from "./seen-types.ts";

/** What the fake remembers. Everything is in memory and is changed in place. */
export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly locale: string;
  readonly isBot: boolean;
  readonly permissions: bigint;
  readonly roleIds: readonly string[];
  closedDms: boolean;
  hasInstalled: boolean;
  dmChannelId: string;
}

export interface RoleRow {
  readonly id: string;
  readonly name: string;
  readonly permissions: bigint;
}

export interface GuildRow {
  readonly id: string;
  readonly name: string;
  readonly premiumTier: 0 | 1 | 2 | 3;
  readonly locale: string;
  readonly botPermissions: bigint;
  readonly everyonePermissions: bigint;
  readonly roles: RoleRow[];
  readonly blockedWords: string[];
  botIsMember: boolean;
}

export interface ChannelRow {
  readonly id: string;
  readonly name: string;
  /** 0 text, 1 DM with the bot, 3 group chat without it, 11 thread. */
  readonly type: 0 | 1 | 3 | 11;
  readonly guildId: string | null;
  readonly parentId: string | null;
  readonly recipientId: string | null;
  readonly nsfw: boolean;
  denied: bigint;
  isRemoved: boolean;
}

export interface AttachmentRow {
  readonly id: string;
  readonly channelId: string;
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly isEphemeral: boolean;
  description: string | null;
  isSpoiler: boolean;
  /** Null when it had to make room. */
  bytes: Uint8Array | null;
}

export interface MessageRow {
  readonly id: string;
  readonly channelId: string;
  readonly authorId: string;
  /** 0 plain, 19 reply, 20 slash command, 23 menu command. */
  readonly type: number;
  readonly createdAtMs: number;
  readonly replyToId: string | null;
  /** The only person who sees it; null: everybody. */
  readonly onlyFor: string | null;
  readonly interactionId: string | null;
  readonly interactionMetadata: Json | null;
  readonly nonce: string | number | null;
  readonly edits: MessageVersion[];
  content: string;
  embeds: readonly Embed[];
  components: readonly MessageComponent[];
  attachmentIds: readonly string[];
  mentionIds: readonly string[];
  flags: number;
  editedAtMs: number | null;
  isDeleted: boolean;
}

export interface InteractionRow {
  readonly id: string;
  readonly token: string;
  /** 2 command, 3 component, 4 autocomplete, 5 form. */
  readonly type: 2 | 3 | 4 | 5;
  readonly userId: string;
  readonly channelId: string;
  readonly guildId: string | null;
  /** Counts for the 15 minutes; may lie in the past. */
  createdAtMs: number;
  /** Counts for the 3 seconds. */
  readonly sentAtMs: number;
  readonly isUserInstallOnly: boolean;
  /** Answers are private whatever the bot wants. */
  readonly isForcedPrivate: boolean;
  readonly attachmentSizeLimit: number;
  /** `/imagine prompt: …`, `[Again]`: for transcripts. */
  readonly said: string;
  readonly json: APIInteraction;
  readonly metadata: Json;
  /** The message that was pressed, or from which the form was opened. */
  readonly sourceMessageId: string | null;
  state: AskingState;
  trouble: string | null;
  answeredWith: number | null;
  originalId: string | null;
  followUpIds: string[];
  modal: Json | null;
  choices: readonly { readonly name: string; readonly value: string | number }[];
}

export interface CommandRow {
  readonly id: string;
  readonly guildId: string | null;
  readonly type: number;
  readonly name: string;
  readonly version: string;
  readonly json: Json;
}
