import type { Findings, Violation } from "./conformance.ts";

/** What a person reads: what was checked, what is let pass and why, and everything that is wrong. */
export function reportOf(service: string, { rows, violations, unseen, exceptions }: Findings): string {
  const exchanges = rows.reduce((sum, row) => sum + row.exchanges, 0);
  const table = rows
    .toSorted((one, other) => one.route.localeCompare(other.route) || one.status.localeCompare(other.status))
    .map(({ route, status, exchanges: count }) => `${String(count).padStart(6)}  ${status.padEnd(8)}  ${route}`);
  const passes = exceptions.map(({ name, reason, seen }) => `${String(seen).padStart(6)}  ${name}: ${reason}`);
  const wrong = merged(violations).map(
    ({ count, route, part, path, expected, value }) =>
      `${String(count).padStart(6)}  ${route}\n        ${part} ${path}: ${clipped(value)}\n        expected ${expected}`,
  );
  return [
    `${service}: ${exchanges} exchanges`,
    section("  times  answer    route  (*: the spec says nothing of it)", table),
    section("Let pass (how often; 0 means that the exception can go):", passes),
    section(
      "Routes that the adapter uses and no story went:",
      unseen.map((route) => `        ${route}`),
    ),
    section("Violations:", wrong),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** An exception that nothing needs is as wrong as a violation: the spec may have caught up. */
export function isFine({ violations, unseen, rows, exceptions }: Findings): boolean {
  const idle = exceptions.filter(({ seen }) => seen === 0);
  return violations.length + unseen.length + idle.length === 0 && rows.length > 0;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [title, ...lines].join("\n");
}

/** The same thing at the same place, whatever the index, is told once. */
function merged(violations: readonly Violation[]): readonly (Violation & { readonly count: number })[] {
  const byPlace = Map.groupBy(violations, ({ route, part, path, expected }) =>
    [route, part, path.replaceAll(/\[\d+\]/g, "[]"), expected].join("\n"),
  );
  return [...byPlace.values()].flatMap((same) => same.slice(0, 1).map((first) => ({ ...first, count: same.length })));
}

function clipped(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
