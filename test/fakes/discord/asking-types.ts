import type { APIInteraction } from "discord.js";
import type { SeenMessage, SeenPicture } from "./seen-types.ts";
import type { FieldValue } from "./value-types.ts";

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
