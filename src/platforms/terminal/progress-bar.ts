import type { JobSnapshot } from "#core/feed.ts";
import type { Progress } from "#core/platform.ts";

const mostCells = 24;

/** What people wait for, in one line of at most `columns` characters. */
export function progressLine({ job, elapsedMs }: Progress, columns: number): string {
  const { pictures } = job;
  const ended = pictures.filter(({ state }) => state !== "waiting" && state !== "submitting").length;
  const painting = pictures.filter(({ state }) => state === "submitting").length;
  const share = ended / pictures.length;
  // A picture being painted says nothing of how far it is: the bar creeps towards its share and never reaches it.
  const creep = painting === 0 ? 0 : (1 - Math.exp(-elapsedMs / 20_000)) * (painting / pictures.length);
  const said = `${phase(job, ended, painting)} · ${Math.floor(elapsedMs / 1000)} s`;
  // The words say more than the bar, so in a narrow window the bar gives way.
  const cells = Math.max(0, Math.min(mostCells, columns - 2 - said.length));
  const filled = Math.min(cells, Math.round((share + creep * 0.95) * cells));
  const bar = "█".repeat(filled) + "░".repeat(cells - filled);
  return `${bar} ${said}`.trimStart().slice(0, columns - 1);
}

function phase({ pictures, queue, cancelRequestedAt }: JobSnapshot, ended: number, painting: number): string {
  const count = pictures.length;
  if (cancelRequestedAt !== null) return "cancelling";
  if (ended === count) return "finishing";
  if (painting === 0) return waiting(queue);
  return count === 1 ? "painting" : `painting, ${ended} of ${count} done`;
}

function waiting(queue: JobSnapshot["queue"]): string {
  if (!queue || queue.ahead === 0) return "waiting";
  const wait = queue.waitMs === null ? "" : `, about ${Math.ceil(queue.waitMs / 1000)} s`;
  return `waiting, ${queue.ahead} before this${wait}`;
}
