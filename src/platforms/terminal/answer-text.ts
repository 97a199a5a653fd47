import type { Answer } from "#core/answer.ts";
import { say, type Text } from "#core/message.ts";
import { words } from "#core/words.ts";

/** What is said in words: sentences first, then facts; a result's facts fit on one line. */
export function answerText(answer: Answer, locale: string): string {
  const sentences = answer.text.map((text) => words(text, locale));
  const { facts } = answer;
  if (answer.jobId !== null) {
    // The person has just typed the prompt and need not read it again.
    const line = facts.filter(({ label }) => factName(label) !== "prompt").map(({ value }) => words(value, locale));
    const retry = answer.buttons.filter(({ command }) => command === "retry");
    const hints = retry.map(({ command, subject }) => words(say("terminal.retry", { command, subject }), locale));
    return [...sentences, ...(line.length > 0 ? [line.join(" · ")] : []), ...hints].join("\n");
  }
  const width = Math.max(0, ...facts.map(({ label }) => words(label, locale).length));
  const table = facts.map(({ label, value }) => `${words(label, locale).padEnd(width)}  ${words(value, locale)}`);
  return [...sentences, ...table].join("\n");
}

export interface WrittenPicture {
  readonly id: string;
  /** Null when it was not written to a file. */
  readonly path: string | null;
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
}

/** The answer as one JSON object, for scripts. `facts` is keyed by stable names. */
export function answerJson(answer: Answer, pictures: readonly WrittenPicture[], locale: string): string {
  return JSON.stringify({
    ok: answer.problem === null,
    problem: answer.problem,
    job: answer.jobId,
    text: answer.text.map((text) => words(text, locale)),
    pictures,
    facts: Object.fromEntries(answer.facts.map(({ label, value }) => [factName(label), words(value, locale)])),
  });
}

function factName(label: Text): string {
  return "literal" in label ? label.literal : label.code.replace(/^fact\./, "");
}
