import type { FakeDiscord } from "#test/fakes/discord/discord-types.ts";

/**
 * A transcript that is the same on every run: jobs are numbered in the order in which they were first heard of, and what
 * depends on the clock (durations, moments, message links) or on the compressor (file sizes) becomes a word.
 */
export function readable(transcript: string, discord: FakeDiscord): string {
  const numbered = jobsOf(discord).reduce(
    (text, job, index) => text.replaceAll(job, `JOB${index + 1}`),
    transcript.replaceAll(/https:\/\/discord\.com\/channels\/(?:@me|\d+)\/\d+\/\d+/g, "LINK"),
  );
  return numbered
    .replaceAll(/\b\d+(?:\\?[.,]\d+)? s\b/g, "# s")
    .replaceAll(/\b\d+ min\b/g, "# min")
    .replaceAll(/<t:\d+:\w>/g, "NOW")
    .replaceAll(/\b\d{1,2} \w{3,4} \d{4}, \d{1,2}:\d{2}\b/g, "NOW")
    .replaceAll(/\b\d+ (kB|bytes)\b/g, "# $1")
    .replaceAll(/\b\d{17,20}\b/g, "ID");
}

/** The ids of all jobs, in the order in which buttons or files named them first. */
export function jobsOf({ exchanges }: FakeDiscord): readonly string[] {
  const named = exchanges.flatMap(({ body }) =>
    [...JSON.stringify(body ?? null).matchAll(/"v1:\w+:([0-9a-z]{10})(?:-\d+)?(?::all)?"/g)].map(([, job = ""]) => job),
  );
  return [...new Set(named)];
}
