import type { Answer, ComingImage } from "./answer.ts";
import type { Bytes } from "./bytes.ts";
import type { AppError } from "./errors.ts";
import type { JobSnapshot } from "./feed.ts";
import type { AttachedImage } from "./image-value.ts";
import type { Place, ReplyAddress } from "./people.ts";
import type { Delivered } from "./rows.ts";
import type { Studio } from "./studio.ts";

export interface PlatformLimits {
  /** Shortest pause between two progress reports, in milliseconds. */
  readonly progressEveryMs: number;
  /** Whether unfinished pictures can be shown; they cost tokens, so none are asked for where they cannot. */
  readonly showsPartialImages: boolean;
  /** Largest attachment that is opened, in bytes. */
  readonly maxAttachmentBytes: number;
}

/** Which steps of a delivery are done. A step that is written down is never repeated. */
export interface Journal {
  /** The same on every attempt at one delivery, and of no other one: what a platform that knows nonces makes its own from. */
  readonly key: string;
  done(step: string): string | null;
  /** Resolves when the step is on disk; rejects when somebody else posts this meanwhile, and then no further step may be made. */
  write(step: string, left: string): Promise<void>;
}

/** How far a job is. */
export interface Progress {
  readonly job: JobSnapshot;
  readonly elapsedMs: number;
  /** The newest unfinished picture's key, or null. */
  readonly partialKey: string | null;
}

/** One conversation's way back. Made from a reply address, in any process, at any later time. */
export interface Reply {
  /** Best effort: a lost report harms nobody, so it rejects never. */
  progress(progress: Progress): Promise<void>;
  /**
   * A picture of the answer that is coming, one of so many, is there: whatever of posting it nobody sees may begin. Best
   * effort; whether the answer comes, and from which process, is not known yet.
   */
  ahead(image: ComingImage, bytes: Bytes, count: number): void;
  /** Posts the answer and resolves with what was posted; rejects with an AppError when nothing could be. */
  answer(answer: Answer, journal: Journal): Promise<Delivered>;
  /** Says it at once, without any row: for when the rows themselves cannot be written. Rejects never. */
  fail(error: AppError): Promise<void>;
}

/** A place where people are. Everything that it is asked to post comes as data. */
export interface Platform {
  readonly name: string;
  /** The one session that only this process answers, or null. */
  readonly session: string | null;
  readonly limits: PlatformLimits;
  start(studio: Studio): Promise<void>;
  /** The bytes of an attachment; rejects with an `invalid` AppError that names the file when it cannot be opened. */
  open(attached: AttachedImage, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
  /**
   * Looks, before anything is paid, whether and where a result can be brought; resolves with the address that it will be
   * brought to, and tells the person itself when that is not where they asked. Rejects with an AppError that says why it
   * cannot be brought at all.
   */
  prepare(address: ReplyAddress, place: Place): Promise<ReplyAddress>;
  reply(address: ReplyAddress): Reply;
  /** Posts for all who are at a place. Where the platform lets only those write who were asked, `replyTo` is whose asking it is. */
  post(place: Place, answer: Answer, journal: Journal, replyTo: ReplyAddress): Promise<Delivered>;
  /** Takes messages away; what is gone already is fine. `replyTo` is where they were posted through. */
  remove(delivered: Delivered, replyTo: ReplyAddress): Promise<void>;
  /** Takes nothing more in. What runs may still be answered through `reply`. */
  stop(): Promise<void>;
}
