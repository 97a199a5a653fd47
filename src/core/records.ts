import type { Failure } from "./errors.ts";
import type { ImageRows } from "./image-rows.ts";
import type { Message } from "./message.ts";
import type { Micros } from "./money.ts";
import type { Actor, Place } from "./people.ts";
import type { AfterCommit } from "./queue.ts";
import type { Person, PersonRows, RemovalRows } from "./removal-records.ts";
import type {
  Claim,
  Delivered,
  Delivery,
  Draft,
  InboxRow,
  Job,
  LedgerRow,
  Milliseconds,
  Picture,
  Spending,
} from "./rows.ts";

export interface InboxRows {
  /** False when this event was received before: then nothing is written. */
  receive(row: Pick<InboxRow, "dedupeKey" | "invocation" | "receivedAt">, claim: Claim): Promise<boolean>;
  /** Open rows whose lease has run out, oldest first, claimed for whoever asks: those of these platforms and of no session or this one. */
  takeOver(from: From, claim: Claim, at: Milliseconds, limit: number): Promise<readonly InboxRow[]>;
  /** Closes an open row with what came of it; false when it is closed already, so that nothing happens twice. */
  close(
    dedupeKey: string,
    outcome: { jobId: string | null; deliveryId: string | null },
    at: Milliseconds,
  ): Promise<boolean>;
  /** Open rows whose lease has run out and that only one session can answer. */
  ofSessions(at: Milliseconds, limit: number): Promise<readonly InboxRow[]>;
  find(dedupeKey: string): Promise<InboxRow | null>;
  /** Empties the askings of rows closed before then: key and outcome stay, so that the event still counts once. How many. */
  forget(closedBefore: Milliseconds, at: Milliseconds, limit: number): Promise<number>;
}

export interface JobRows {
  insert(job: Job): Promise<void>;
  find(id: string): Promise<Job | null>;
  /** True when it was not asked for before. */
  requestCancel(id: string, at: Milliseconds): Promise<boolean>;
  /**
   * Newest first, of one person in their workspace or of one channel with its threads. `before` is the last job of the
   * page before this one, so that jobs of the same millisecond are neither lost nor shown twice.
   */
  newest(
    of: { actor: Actor } | { place: Place },
    before: Pick<Job, "id" | "createdAt"> | null,
    limit: number,
  ): Promise<readonly Job[]>;
  /** Marks a job's result as queued; false when it was before. */
  handOver(id: string, at: Milliseconds): Promise<boolean>;
  /** Jobs whose result is not queued yet, oldest first. */
  open(limit: number): Promise<readonly Job[]>;
  /** How many open jobs a person has, and how many of them are being painted. */
  openOf(actor: Actor): Promise<{ readonly open: number; readonly painting: number }>;
  /** How many open jobs were admitted before this one. */
  ahead(job: Job): Promise<number>;
  /** How many open jobs there are. */
  countOpen(): Promise<number>;
  /** The job that retries this one, or null. */
  retryOf(id: string): Promise<Job | null>;
  /** From now on its result is for all who are where it was made. */
  makePublic(id: string): Promise<void>;
  /**
   * Empties the prompt and the reply data of jobs made before then, once they have ended, their deliveries too, and none
   * of their images is kept. How many.
   */
  forget(createdBefore: Milliseconds, at: Milliseconds, limit: number): Promise<number>;
}

/** How a picture's attempt ends. */
export type Settlement =
  | {
      readonly state: "rendered";
      readonly paintedImageId: string;
      readonly costMicros: Micros | null;
      readonly costSource: "usage" | "estimate" | null;
      readonly notes: readonly Message[];
      readonly requestId: string | null;
      readonly usage: unknown;
    }
  | {
      readonly state: "failed" | "cancelled" | "unknown";
      readonly failure: Failure;
      readonly costMicros: Micros | null;
      readonly requestId: string | null;
    };

