/** Why a request was given up: a person cancelled it, nothing came for too long, or all in all it took too long. */
export type GivenUp = "cancelled" | "idle" | "total";

/** The deadlines of one request, and the one signal that ends it. */
export interface Deadlines {
  readonly signal: AbortSignal;
  /** Why `signal` was aborted, or null. */
  givenUp(): GivenUp | null;
  /** From now on the other side is expected to say something within the idle time. */
  awaiting(): void;
  /** The other side spoke; how long we take to deal with it is not its fault. */
  heard(): void;
  /** Ends the timers and whatever still runs under the signal. To be called always. */
  end(): void;
}

/** Starts the clocks. All times in milliseconds. */
export function startDeadlines(cancel: AbortSignal, idleTimeoutMs: number, totalTimeoutMs: number): Deadlines {
  const controller = new AbortController();
  let reason: GivenUp | null = null;
  let idle: NodeJS.Timeout | null = null;

  function giveUp(why: GivenUp): void {
    reason ??= why;
    controller.abort();
  }
  const onCancel = () => giveUp("cancelled");
  const total = setTimeout(giveUp, totalTimeoutMs, "total");
  if (cancel.aborted) onCancel();
  cancel.addEventListener("abort", onCancel, { once: true });

  function heard(): void {
    if (idle) clearTimeout(idle);
    idle = null;
  }

  return {
    signal: controller.signal,
    givenUp: () => reason,
    awaiting: () => {
      heard();
      idle = setTimeout(giveUp, idleTimeoutMs, "idle");
    },
    heard,
    end: () => {
      heard();
      clearTimeout(total);
      cancel.removeEventListener("abort", onCancel);
      controller.abort();
    },
  };
}
