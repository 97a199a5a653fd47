/** How long claims last without a sign of life, and how often the rows are looked through. All in milliseconds. */
export interface Timing {
  /** A picture being painted; prolonged three times in this span. */
  readonly pictureLeaseMs: number;
  /** An asking being taken in: sixteen attachments of 50 MB have to arrive. */
  readonly intakeLeaseMs: number;
  /** An answer being posted. */
  readonly deliveryLeaseMs: number;
  /** Between two sweeps; what a crashed process left is noticed at most this long after its lease. */
  readonly sweepEveryMs: number;
  /** A session that was not heard of for this long is gone: six missed sweeps. */
  readonly sessionLifeMs: number;
}

export const usualTiming: Timing = {
  pictureLeaseMs: 30_000,
  intakeLeaseMs: 120_000,
  deliveryLeaseMs: 120_000,
  sweepEveryMs: 5_000,
  sessionLifeMs: 30_000,
};
