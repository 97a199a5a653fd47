import type { Outcome } from "./run.ts";

/** One line per figure. */
export function table(outcome: Outcome): string {
  const { casualties } = outcome;
  const dollars = (micros: number) => `$${(micros / 1_000_000).toFixed(4)}`;
  const lines: readonly (readonly [string, string | number, string])[] = [
    [
      "askings received",
      outcome.received,
      `with retries and cancellings; ${outcome.refused} refused for budget or limits, ${outcome.noRoom} for want of room`,
    ],
    ["jobs", outcome.jobs, `${outcome.pictures} pictures, ${outcome.rendered} rendered`],
    [
      "kills",
      casualties.killed + casualties.terminated + casualties.slept,
      `${casualties.killed} SIGKILL, ${casualties.terminated} SIGTERM, ${casualties.slept} SIGSTOP beyond the lease`,
    ],
    ["lost", outcome.lost.length, "received, and never answered"],
    [
      "charged twice",
      outcome.chargedTwice.length,
      `${outcome.requests} requests, ${outcome.paid} paid, ${outcome.retried} jobs retried by hand`,
    ],
    [
      "delivered twice",
      outcome.deliveredTwice.length,
      `as a person sees it; ${outcome.repeatedPosts} posts repeated under their nonce`,
    ],
    ["told without a row", outcome.toldDirectly, "because the rows could not be written"],
    ["undelivered", outcome.undelivered, "kept for history"],
    [
      "unknown",
      outcome.unknownByCrash,
      `by crashes, of ${casualties.inFlight} in flight at the kills; ${outcome.unknownByProvider} by faults of the provider; ${outcome.late} came late and were shown`,
    ],
    [
      "over budget",
      Math.max(0, outcome.mostUsedMicros - outcome.budgetMicros),
      `micro-dollars; at most ${dollars(outcome.mostUsedMicros)} of ${dollars(outcome.budgetMicros)} spent and held`,
    ],
    ["still reserved", outcome.reservedMicros, "micro-dollars"],
    [
      "misbooked",
      outcome.misbooked.length,
      `rendered pictures; ${dollars(outcome.bookedMicros)} booked by the service's account`,
    ],
    [
      "not covered",
      outcome.uncoveredMicros,
      `micro-dollars paid; estimates of ${dollars(outcome.estimatedMicros)} stand for what is unknown`,
    ],
    ["open rows", outcome.openRows, "at the end"],
    ["longest stop", casualties.longestStopMs, "ms from SIGTERM to the end"],
    ["recovery", outcome.recoveryMs, "ms from the last harm until all had come to its end"],
    ["broken processes", casualties.broken.length, casualties.broken.slice(0, 3).join("; ")],
    ["duration", outcome.durationMs, "ms"],
  ];
  return lines.map(([name, figure, about]) => `${name.padEnd(20)}${String(figure).padStart(8)}   ${about}`).join("\n");
}

/** What must not be; empty when all is well. On a disk that runs full, rows are refused, and more stays unknown than crashed. */
export function verdict(outcome: Outcome, { fullDisk }: { readonly fullDisk: boolean }): readonly string[] {
  const faults: string[] = [];
  const none = (name: string, items: readonly string[]) => {
    if (items.length > 0) faults.push(`${name}: ${items.slice(0, 5).join(", ")}`);
  };
  none("lost", outcome.lost);
  none("charged twice", outcome.chargedTwice);
  none("delivered twice", outcome.deliveredTwice);
  none("misbooked", outcome.misbooked);
  if (outcome.mostUsedMicros > outcome.budgetMicros) faults.push("over budget");
  if (outcome.reservedMicros !== 0) faults.push("something stays reserved");
  if (outcome.openRows !== 0) faults.push(`${outcome.openRows} rows are still open`);
  if (outcome.uncoveredMicros !== 0) faults.push("something was paid that is neither booked nor estimated");
  if (fullDisk) return faults;
  if (outcome.unknownByCrash > outcome.casualties.inFlight) faults.push("more is unknown than was in flight");
  none("processes ended by themselves", outcome.casualties.broken);
  return faults;
}
