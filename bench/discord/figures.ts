/** A row of a table. */
export type Row = Record<string, string>;

/** The value below which that part of all values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 1 / 2);
}

export function verdict(reached: number, most: number): string {
  return `max ${most}: ${reached <= most ? "pass" : "FAIL"}`;
}
