import type { FakeSlack } from "#test/fakes/slack/slack-types.ts";

/**
 * A transcript that is the same on every run: jobs are numbered in the order in which they were first heard of, and what
 * depends on the clock (durations, moments) or on the compressor (file sizes) becomes a word.
 */
export function readable(transcript: string, slack: FakeSlack): string {
  const numbered = jobsOf(slack).reduce(
    (text, job, index) => text.replaceAll(job, `JOB${index + 1}`),
    transcript.replaceAll(/https?:\/\/[^\s|>]+\/archives\/\w+\/p\d+/g, "LINK"),
  );
  return numbered
    .replaceAll(/\b\d+(?:[.,]\d+)? s\b/g, "# s")
    .replaceAll(/\b\d+ min\b/g, "# min")
    .replaceAll(/<!date\^[^|>]*\|[^>]*>/g, "NOW")
    .replaceAll(/\b\d{1,2} \w{3,4} \d{4}, \d{1,2}:\d{2}\b/g, "NOW")
    .replaceAll(/\b[UWCDF]0[0-9A-Z]{6,}\b/g, "ID")
    .replaceAll(/\b\d+ (kB|bytes)\b/g, "# $1");
}

/** The ids of all jobs, in the order in which buttons or files named them first. */
export function jobsOf({ exchanges }: FakeSlack): readonly string[] {
  const named = exchanges.flatMap(({ arguments: sent, answer, route }) =>
    // What an acknowledgement carries is all that it has; what others are answered is not what people read.
    [
      ...JSON.stringify((route === "acknowledgement" ? answer : sent) ?? null).matchAll(
        /"(?:value|filename)":"(?:[^"]*-)?([0-9a-z]{10})(?:-\d+)?(?:-\w+)?(?:\.\w+)?"/g,
      ),
    ].map(([, job = ""]) => job),
  );
  return [...new Set(named)];
}
