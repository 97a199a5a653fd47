import type { Command, Problem } from "#core/command.ts";
import type { ImageValue } from "#core/image-value.ts";
import type { RawValue, RawValues } from "#core/invocation.ts";
import { type Message, say } from "#core/message.ts";
import type { Option } from "#core/option.ts";
import { parseSize } from "#core/size.ts";
import { parseSubject } from "#core/subject.ts";
import { asTyped, idIn, wordPattern } from "./escapes.ts";
import { type TypedFlag, takeValue, upToFlag } from "./flags.ts";

export interface TypedText {
  readonly values: RawValues;
  /** What was typed but cannot be read, each by its name. */
  readonly problems: readonly Problem[];
}

/**
 * Reads what stands behind a command's name: `a red fox --size landscape -n 2 --private`. Flags may stand anywhere, with smart
 * dashes and with quotes of any kind around their values; all other words keep their own quotes and apostrophes.
 */
export function readText(command: Command, text: string): TypedText {
  const values: Record<string, RawValue> = {};
  const problems: Problem[] = [];
  let words = "";
  for (let rest = text; rest !== ""; ) {
    const next = upToFlag(rest);
    words += next.words;
    rest = next.flag ? fill(command, next.flag, next.rest, values, problems) : "";
  }
  const extra = fillWords(command, words, values);
  if (extra !== "")
    problems.push({ option: null, text: say("slack.extra-words", { command: command.name, words: extra }) });
  return { values, problems };
}

/** Fills the option of a flag; returns what comes after its value. */
function fill(
  command: Command,
  { shown, name }: TypedFlag,
  text: string,
  values: Record<string, RawValue>,
  problems: Problem[],
): string {
  const [filled, option] = optionOf(command, name) ?? [];
  const taken = takeValue(text);
  if (filled === undefined || option === undefined) {
    problems.push({ option: null, text: say("slack.unknown-flag", { command: command.name, flag: shown }) });
    // Whether the next word belonged to it, nobody knows; it is told, so nothing happens with either.
    return text.startsWith("=") ? (taken?.rest ?? "") : text;
  }
  if (option.kind === "flag") {
    values[filled] = true;
    if (!/^\S/.test(text)) return text;
    problems.push({ option: filled, text: say("slack.flag-with-value", { flag: shown }) });
    return taken?.rest ?? "";
  }
  if (taken === null || taken.value === "") {
    problems.push({ option: filled, text: say("slack.flag-without-value", { flag: shown }) });
    return taken?.rest ?? text.replace(/^=/, "");
  }
  const read = readValue(filled, option, taken.value);
  if (typeof read === "object" && "problem" in read) problems.push({ option: filled, text: read.problem });
  else values[filled] = Array.isArray(read) ? [...imagesIn(values[filled]), ...read] : read;
  return taken.rest;
}

function optionOf({ options }: Command, name: string): readonly [string, Option] | undefined {
  return Object.entries(options).find(([full, { short }]) => full === name || short === name);
}

function readValue(name: string, option: Option, value: string): RawValue | { readonly problem: Message } {
  switch (option.kind) {
    case "images": {
      const given = asTyped(value).split(/[,\s]+/);
      if (given.some((word) => parseSubject(word) === null))
        return { problem: say("value.not-an-image", { option: name }) };
      return given.map((word) => ({ result: word.toLowerCase() }));
    }
    case "person":
    case "channel":
    case "role":
      return (
        idOfKind(option.kind, value) ?? { problem: say("slack.not-from-list", { option: name, given: asTyped(value) }) }
      );
    default:
      return asTyped(value);
  }
}

/** Slack's ids tell by their first letter what they are of. */
const firstLetters = { person: "UW", channel: "CGD", role: "S" } as const;

function idOfKind(kind: keyof typeof firstLetters, word: string): string | null {
  const id = idIn(word);
  return id !== null && firstLetters[kind].includes(id.charAt(0)) ? id : null;
}

function imagesIn(value: RawValue | undefined): readonly ImageValue[] {
  return Array.isArray(value) ? value : [];
}

/** Channels that were picked, and nothing else: settings keep them by their ids. */
const onlyChannels = /^(?:<#[^<>]+>[\s,]*)+$/;

/** Words without a flag fill what a command is mainly about, in order; a text takes all that is left. Returns what nothing took. */
function fillWords({ options }: Command, words: string, values: Record<string, RawValue>): string {
  const open = Object.entries(options)
    .filter(
      ([name, { rank, required, kind }]) => values[name] === undefined && kind !== "flag" && (required || rank <= 2),
    )
    .toSorted(([, a], [, b]) => a.rank - b.rank);
  let rest = words.trim();
  for (const [index, [name, option]] of open.entries()) {
    if (rest === "") return "";
    if (option.kind === "text") {
      values[name] = onlyChannels.test(rest) ? rest : asTyped(rest);
      return "";
    }
    const later = open.slice(index + 1).map(([, other]) => other);
    for (let word = firstWord(rest); word !== "" && takes(option, asTyped(word), later); word = firstWord(rest)) {
      const typed = asTyped(word);
      values[name] = option.kind === "images" ? [...imagesIn(values[name]), { result: typed.toLowerCase() }] : typed;
      rest = rest.slice(word.length).trimStart();
      if (option.kind !== "images") break;
    }
  }
  return asTyped(rest);
}

function firstWord(text: string): string {
  return new RegExp(`^${wordPattern}`, "u").exec(text)?.[0] ?? "";
}

/** A word that fits nothing goes to the first that could have had it, so that its fault is told; never to a picture, for it may begin a sentence. */
function takes(option: Option, word: string, later: readonly Option[]): boolean {
  if (fits(option, word)) return true;
  if (option.kind === "image" || option.kind === "images") return false;
  return !later.some((other) => other.kind !== "text" && fits(other, word));
}

function fits(option: Option, word: string): boolean {
  switch (option.kind) {
    case "image":
    case "images":
    case "subject":
      return parseSubject(word) !== null;
    case "integer":
      return /^[+-]?\d+$/.test(word);
    case "size":
      return parseSize(word) !== null;
    case "choice":
      return typeof option.choices === "string" || option.choices.includes(word.toLowerCase());
    default:
      return true;
  }
}
