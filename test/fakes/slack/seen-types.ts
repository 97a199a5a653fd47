import type { Json } from "./json.ts";

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
