import type { ImageValue } from "./image-value.ts";
import type { Actor, Place, ReplyAddress } from "./people.ts";

/** How a command is reached. A `menu` entry acts on a message, a `button` carries values already filled in. */
export type Trigger = "slash" | "menu" | "mention" | "button";

export type RawValue = string | number | boolean | ImageValue | readonly ImageValue[];

/** Values as a platform hands them over, before any check. Plain JSON. */
export type RawValues = Readonly<Record<string, RawValue>>;

/** One asking. Plain JSON: it is kept until it is answered, also across a crash. */
export interface Invocation {
  readonly command: string;
  readonly trigger: Trigger;
  readonly values: RawValues;
  readonly actor: Actor;
  readonly place: Place;
  readonly replyTo: ReplyAddress;
  /** The same event, however often it arrives, has the same key. */
  readonly dedupeKey: string;
}
