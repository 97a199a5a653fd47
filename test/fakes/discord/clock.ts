const discordEpochMs = 1_420_070_400_000n;

export interface FakeClock {
  /** Where deadlines are counted from: real time, moved on by `pass`. */
  nowMs(): number;
  pass(ms: number): void;
  /** A new id. Its time is the real one, for the program under test has a clock of its own. */
  snowflake(agoMs?: number): string;
}

export function fakeClock(): FakeClock {
  let movedMs = 0;
  let count = 0n;
  let lastMs = 0n;
  return {
    nowMs: () => Date.now() + movedMs,
    pass(ms) {
      movedMs += ms;
    },
    snowflake(agoMs = 0) {
      count += 1n;
      const realMs = BigInt(Date.now());
      // Ids made in one millisecond stay in order: beyond the 22 bits below the time, time itself moves on.
      lastMs = realMs > lastMs ? realMs : lastMs;
      return (((lastMs - BigInt(agoMs) - discordEpochMs) << 22n) | (count & 0x3fffffn)).toString();
    },
  };
}
