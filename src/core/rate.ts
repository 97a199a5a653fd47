import { setTimeout as pause } from "node:timers/promises";
import type { Chance } from "./clock.ts";
import type { Records } from "./records.ts";

export interface RateParts {
  readonly records: Records;
  readonly chance: Chance;
  readonly rate: {
    /** Whose rate it is: workers with the same account share it. */
    readonly key: string;
    /** Requests in a minute; null where the account's limit is not known. */
    readonly perMinute: number | null;
  };
}

/** Where no limit is known, only what the provider itself asks for is waited for. */
const unlimited = 1_000_000;

/** How long one wait for a turn lasts at most, in milliseconds, before the rows are asked again. */
const longestNapMs = 5_000;

/** Resolves when one more paid request may go out, or when the signal aborts. All processes with this account share the turns. */
export async function takeTurn({ records, chance, rate }: RateParts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const waitMs = await records.transaction(({ rates }) =>
      rates.take(rate.key, rate.perMinute ?? unlimited, chance.now()),
    );
    if (waitMs === 0) return;
    await pause(Math.min(waitMs, longestNapMs), undefined, { signal }).catch(() => {});
  }
}

/** The provider asked for a pause: nobody with this account asks before it is over. */
export async function blockRate({ records, chance, rate }: RateParts, pauseMs: number): Promise<void> {
  await records.transaction(({ rates }) => rates.block(rate.key, chance.now() + pauseMs));
}
