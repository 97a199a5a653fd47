import type { Answer } from "./answer.ts";
import type { Command, Problem } from "./command.ts";
import type { FeedEvent, Topic, Unfollow } from "./feed.ts";
import type { Invocation, RawValues } from "./invocation.ts";
import type { Actor, Audience, Place, ReplyAddress } from "./people.ts";

/** What a platform needs of the core. */
export interface Studio {
  readonly commands: readonly Command[];
  /** Everything wrong with these values that can be known without waiting. Pure and synchronous. */
  check(command: Command, values: RawValues): readonly Problem[];
  /**
   * Takes an asking in. Whatever comes of it is said through its reply address; this resolves when the asking is on disk
   * and either answered or admitted, and rejects never.
   */
  receive(invocation: Invocation): Promise<Receipt>;
  /** Keeps an asking while a form is open. The id is there at once, as a form must be shown before anything was written. */
  draft(invocation: Invocation): { readonly id: string; readonly kept: Promise<void> };
  /** A form came back: its values over the kept ones, answered where it came from. Resolves with null when the draft is gone. */
  submit(draftId: string, form: SubmittedForm): Promise<Receipt | null>;
  /** Of what somebody may name as a subject, the newest that fits what they have typed so far: the start of an id, or words of the prompt. */
  suggest(actor: Actor, place: Place, typed: string, limit: number): Promise<readonly Suggestion[]>;
  /** The newest result in a thread, or the one that the thread hangs under, whoever asked for it: what a reply means that names none. Null when there is none that the actor may use. What was made for one alone is meant only where they alone read: `private`. */
  newestIn(actor: Actor, thread: Place, audience?: Audience): Promise<ThreadResult | null>;
  /**
   * What a command answers, at once and without a trace: for pages that show it. Only for commands that answer in words
   * and change nothing; rejects with an AppError otherwise, or when the command refuses.
   */
  look(invocation: Invocation): Promise<Answer>;
  /** What became of an event that was received: its job, or null while there is none. */
  jobOf(dedupeKey: string): Promise<string | null>;
  /** Cancels a job of the actor: waiting pictures at once, running requests by aborting them. False when it is not theirs or has ended. */
  cancel(jobId: string, actor: Actor): Promise<boolean>;
  follow(topic: Topic, listener: (event: FeedEvent) => void): Unfollow;
}

export interface SubmittedForm {
  readonly values: RawValues;
  readonly actor: Actor;
  /** Where it is answered, when that is not where the form was opened. */
  readonly replyTo?: ReplyAddress;
  /** Where the result belongs, when the form asked for that as well. */
  readonly place?: Place;
}

/** A finished result, by the positions of its pictures that are there. */
export interface ThreadResult {
  readonly jobId: string;
  readonly positions: readonly number[];
}

/** A result that somebody may mean. */
export interface Suggestion {
  readonly subject: string;
  readonly prompt: string;
  /** When it was asked for, in milliseconds since 1970. */
  readonly at: number;
}

export interface Receipt {
  /** The admitted job, or null when it was answered in words. */
  readonly jobId: string | null;
  /** False when this very event was received before. */
  readonly first: boolean;
}
