import type { Transaction } from "./records.ts";
import type { Milliseconds } from "./rows.ts";

/** Where the turns are written down, beside what people have set. */
const scope = "housekeeping";

/** How long somebody who took a turn may be silent before another takes it, in milliseconds. */
const turnMs = 60 * 60 * 1000;

/**
 * Takes today's turn at something that one process does once a day; false when another has taken it within the last hour
 * or has done it. `day` is YYYY-MM-DD.
 */
export async function takeTurnToday(
  { settings }: Transaction,
  name: string,
  day: string,
  now: Milliseconds,
): Promise<boolean> {
  const [turnDay = "", state = ""] = ((await settings.get(scope, name)) ?? "").split(" ");
  if (turnDay > day || (turnDay === day && (state === "done" || now - Number(state) < turnMs))) return false;
  await settings.set(scope, name, `${day} ${now}`);
  return true;
}

/** Today's turn is done, so nobody takes it again. */
export async function endTurnToday({ settings }: Transaction, name: string, day: string): Promise<void> {
  await settings.set(scope, name, `${day} done`);
}

/** True, and from then on false for an hour, for whoever asks first. */
export async function takeHourlyTurn({ settings }: Transaction, name: string, now: Milliseconds): Promise<boolean> {
  if (now - Number((await settings.get(scope, name)) ?? 0) < turnMs) return false;
  await settings.set(scope, name, String(now));
  return true;
}

/** Gives a turn back that was not used to its end, so that whoever looks next can take it. */
export async function giveTurnBack({ settings }: Transaction, name: string): Promise<void> {
  await settings.set(scope, name, null);
}
