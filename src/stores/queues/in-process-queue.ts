import type { Outcome, Queue, Work, WorkKind } from "#core/queue.ts";

export interface InProcessQueueOptions {
  /** How many handlers of a kind may run at once. */
  readonly slots: Readonly<Record<WorkKind, number>>;
  /** Hears of handlers that threw. */
  readonly log: (message: string, error: unknown) => void;
  /** After how many milliseconds the work of a handler that threw comes back. */
  readonly retryAfterMs?: number;
}

interface Worker {
  readonly kinds: readonly WorkKind[];
  readonly platforms: readonly string[];
  readonly session: string | null;
  readonly handler: (work: Work, signal: AbortSignal) => Promise<Outcome>;
}

/**
 * Work of this one process, first come, first served within a kind. The same work is never handed out twice at a time.
 * Nothing is kept: what waits at close, or in a crash, is found again in the rows.
 */
export function inProcessQueue({ slots, log, retryAfterMs = 5_000 }: InProcessQueueOptions): Queue {
  const workers: Worker[] = [];
  // Insertion order is the order of handing out.
  const waiting = new Map<string, Work>();
  const delayed = new Map<string, NodeJS.Timeout>();
  const running = new Map<
    string,
    { readonly kind: WorkKind; readonly ended: Promise<void>; readonly abort: () => void }
  >();
  let closing: Promise<void> | null = null;

  function enqueue(work: Work): void {
    if (closing) return;
    const key = keyOf(work);
    clearTimeout(delayed.get(key));
    delayed.delete(key);
    // What waits already keeps its place.
    waiting.set(key, work);
    handOut();
  }

  function enqueueLater(work: Work, inMs: number): void {
    const key = keyOf(work);
    // Added again while it ran: then it comes at once.
    if (closing || waiting.has(key)) return;
    delayed.set(
      key,
      setTimeout(() => enqueue(work), inMs),
    );
  }

  function handOut(): void {
    if (closing) return;
    const free = { ...slots };
    for (const { kind } of running.values()) free[kind] -= 1;
    for (const [key, work] of waiting) {
      if (free[work.kind] <= 0 || running.has(key)) continue;
      const worker = workers.find((candidate) => takes(candidate, work));
      if (!worker) continue;
      free[work.kind] -= 1;
      waiting.delete(key);
      start(key, work, worker);
    }
  }

  function start(key: string, work: Work, { handler }: Worker): void {
    const controller = new AbortController();
    // Never called from within `add`, whose caller is still busy with its own transaction.
    const ended = Promise.resolve()
      .then(() => handler(work, controller.signal))
      .catch((error: unknown): Outcome => {
        if (!controller.signal.aborted) log(`${work.kind} ${work.id} failed and comes back`, error);
        return { againInMs: retryAfterMs };
      })
      .then((outcome) => {
        running.delete(key);
        if (outcome !== "done") enqueueLater(work, outcome.againInMs);
        handOut();
      });
    running.set(key, { kind: work.kind, ended, abort: () => controller.abort() });
  }

  async function shutDown(graceMs: number): Promise<void> {
    for (const timer of delayed.values()) clearTimeout(timer);
    delayed.clear();
    const ended = Promise.all([...running.values()].map((run) => run.ended));
    const grace = setTimeout(() => {
      for (const run of running.values()) run.abort();
    }, graceMs);
    await ended;
    clearTimeout(grace);
  }

  return {
    async add(work, transaction) {
      transaction.afterCommit(() => enqueue(work));
    },

    work(kinds, { platforms, session }, handler) {
      workers.push({ kinds, platforms, session, handler });
      handOut();
    },

    close(graceMs) {
      closing ??= shutDown(graceMs);
      return closing;
    },
  };
}

function takes(worker: Worker, work: Work): boolean {
  return (
    worker.kinds.includes(work.kind) &&
    worker.platforms.includes(work.platform) &&
    (work.session === null || work.session === worker.session)
  );
}

function keyOf({ kind, id }: Work): string {
  return `${kind} ${id}`;
}
