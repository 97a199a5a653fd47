import type { Command, Problem } from "./command.ts";
import type { FeedEvent, Topic, Unfollow } from "./feed.ts";
import type { Invocation, RawValues } from "./invocation.ts";
import type { Actor } from "./people.ts";

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
  /** Keeps an asking while a form is open; resolves with the draft's id. */
  draft(invocation: Invocation): Promise<string>;
  /** A form came back: its values over the kept ones. Resolves with null when the draft is gone. */
  submit(draftId: string, values: RawValues, actor: Actor): Promise<Receipt | null>;
  /** Cancels a job of the actor: waiting pictures at once, running requests by aborting them. False when it is not theirs or has ended. */
  cancel(jobId: string, actor: Actor): Promise<boolean>;
  follow(topic: Topic, listener: (event: FeedEvent) => void): Unfollow;
}

export interface Receipt {
  /** The admitted job, or null when it was answered in words. */
  readonly jobId: string | null;
  /** False when this very event was received before. */
  readonly first: boolean;
}
