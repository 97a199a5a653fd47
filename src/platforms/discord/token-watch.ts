/** What Discord's answers tell of the bot's token. */
export interface TokenWatch {
  /** Whether the newest answer refused it. */
  isRefused(): boolean;
  /** Whether a request with it may go out now: while it is refused, one a minute. */
  mayAsk(): boolean;
  refused(): void;
  counted(): void;
}

/** Ten thousand refused requests in ten minutes, and Discord shuts the whole address out. In milliseconds. */
const askAgainMs = 60_000;

/** For everything that calls with one token; `now` in milliseconds since 1970. */
export function openTokenWatch(now: () => number): TokenWatch {
  let isRefused = false;
  let askedAt = Number.NEGATIVE_INFINITY;
  return {
    isRefused: () => isRefused,
    mayAsk() {
      if (isRefused && now() - askedAt < askAgainMs) return false;
      askedAt = now();
      return true;
    },
    refused() {
      isRefused = true;
    },
    counted() {
      isRefused = false;
    },
  };
}
