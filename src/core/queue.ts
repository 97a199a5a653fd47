/** What is to be done next. The rows are the truth; this only says where to look. */
export interface Work {
  readonly kind: WorkKind;
  /** Id of a job for `paint`, of a delivery otherwise; for `remove` also `bytes`, which stands for all bytes that are due. */
  readonly id: string;
  readonly platform: string;
  /** The one process that can do it, or null when any can. */
  readonly session: string | null;
  /** Whose work it is; whoever has less of it waiting and running goes first. */
  readonly person: string;
}

export type WorkKind = "paint" | "deliver" | "remove";

/** `again` puts the work back for that many milliseconds. */
export type Outcome = "done" | { readonly againInMs: number };

export interface AfterCommit {
  /** Runs when, and only if, the transaction has committed. */
  afterCommit(effect: () => void): void;
}

/** Says who works next. Work may be handed out more than once; handlers look at the row first. */
export interface Queue {
  /** Becomes visible to workers when the transaction commits, and never when it does not. */
  add(work: Work, transaction: AfterCommit): Promise<void>;
  /**
   * Hands out work of these kinds for these platforms: that of any process, and that of `session` when it is given.
   * A handler that throws is logged and its work comes back after a pause.
   */
  work(
    kinds: readonly WorkKind[],
    from: { readonly platforms: readonly string[]; readonly session: string | null },
    handler: (work: Work, signal: AbortSignal) => Promise<Outcome>,
  ): void;
  /**
   * Hands out nothing more but what running work leads to besides painting, so that its results are brought; waits up to
   * `graceMs` for what runs, then aborts its signals and waits for it to end.
   */
  close(graceMs: number): Promise<void>;
}
