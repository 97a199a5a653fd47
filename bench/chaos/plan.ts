/** One person asks for something, perhaps several times with the same event, at any process. */
export interface PlannedAsking {
  readonly atMs: number;
  readonly key: string;
  readonly person: string;
  /** Unique, so that the provider's count says what was paid for this asking. */
  readonly prompt: string;
  readonly count: number;
  readonly edits: boolean;
  /** The same event once more, so many milliseconds later each. */
  readonly replaysMs: readonly number[];
  /** Whether the person changes their mind, so many milliseconds later. */
  readonly cancelAfterMs: number | null;
  /** Whether the person presses Retry when they are told that nobody knows. */
  readonly retries: boolean;
}

export type KillSignal = "SIGKILL" | "SIGTERM" | "SIGSTOP";

export interface PlannedKill {
  readonly atMs: number;
  readonly signal: KillSignal;
  /** Which of the processes that live then. */
  readonly worker: number;
  /** How long a stopped process sleeps: past its lease. */
  readonly sleepMs: number;
}

export interface Plan {
  readonly askings: readonly PlannedAsking[];
  readonly kills: readonly PlannedKill[];
  readonly durationMs: number;
  /** So little that about a fifth is refused. In micro-dollars. */
  readonly budgetMicros: number;
}

export interface PlanOptions {
  readonly jobs: number;
  readonly kills: number;
  readonly seed: number;
  readonly leaseMs: number;
}

/** About what one picture has to reserve, in micro-dollars: medium quality, a square, and two partial images. */
const pictureMicros = 60_000;

/** The same seed gives the same plan. */
export function makePlan({ jobs, kills, seed, leaseMs }: PlanOptions): Plan {
  const random = randomFrom(seed);
  const among = <T>(choices: readonly T[], fallback: T) => choices[Math.floor(random() * choices.length)] ?? fallback;
  const durationMs = Math.max(kills * 1_500, jobs * 300);
  const people = Math.max(4, Math.ceil(jobs / 8));
  const askings = Array.from({ length: jobs }, (_, index): PlannedAsking => {
    const replays = among([0, 0, 1, 2], 0);
    return {
      atMs: Math.floor(random() * durationMs),
      key: `asking ${index}`,
      person: `person ${Math.floor(random() * people)}`,
      prompt: `picture ${String(index).padStart(5, "0")} of run ${seed}`,
      count: among([1, 1, 1, 1, 1, 2, 2, 4], 1),
      edits: random() < 0.15,
      replaysMs: Array.from({ length: replays }, () => Math.floor(random() * 1_500)),
      cancelAfterMs: random() < 0.05 ? Math.floor(random() * 800) : null,
      retries: random() < 0.5,
    };
  }).toSorted((a, b) => a.atMs - b.atMs);
  const pictures = askings.reduce((sum, { count }) => sum + count, 0);
  return {
    askings,
    durationMs,
    kills: Array.from(
      { length: kills },
      (_, index): PlannedKill => ({
        atMs: Math.floor(((index + 0.3 + random() * 0.7) * durationMs) / kills),
        signal: among<KillSignal>(["SIGKILL", "SIGKILL", "SIGKILL", "SIGTERM", "SIGSTOP"], "SIGKILL"),
        worker: Math.floor(random() * 1_000),
        sleepMs: Math.floor(leaseMs * (1.3 + random())),
      }),
    ),
    budgetMicros: Math.floor(pictures * pictureMicros * 0.8),
  };
}

/** Numbers from 0 to 1 that follow from the seed: mulberry32, https://github.com/bryc/code/blob/master/jshash/PRNGs.md */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
