import type { APIMessage } from "discord.js";

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
