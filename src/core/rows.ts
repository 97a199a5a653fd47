import type { Answer } from "./answer.ts";
import type { Charged, Failure } from "./errors.ts";
import type { Invocation } from "./invocation.ts";
import type { Message } from "./message.ts";
import type { Background, Format, Moderation } from "./model.ts";
import type { Micros } from "./money.ts";
import type { Actor, Place, ReplyAddress } from "./people.ts";
import type { Size } from "./size.ts";

/** All times in rows are milliseconds since 1970, all ids are text. */
export type Milliseconds = number;

/** Who works on a row. A lease that has run out means a crash; the attempt fences off whoever held it. */
export interface Claim {
  readonly owner: string;
  readonly leaseUntil: Milliseconds;
}

export interface InboxRow {
  readonly dedupeKey: string;
  readonly invocation: Invocation;
  readonly receivedAt: Milliseconds;
  readonly owner: string | null;
  readonly leaseUntil: Milliseconds | null;
  /** Null while it is open: received, but not yet answered or admitted. */
  readonly closedAt: Milliseconds | null;
  readonly jobId: string | null;
  readonly deliveryId: string | null;
}

/** How every picture of a job is painted; all values are decided, nothing is left to a provider's default. */
export interface PictureSettings {
  readonly model: string;
  readonly size: Size;
  readonly quality: string;
  readonly format: Format;
  /** 0 to 100; null for png, and where the person did not say. */
  readonly compression: number | null;
  readonly background: Background;
  readonly moderation: Moderation;
}

/** An admitted image request: checked, its pictures stored, its size known. */
export interface JobRequest extends PictureSettings {
  /** The words of a person: of whoever asked, or of the result that this one comes from. */
  readonly prompt: string;
  /** What Limner itself tells the model before those words; null for nothing. */
  readonly instruction: string | null;
  readonly count: number;
  /** Ids of image rows: the first one is edited, the others are references. */
  readonly images: readonly string[];
  /** Id of an image row of the first image's size, or null. */
  readonly mask: string | null;
  readonly partialImages: number;
  /** Shown covered, as what it was made from. */
  readonly spoiler: boolean;
  /** What the person should know: what was changed or ignored. */
  readonly notes: readonly Message[];
}

export interface Job {
  readonly id: string;
  readonly command: string;
  readonly actor: Actor;
  readonly place: Place;
  readonly replyTo: ReplyAddress;
  readonly request: JobRequest;
  /** The job that this one repeats, varies or edits. */
  readonly parentJobId: string | null;
  /** The job whose unknown pictures this one paints again; unique, so that a retry happens at most once. */
  readonly retryOfJobId: string | null;
  /** Whose budgets its pictures are held against. */
  readonly budget: readonly BudgetHold[];
  readonly createdAt: Milliseconds;
  readonly cancelRequestedAt: Milliseconds | null;
  /** When all its pictures had ended and its result was queued; null while it is open. */
  readonly handedOverAt: Milliseconds | null;
}

/** One budget that a job counts against, in the period in which it was admitted. */
export interface BudgetHold {
  readonly scope: string;
  /** A day (2026-11-20) or a month (2026-11). */
  readonly period: string;
  /** A person's own budget is given back what is not known to have been charged; others are not. */
  readonly personal: boolean;
}

/** What a budget has used and holds in one period. */
export interface Spending {
  readonly scope: string;
  readonly period: string;
  readonly spentMicros: Micros;
  readonly reservedMicros: Micros;
  /** Painted or being painted. */
  readonly images: number;
}

export type PictureState = "waiting" | "submitting" | "rendered" | "failed" | "cancelled" | "unknown";

export interface Picture {
  /** `<job id>-<position>`, as people see and type it. */
  readonly id: string;
  readonly jobId: string;
  /** From 1, as people count. */
  readonly position: number;
  readonly state: PictureState;
  /** Counts the claims; every transition names the attempt that it belongs to. */
  readonly attempt: number;
  readonly owner: string | null;
  readonly leaseUntil: Milliseconds | null;
  /** Upper bound that is held against budgets while the picture is open; 0 afterwards. */
  readonly reservedMicros: Micros;
  readonly charged: Charged | null;
  readonly costMicros: Micros | null;
  readonly costSource: "usage" | "estimate" | null;
  /** Why it failed, was cancelled or is unknown. */
  readonly failure: Failure | null;
  /** The image as the provider sent it. */
  readonly paintedImageId: string | null;
  /** The image that people get: the painted one, or the one with the original put back outside the mask. */
  readonly imageId: string | null;
  readonly notes: readonly Message[];
  readonly requestId: string | null;
  readonly usage: unknown;
  readonly startedAt: Milliseconds | null;
  readonly settledAt: Milliseconds | null;
}

export interface ImageRow {
  readonly id: string;
  /** Where the store keeps the bytes: `<sha256>.<format>`. */
  readonly key: string;
  readonly sha256: string;
  readonly format: Format;
  readonly bytes: number;
  readonly size: Size;
  /** The job that made it; null for a picture that somebody attached. */
  readonly jobId: string | null;
  readonly createdAt: Milliseconds;
  /** When the bytes were deleted; hash and cost stay. */
  readonly deletedAt: Milliseconds | null;
}

/** What one paid request cost. One row per picture and attempt: nobody is charged twice for one. */
export interface LedgerRow {
  readonly pictureId: string;
  readonly attempt: number;
  readonly actor: Actor;
  readonly place: Place;
  /** Booked against workspace and total. */
  readonly costMicros: Micros;
  /** Booked against the person: 0 while the fate of an estimate is unknown. */
  readonly personMicros: Micros;
  readonly source: "usage" | "estimate";
  readonly priceVersion: string;
  readonly bookedAt: Milliseconds;
}

export type DeliveryState = "waiting" | "posting" | "delivered" | "undelivered";

/** An answer to be posted: written down before it is posted, so that a crash loses none. */
export interface Delivery {
  readonly id: string;
  /** `reply` answers somebody through their reply address; `post` goes to the place itself, for all who are there. */
  readonly kind: "reply" | "post";
  /** The job whose pictures it brings; null for an answer in words. */
  readonly jobId: string | null;
  /** Those of the job's pictures that it brings; null for all. */
  readonly pictureIds: readonly string[] | null;
  /** The answer itself; null when it is built from the job's rows. Once it is settled only the result that it was about is kept of it. */
  readonly answer: Answer | null;
  readonly replyTo: ReplyAddress;
  readonly place: Place;
  readonly state: DeliveryState;
  readonly attempt: number;
  readonly owner: string | null;
  readonly leaseUntil: Milliseconds | null;
  /** Steps already done, by name, with what they left behind. */
  readonly journal: Readonly<Record<string, string>>;
  /** Why it was not brought; before it is settled, why it was called off. */
  readonly failure: Failure | null;
  readonly createdAt: Milliseconds;
  readonly settledAt: Milliseconds | null;
}

/** One message that was posted, and which of its files shows which picture. */
export interface DeliveredMessage {
  readonly channel: string;
  readonly message: string;
  readonly files: readonly { readonly file: string; readonly pictureId: string }[];
}

/** What was posted where, in order. */
export interface Delivered {
  readonly messages: readonly DeliveredMessage[];
}

/** What is kept while a form or a choice is open. */
export interface Draft {
  readonly id: string;
  readonly invocation: Invocation;
  readonly createdAt: Milliseconds;
}
