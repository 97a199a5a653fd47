import type { Answer } from "./answer.ts";
import type { Chance } from "./clock.ts";
import type { ImageValue } from "./image-value.ts";
import type { Trigger } from "./invocation.ts";
import type { LimitPolicy } from "./limits.ts";
import type { Message } from "./message.ts";
import type { Background, Format, ModelInfo, Moderation } from "./model.ts";
import type { Option, Options, Subject, Values } from "./option.ts";
import type { Actor, Place, ReplyAddress, Right } from "./people.ts";
import type { Queue } from "./queue.ts";
import type { Transaction } from "./records.ts";
import type { ImageRow, Job, Picture } from "./rows.ts";
import type { Size } from "./size.ts";

/** What the operator or the person has chosen for what is not said. */
export interface Defaults {
  readonly model: string;
  readonly quality: string;
  readonly size: Size;
}

/** What the checks need to know beside the values. */
export interface Surroundings {
  /** YYYY-MM-DD, for shutdown dates. */
  readonly today: string;
  readonly models: readonly ModelInfo[];
  readonly defaults: Defaults;
}

/** Something wrong with a value, for a form field; `option` is null where several belong to it. */
export interface Problem {
  readonly option: string | null;
  readonly text: Message;
}

/** A finished or failed picture with all that is known of it. */
export interface PictureRecord {
  readonly job: Job;
  readonly picture: Picture;
  /** The image that people get; null when there is none or it was deleted. */
  readonly image: ImageRow | null;
}

/** How an asking wants its pictures; what is undefined is decided by defaults, the model and the first image's shape. */
export interface PictureWishes {
  readonly model?: string | undefined;
  readonly size?: Size | undefined;
  readonly quality?: string | undefined;
  readonly count?: number | undefined;
  readonly format?: Format | undefined;
  readonly compression?: number | undefined;
  readonly background?: Background | undefined;
  readonly moderation?: Moderation | undefined;
}

/** What a command asks of an image model; admission turns it into a job. */
export interface ImageRequest {
  readonly kind: "image-request";
  /** The person's words, or those of the result that this one comes from. */
  readonly prompt: string;
  /** What is told to the model before those words; people never read it. */
  readonly instruction?: string | null;
  /** The first one is edited, the others are references; none paints from words. */
  readonly images: readonly ImageValue[];
  readonly mask: ImageValue | null;
  readonly wishes: PictureWishes;
  /** The job that this one comes from, or null. */
  readonly parentJobId: string | null;
  /** The job whose unknown pictures this one paints again; at most one job does. */
  readonly retryOfJobId?: string;
  /** What the person should know before anything else. */
  readonly notes: readonly Message[];
}

export interface Context extends Surroundings {
  readonly actor: Actor;
  readonly place: Place;
  /** How the answer finds its way back, and who will read it. */
  readonly replyTo: ReplyAddress;
  readonly commands: readonly Command[];
  /** The rows, inside the transaction that closes this asking. */
  readonly rows: Transaction;
  /** For effects that become queued work in the same transaction. */
  readonly queue: Queue;
  readonly chance: Chance;
  readonly limits: LimitPolicy;
  /**
   * The pictures that a subject names, all of a job or just one; without a subject those of the person's newest job in
   * this place. Rejects with an `invalid` AppError when there is none, `forbidden` when the person may not use it.
   */
  pictures(subject: Subject | undefined): Promise<readonly PictureRecord[]>;
  /** As `pictures`, but exactly one finished picture: of several the first, and a note that says so. */
  picture(
    subject: Subject | undefined,
  ): Promise<PictureRecord & { readonly image: ImageRow; readonly notes: readonly Message[] }>;
  /** The person's own jobs, newest first; `page` counts from 1. */
  history(
    page: number,
    pageSize: number,
  ): Promise<{
    readonly entries: readonly { readonly job: Job; readonly pictures: readonly PictureRecord[] }[];
    readonly more: boolean;
  }>;
}

export interface CommandDefinition<T extends Options> {
  readonly name: string;
  /** English, one short sentence without a full stop; other languages translate it under the command's name. */
  readonly description: string;
  readonly options: T;
  readonly triggers: readonly Trigger[];
  readonly mayUse: Right;
  /** Whether it may ask for pictures, which cost money and have to be brought somewhere: platforms look first whether they can. */
  readonly paints: boolean;
  /** Whom its answer is for: everybody at the place, or the asker alone, which platforms must know before they acknowledge. */
  readonly audience: "place" | "asker";
  /** What only several values together can get wrong. Pure and synchronous: forms call it too. */
  check(values: Values<T>, surroundings: Surroundings): readonly Problem[];
  /** Runs inside a transaction: reads and writes rows, waits for nothing else. */
  run(values: Values<T>, context: Context): Promise<Answer | ImageRequest>;
}

/** One thing a person can ask for, with its types erased: what adapters derive their surfaces from. */
export interface Command {
  readonly name: string;
  readonly description: string;
  readonly options: Readonly<Record<string, Option>>;
  readonly triggers: readonly Trigger[];
  readonly mayUse: Right;
  readonly paints: boolean;
  readonly audience: "place" | "asker";
  check(values: never, surroundings: Surroundings): readonly Problem[];
  run(values: never, context: Context): Promise<Answer | ImageRequest>;
}

/** The identity function; `const` makes `run` and `check` infer the types of their values from the options. */
export function defineCommand<const T extends Options>(definition: CommandDefinition<T>): CommandDefinition<T> {
  return definition;
}

/** For commands whose options cannot contradict each other. */
export function noCheck(): readonly Problem[] {
  return [];
}