/** What somebody may be given to do: that of these platforms, and of no session or this one. */
export interface From {
  readonly platforms: readonly string[];
  readonly session: string | null;
}

export interface PictureRows {
  insert(pictures: readonly Picture[]): Promise<void>;
  find(id: string): Promise<Picture | null>;
  /** In order of position. */
  ofJob(jobId: string): Promise<readonly Picture[]>;
  /** `waiting -> submitting` with the next attempt; null when it is not waiting any more. */
  claim(id: string, claim: Claim, at: Milliseconds): Promise<Picture | null>;
  /** Prolongs the lease of an attempt; false when it is not that attempt's any more. */
  renew(id: string, attempt: number, leaseUntil: Milliseconds): Promise<boolean>;
  /**
   * Ends an attempt: `submitting` to any end, or `unknown -> rendered` for that same attempt. Sets `charged` from the
   * failure (`yes` when rendered), releases the reservation and the lease. False when the attempt is not current or has ended.
   */
  settle(id: string, attempt: number, settlement: Settlement, at: Milliseconds): Promise<boolean>;
  /** Every waiting picture of a job becomes cancelled, not charged; their ids. */
  cancelWaiting(jobId: string, failure: Failure, at: Milliseconds): Promise<readonly string[]>;
  /** How long it took lately from one finished picture to the next, in milliseconds, whoever painted them; null when too few were. */
  paceMs(since: Milliseconds): Promise<number | null>;
  /** Submitted pictures whose lease ran out: their worker is gone, and what became of them is not known. */
  abandoned(at: Milliseconds, limit: number): Promise<readonly Picture[]>;
  /** Names the image that people get; only once, for a rendered picture without one. */
  finish(id: string, imageId: string): Promise<boolean>;
}

/** What was booked for one person. */
export interface LedgerSum extends Person {
  /** A name that they had in this time; empty when they asked to be forgotten. */
  readonly name: string;
  readonly costMicros: Micros;
  /** Pictures and attempts at pictures. */
  readonly images: number;
}

export interface LedgerRows {
  /** False when this attempt of the picture is booked already: then nothing is written. */
  book(row: LedgerRow): Promise<boolean>;
  /** Replaces the estimate of this attempt by what it really cost; false when there is no estimate of it. */
  correct(row: LedgerRow): Promise<boolean>;
  ofJob(jobId: string): Promise<readonly LedgerRow[]>;
  /** What was booked from a moment up to another one, without that, by person, the highest first; in one workspace, or everywhere. */
  sums(
    within: Pick<Place, "platform" | "workspace"> | null,
    from: Milliseconds,
    until: Milliseconds,
  ): Promise<readonly LedgerSum[]>;
}

export interface DeliveryRows {
  /** False when there is one with this id already. */
  insert(delivery: Delivery): Promise<boolean>;
  find(id: string): Promise<Delivery | null>;
  /** `waiting -> posting` with the next attempt; null when it is not waiting. */
  claim(id: string, claim: Claim): Promise<Delivery | null>;
  /** `posting -> waiting` for those whose lease ran out; their journal says how far they came. How many. */
  putBack(at: Milliseconds): Promise<number>;
  /** Waiting deliveries, oldest first. */
  waiting(limit: number): Promise<readonly Delivery[]>;
  /** Moves the end of the current attempt's lease: to go on with it, or to let it be tried again then. False when the attempt is not current. */
  renew(id: string, attempt: number, leaseUntil: Milliseconds): Promise<boolean>;
  /** Ends a waiting delivery that nobody can post any more; false when it is not waiting. */
  giveUp(id: string, failure: Failure, at: Milliseconds): Promise<boolean>;
  /** Writes one step of the current attempt's journal; false when the attempt is not current. */
  note(id: string, attempt: number, step: string, left: string): Promise<boolean>;
  /**
   * Ends the current attempt, makes the messages findable, and empties answer and journal; false when the attempt is not
   * current. What was called off meanwhile ends undelivered, and is taken away if it shows pictures.
   */
  settle(
    id: string,
    attempt: number,
    end: { state: "delivered"; delivered: Delivered } | { state: "undelivered"; failure: Failure },
    at: Milliseconds,
  ): Promise<boolean>;
  /** The newest delivery that brings this job, or null. */
  ofJob(jobId: string): Promise<Delivery | null>;
  /** What was posted and not taken away since, in order. */
  messages(id: string): Promise<Delivered>;
  /** The delivery that posted this message, or null. */
  byMessage(place: Pick<Place, "platform" | "workspace">, channel: string, message: string): Promise<Delivery | null>;
  /** Whether this job was posted in this channel for all who are there. */
  wasPosted(jobId: string, place: Place): Promise<boolean>;
  /** Empties the answer, the journal and the reply data of deliveries settled before then; which messages they posted stays. How many. */
  forget(settledBefore: Milliseconds, at: Milliseconds, limit: number): Promise<number>;
}

