import type { Actor, Place } from "./people.ts";
import { samePlace } from "./people.ts";
import type { Transaction } from "./records.ts";
import type { Suggestion } from "./studio.ts";

/** Among how many of somebody's newest results is searched. */
const searched = 100;

/** The results of somebody that fit what they have typed so far, those of this place first, then the newest. */
export async function suggestions(
  { jobs }: Pick<Transaction, "jobs">,
  { actor, place }: { readonly actor: Actor; readonly place: Place },
  typed: string,
  limit: number,
): Promise<readonly Suggestion[]> {
  const wanted = typed.trim().toLowerCase();
  const fitting = (await jobs.newest({ actor }, null, searched)).filter(
    ({ id, request }) => id.startsWith(wanted.slice(0, 10)) || request.prompt.toLowerCase().includes(wanted),
  );
  const here = fitting.filter((job) => samePlace(job.place, place));
  const elsewhere = fitting.filter((job) => !samePlace(job.place, place));
  return [...here, ...elsewhere]
    .slice(0, limit)
    .map(({ id, request, createdAt }) => ({ subject: id, prompt: request.prompt, at: createdAt }));
}
