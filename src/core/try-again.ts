import type { AppError } from "./errors.ts";

/** How often a request that provably was not taken is sent in all. */
const mostTries = 6;

/** How long a person is kept waiting for that, in milliseconds. */
const mostWaitMs = 300_000;

/** First pause where the other side names none; it doubles with each try. */
const firstPauseMs = 1_000;

/**
 * How long to wait before the try with this number, in milliseconds; null when the same paid request must not be sent again.
 * `later` for what provably was not sent or was refused for its rate, `once` for a fault
 * that the provider itself reported, never otherwise.
 */
export function pauseBefore(tryNumber: number, failure: AppError, waitedMs: number): number | null {
  const tries = failure.again === "later" ? mostTries : failure.again === "once" ? 2 : 1;
  if (tryNumber > tries) return null;
  const pauseMs = failure.retryAfterMs ?? firstPauseMs * 2 ** (tryNumber - 2);
  return waitedMs + pauseMs > mostWaitMs ? null : pauseMs;
}
