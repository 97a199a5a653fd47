import type { Answer } from "./answer.ts";
import type { Failure } from "./errors.ts";
import type { Actor, ReplyAddress } from "./people.ts";
import type { Delivered, DeliveredMessage, Delivery, Milliseconds } from "./rows.ts";

/** Somebody, by the ids that never change. */
export type Person = Pick<Actor, "platform" | "workspace" | "id">;

/** A message of a delivery. */
export type MessageKey = Pick<DeliveredMessage, "channel" | "message">;

/** Taking away again what was posted. */
export interface RemovalRows {
  /** Every delivery that brings this job or shows one of these pictures, oldest first. */
  deliveries(jobId: string, pictureIds: readonly string[]): Promise<readonly Delivery[]>;
  /** Says which messages of a delivery are to be taken away; how many of them nobody had asked for before. */
  request(deliveryId: string, messages: readonly MessageKey[], at: Milliseconds): Promise<number>;
  /** What is still to be taken away, nobody else's until `leaseUntil`; null when nothing is due. `tries` counts the claims. */
  claim(
    deliveryId: string,
    leaseUntil: Milliseconds,
    at: Milliseconds,
  ): Promise<{
    readonly messages: Delivered["messages"];
    readonly replyTo: ReplyAddress;
    readonly tries: number;
  } | null>;
  /** Writes down that a message is gone. */
  note(deliveryId: string, message: MessageKey, at: Milliseconds): Promise<void>;
  /** Ends the claim until then, and says when the rest is tried again; null when there is none, or none that can be taken away. Does nothing when more was asked for meanwhile. */
  end(deliveryId: string, leaseUntil: Milliseconds, againAt: Milliseconds | null): Promise<void>;
  /** Deliveries with messages to be taken away, the longest due first. */
  due(at: Milliseconds, limit: number): Promise<readonly Delivery[]>;
}

/** What is kept of a person. */
export interface KeptOfPerson {
  /** Results whose words are kept. */
  readonly jobs: number;
  /** Painted pictures that are not deleted. */
  readonly images: number;
  /** Messages with their pictures that were posted and not taken away, by channel. */
  readonly messages: readonly { readonly channel: string; readonly count: number }[];
}

export interface PersonRows {
  kept(person: Person): Promise<KeptOfPerson>;
  /**
   * Calls off whatever is on its way and brings something of theirs, to them or to others: only `notice` is brought instead,
   * to whoever asked, and nobody needs the pictures for it any more. What is just being posted all the same is taken away
   * again when it settles. How many.
   */
  callOff(person: Person, notice: Answer, failure: Failure): Promise<number>;
  /**
   * Empties what a person wrote and is called: prompts, askings, answers, drafts, and their name everywhere; and marks as
   * deleted what was painted for them, and what they attached. Ids, amounts, keys of events and the way back to them for
   * what is still under way stay.
   */
  forget(person: Person, at: Milliseconds): Promise<void>;
}
