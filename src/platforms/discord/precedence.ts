import { setTimeout as pause, setImmediate as soon } from "node:timers/promises";

/** So many first answers may be under way while something else is begun. */
const undisturbed = 4;
/** Nothing waits longer than this for them, in milliseconds: what is not yet in the rows does not survive the process. */
const longestMs = 2_000;

/**
 * Lets first answers go before everything that follows them. The rows are written by the very thread that answers, each time
 * waiting for the disk: of three hundred who ask within a second, most would wait for the rows of others and be told that nobody
 * responded.
 */
export interface Precedence {
  /** Answers somebody for the first time. */
  firstly<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Resolves, one after the other, when few first answers are under way. */
  turn(): Promise<void>;
}

export function openPrecedence(): Precedence {
  let underWay = 0;
  let calm = Promise.withResolvers<void>();
  let last: Promise<unknown> = Promise.resolve();
  calm.resolve();
  return {
    async firstly(work) {
      underWay += 1;
      if (underWay === undisturbed + 1) calm = Promise.withResolvers();
      try {
        return await work();
      } finally {
        underWay -= 1;
        if (underWay === undisturbed) calm.resolve();
      }
    },
    turn() {
      const patience = pause(longestMs, undefined, { ref: false });
      // What arrived meanwhile is seen between two turns.
      const mine = last.then(() => soon()).then(() => Promise.race([calm.promise, patience]));
      last = mine;
      return mine;
    },
  };
}
