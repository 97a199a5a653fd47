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

interface Running {
  readonly work: Work;
  readonly ended: Promise<void>;
  readonly abort: () => void;
}

/**
 * Work of this one process. Fair between people: whoever has less running and less waiting goes first, and equals in turn. The same work is never handed out twice at a time.
 * Nothing is kept: what waits at close, or in a crash, is found again in the rows.
 */
export function inProcessQueue({ slots, log, retryAfterMs = 5_000 }: InProcessQueueOptions): Queue {
  const workers: Worker[] = [];
  // Insertion order is the order of handing out.
  const waiting = new Map<string, Work>();
  const delayed = new Map<string, NodeJS.Timeout>();
  const running = new Map<string, Running>();
  let closing: Promise<void> | null = null;
  let closed = false;

  function enqueue(work: Work): void {
    if (closed || (closing && work.kind === "paint")) return;
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
    if (closed) return;
    for (const kind of ["paint", "deliver", "remove"] as const) {
      for (;;) {
        const busy = [...running.values()].filter((run) => run.work.kind === kind);
        const next = busy.length < slots[kind] ? fairest(kind, busy) : null;
        if (!next) break;
        waiting.delete(keyOf(next.work));
        start(next.work, next.worker);
      }
    }
  }

  /** Of what waits, that of whoever has the least running, then the least waiting, then what came first. */
  function fairest(kind: WorkKind, busy: readonly Running[]): { work: Work; worker: Worker } | null {
    const runningOf = counted(busy.map(({ work }) => work.person));
    const ofKind = [...waiting.values()].filter((work) => work.kind === kind);
    const waitingOf = counted(ofKind.map(({ person }) => person));
    let best: { work: Work; worker: Worker; rank: readonly [number, number] } | null = null;
    for (const work of ofKind) {
      const rank = [runningOf.get(work.person) ?? 0, waitingOf.get(work.person) ?? 0] as const;
      if (best && (rank[0] - best.rank[0] || rank[1] - best.rank[1]) >= 0) continue;
      const worker = running.has(keyOf(work)) ? undefined : workers.find((candidate) => takes(candidate, work));
      if (worker) best = { work, worker, rank };
    }
    return best;
  }

  function start(work: Work, { handler }: Worker): void {
    const key = keyOf(work);
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
    running.set(key, { work, ended, abort: () => controller.abort() });
  }

  async function shutDown(graceMs: number): Promise<void> {
    for (const timer of delayed.values()) clearTimeout(timer);
    delayed.clear();
    waiting.clear();
    const grace = setTimeout(() => {
      for (const run of running.values()) run.abort();
    }, graceMs);
    while (running.size > 0) await Promise.all([...running.values()].map((run) => run.ended));
    closed = true;
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

function counted(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function keyOf({ kind, id }: Work): string {
  return `${kind} ${id}`;
}
