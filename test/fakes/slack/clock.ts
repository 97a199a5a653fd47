export interface FakeClock {
  /** Real time, moved on by `pass`. */
  nowMs(): number;
  pass(ms: number): void;
  /** Calls back when the fake's time has come, however it passed. Returns a function that calls it off. */
  after(ms: number, work: () => void): () => void;
  /** A new message timestamp, unique and rising. */
  ts(): string;
  close(): void;
}

export function fakeClock(): FakeClock {
  let movedMs = 0;
  let lastMicros = 0;
  const waiting = new Map<
    symbol,
    { readonly dueMs: number; readonly work: () => void; timer: NodeJS.Timeout | null }
  >();
  const nowMs = () => Date.now() + movedMs;

  const arm = (key: symbol): void => {
    const entry = waiting.get(key);
    if (entry === undefined) return;
    if (entry.timer !== null) clearTimeout(entry.timer);
    entry.timer = setTimeout(() => due(key), Math.max(0, entry.dueMs - nowMs()));
    entry.timer.unref();
  };
  const due = (key: symbol): void => {
    const entry = waiting.get(key);
    if (entry === undefined) return;
    if (nowMs() < entry.dueMs) {
      arm(key);
      return;
    }
    waiting.delete(key);
    entry.work();
  };

  return {
    nowMs,
    pass(ms) {
      movedMs += ms;
      for (const key of [...waiting.keys()]) arm(key);
    },
    after(ms, work) {
      const key = Symbol();
      waiting.set(key, { dueMs: nowMs() + ms, work, timer: null });
      arm(key);
      return () => {
        const timer = waiting.get(key)?.timer;
        if (timer) clearTimeout(timer);
        waiting.delete(key);
      };
    },
    ts() {
      lastMicros = Math.max(lastMicros + 1, Math.round(nowMs() * 1000));
      return `${Math.floor(lastMicros / 1e6)}.${String(lastMicros % 1e6).padStart(6, "0")}`;
    },
    close() {
      for (const { timer } of waiting.values()) if (timer !== null) clearTimeout(timer);
      waiting.clear();
    },
  };
}
