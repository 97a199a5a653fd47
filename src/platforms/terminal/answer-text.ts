import type { Answer } from "#core/answer.ts";
import { say, type Text } from "#core/message.ts";
import { words as sentence } from "#core/words.ts";
import { printable, printableJson } from "./printable.ts";
import { wrapped } from "./wrap.ts";

/** Every text that people read here passes through this: a prompt or a file's name must not steer the terminal. */
export function words(text: Text, locale: string): string {
  return printable(sentence(text, locale));
}

/** What is said in words, in lines of fewer than `columns` characters: sentences first, then facts; a result's facts stand on one line. */
export function answerText(answer: Answer, locale: string, columns: number): string {
  const lines = (texts: readonly string[]) => texts.map((text) => wrapped(text, columns)).join("\n");
  const sentences = answer.text.map((text) => words(text, locale));
  const { facts } = answer;
  if (answer.result !== null) {
    // The person has just typed the prompt and need not read it again.
    const line = facts.filter(({ label }) => factName(label) !== "prompt").map(({ value }) => words(value, locale));
    const retry = answer.buttons.filter(({ command }) => command === "retry");
    const hints = retry.map(({ command, subject }) => words(say("terminal.retry", { command, subject }), locale));
    if (answer.problem === "misconfigured") hints.push(words(say("terminal.doctor"), locale));
    return lines([...sentences, ...(line.length > 0 ? [line.join(" · ")] : []), ...hints]);
  }
  const width = Math.max(0, ...facts.map(({ label }) => words(label, locale).length));
  const table = facts.map(({ label, value }) => `${words(label, locale).padEnd(width)}  ${words(value, locale)}`);
  return [
    ...(sentences.length > 0 ? [lines(sentences)] : []),
    ...table.map((row) => wrapped(row, columns, width + 2)),
  ].join("\n");
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
export function answerJson(
  answer: Answer,
  { pictures, file }: { readonly pictures: readonly WrittenPicture[]; readonly file: string | null },
  locale: string,
): string {
  const plain = JSON.stringify({
    ok: answer.problem === null,
    problem: answer.problem,
    job: answer.result?.jobId ?? null,
    text: answer.text.map((text) => sentence(text, locale)),
    pictures,
    file: answer.file && { ...answer.file, path: file },
    facts: Object.fromEntries(answer.facts.map(({ label, value }) => [factName(label), sentence(value, locale)])),
  });
  return printableJson(plain);
}

function factName(label: Text): string {
  return "literal" in label ? label.literal : label.code.replace(/^fact\./, "");
}
