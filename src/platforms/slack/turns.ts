/** What this process knows of how a job is shown while it runs. */
export interface Turn {
  /** It is answered, or takes no more reports. */
  silent: boolean;
  /** What the newest report said, and when, in milliseconds since 1970. */
  said: string;
  saidAt: number;
  /** Whether it was said to the person alone. */
  told: boolean;
  /** What is under way, never rejecting. */
  underWay: Promise<unknown>;
}

export interface Turns {
  /** One after the other for one job. */
  take<Result>(jobId: string, work: (turn: Turn) => Promise<Result>): Promise<Result>;
}

/** More jobs than this are not open at once. */
const remembered = 2_000;

/** Reports and answers come from different hands; this keeps them in order, so that no report follows an answer. */
export function openTurns(): Turns {
  const turns = new Map<string, Turn>();

  function of(jobId: string): Turn {
    const turn = turns.get(jobId) ?? {
      ...{ silent: false, said: "", saidAt: 0, told: false },
      underWay: Promise.resolve(),
    };
    turns.delete(jobId);
    turns.set(jobId, turn);
    const [oldest] = turns.keys();
    if (turns.size > remembered && oldest !== undefined) turns.delete(oldest);
    return turn;
  }

  return {
    async take(jobId, work) {
      const turn = of(jobId);
      const mine = turn.underWay.then(() => work(turn));
      turn.underWay = mine.catch(() => {});
      return mine;
    },
  };
}
