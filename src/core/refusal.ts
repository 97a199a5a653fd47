import { type Answer, answer } from "./answer.ts";
import type { Command } from "./command.ts";
import type { ErrorCode } from "./errors.ts";
import type { Invocation } from "./invocation.ts";
import { say, type Text } from "./message.ts";
import { words } from "./words.ts";

/** The beginning of the key of an asking that came from a form. */
export const draftKey = "draft:";

/**
 * What somebody reads whose asking was refused before anything was paid: why, that it cost nothing, and, since a form keeps
 * nothing, the words that they had written.
 */
export function refusal(
  { values, dedupeKey }: Pick<Invocation, "values" | "dedupeKey">,
  command: Pick<Command, "paints"> | undefined,
  reasons: readonly Text[],
  problem: ErrorCode,
): Answer {
  const { prompt } = values;
  const lost = dedupeKey.startsWith(draftKey) && typeof prompt === "string" && prompt.trim() !== "";
  return answer({
    text: [
      ...reasons,
      ...(command?.paints && !reasons.some(saysCost) ? [say("asked.not-charged")] : []),
      ...(lost ? [say("form.your-words", { words: prompt })] : []),
    ],
    problem,
  });
}

/** Some sentences say it themselves, in their own way; all of them by this word. */
function saysCost(text: Text): boolean {
  return words(text, "en").includes("charged");
}