export interface DraftRows {
  insert(draft: Draft): Promise<void>;
  /** Reads and removes, so that a form submitted twice counts once; null when it is gone. */
  take(id: string): Promise<Draft | null>;
  /** Removes forms that nobody sent off. How many. */
  removeBefore(createdBefore: Milliseconds, limit: number): Promise<number>;
}

export interface SettingRows {
  /** All settings of a scope, by name. */
  all(scope: string): Promise<Readonly<Record<string, string>>>;
  get(scope: string, name: string): Promise<string | null>;
  /** Null removes it. */
  set(scope: string, name: string, value: string | null): Promise<void>;
}

export interface SpendingRows {
  /** Zeros where nothing was spent yet. */
  get(scope: string, period: string): Promise<Spending>;
  /** Adds to all three figures of each, no two of which are the same scope and period; amounts may be negative. */
  add(changes: readonly Spending[]): Promise<void>;
  /** Every scope of a period that begins with `prefix`, the highest spending first. */
  list(prefix: string, period: string): Promise<readonly Spending[]>;
}

export interface RateRows {
  /** Takes one request out of a bucket that holds `perMinute` and refills evenly; 0 when it may go, otherwise the wait in milliseconds. */
  take(key: string, perMinute: number, at: Milliseconds): Promise<number>;
  /** Nobody takes anything until then. */
  block(key: string, until: Milliseconds): Promise<void>;
}

export interface SessionRows {
  /** This session is alive until then. */
  beat(session: string, until: Milliseconds): Promise<void>;
  /** Whether it has not been heard of for so long that it is gone. */
  isGone(session: string, at: Milliseconds): Promise<boolean>;
  /** Removes sessions that have been gone since then: one that was never heard of is gone as well. How many. */
  removeBefore(aliveUntil: Milliseconds, limit: number): Promise<number>;
}

export interface Transaction extends AfterCommit {
  readonly inbox: InboxRows;
  readonly jobs: JobRows;
  readonly pictures: PictureRows;
  readonly images: ImageRows;
  readonly ledger: LedgerRows;
  readonly deliveries: DeliveryRows;
  readonly removals: RemovalRows;
  readonly people: PersonRows;
  readonly drafts: DraftRows;
  readonly settings: SettingRows;
  readonly spending: SpendingRows;
  readonly rates: RateRows;
  readonly sessions: SessionRows;
}

export interface TransactionOptions {
  /**
   * What it writes may be undone by a power cut, but nothing that it has seen: for a lease, which means nothing to a machine
   * that has started again. Nobody has to wait for the disk then.
   */
  readonly mayBeUndone?: boolean;
}

/** After a power cut there is nobody whose lease could be broken. */
export const justALease: TransactionOptions = { mayBeUndone: true };

/** The rows are the truth. */
export interface Records {
  /**
   * All or nothing, on disk when it resolves. Work must not wait for a network inside: other transactions wait meanwhile.
   * Never nested.
   */
  transaction<T>(work: (transaction: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>;
  close(): Promise<void>;
}
