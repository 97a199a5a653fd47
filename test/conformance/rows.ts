import type { Row } from "./conformance.ts";

/** Counts what was checked, by route and status. */
export function openRows() {
  const rows = new Map<string, Row & { exchanges: number }>();
  return {
    count(route: string, status: string): void {
      const key = `${route} ${status}`;
      const row = rows.get(key) ?? { route, status, exchanges: 0 };
      row.exchanges += 1;
      rows.set(key, row);
    },
    all: (): readonly Row[] => [...rows.values()],
    unseen(used: readonly string[]): readonly string[] {
      const seen = new Set([...rows.values()].map(({ route }) => route));
      return used.filter((route) => !seen.has(route));
    },
  };
}
