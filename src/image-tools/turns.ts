import { setImmediate } from "node:timers/promises";

/** A few milliseconds of work on pixels, on a small machine. */
const pixelsPerTurn = 250_000;

/** Goes from 0 to `count` piece by piece; between two pieces everybody else of this process gets a turn. */
export async function inTurns(count: number, work: (start: number, end: number) => void): Promise<void> {
  for (let start = 0; start < count; start += pixelsPerTurn) {
    work(start, Math.min(count, start + pixelsPerTurn));
    await setImmediate();
  }
}
