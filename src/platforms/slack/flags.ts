import { wordPattern } from "./escapes.ts";

/** A flag as it was typed. */
export interface TypedFlag {
  /** `--size`, `-n`, also where a smart dash stood: as people read it. */
  readonly shown: string;
  /** A name, or a single letter; in lower case. */
  readonly name: string;
}

/** The beginning of a text, up to its next flag. */
export interface UpToFlag {
  /** Words that are no flag, with the space before each. */
  readonly words: string;
  /** Null at the end of the text. */
  readonly flag: TypedFlag | null;
  /** What is behind the flag, its value first. */
  readonly rest: string;
}

export interface TakenValue {
  readonly value: string;
  readonly rest: string;
}

/** Phones and Macs make one dash of two. */
const smartDashes = "—–―";
const nextWord = new RegExp(`^(\\s*)(${wordPattern})`, "u");
const longFlag = new RegExp(`^(?:--|[${smartDashes}])(\\p{L}[\\p{L}\\d-]*)(?==|\\s|$)`, "u");
const shortFlag = /^-(\p{L})(?==|\d|\s|$)/u;
const strayFlag = new RegExp(`^(?:--|[${smartDashes}]|-)\\p{L}`, "u");

/** What a value that begins with a quote may end with, as languages and phones have it. */
const closing: Readonly<Record<string, string>> = {
  '"': '"”“',
  "“": '”“"',
  "”": '”"',
  "„": '“”"',
  "«": "»",
  "»": "«",
  "'": "'’",
  "‘": "’'",
  "’": "’'",
  "‚": "‘’'",
};

/** Reads words until a flag comes. Two dashes alone end all flags; a smart dash alone is punctuation, for people write it. */
export function upToFlag(text: string): UpToFlag {
  let words = "";
  let rest = text;
  for (;;) {
    const [whole, space = "", word = ""] = nextWord.exec(rest) ?? [];
    if (whole === undefined) return { words, flag: null, rest: "" };
    if (word === "--") return { words: words + rest.slice(whole.length), flag: null, rest: "" };
    const begun = rest.slice(space.length);
    const flag = flagAt(begun, word);
    if (flag) return { words, flag, rest: begun.slice(flag.length) };
    words += whole;
    rest = rest.slice(whole.length);
  }
}

function flagAt(text: string, word: string): (TypedFlag & { readonly length: number }) | null {
  const [long, name] = longFlag.exec(text) ?? [];
  if (long !== undefined && name !== undefined)
    return { shown: `--${name}`, name: name.toLowerCase(), length: long.length };
  const [short, letter] = shortFlag.exec(text) ?? [];
  if (short !== undefined && letter !== undefined)
    return { shown: short, name: letter.toLowerCase(), length: short.length };
  // Nobody has such a flag; whoever meant a word is told how to write it.
  return strayFlag.test(word) ? { shown: word, name: "", length: word.length } : null;
}

/** The value that follows a flag: a word, or words in quotes of any kind. Null when there is none. */
export function takeValue(text: string): TakenValue | null {
  const attached = text.startsWith("=");
  const begun = attached ? text.slice(1) : text.trimStart();
  const closers = closing[begun.charAt(0)];
  const quoted = closers === undefined ? null : new RegExp(`^.([^]*?)[${closers}](?=\\s|$)`, "u").exec(begun);
  if (quoted?.[1] !== undefined) return { value: quoted[1].trim(), rest: begun.slice(quoted[0].length) };
  const [whole, space, word = ""] = nextWord.exec(begun) ?? [];
  if (whole === undefined || space !== "") return null;
  if (!attached && (word === "--" || flagAt(begun, word))) return null;
  return { value: word, rest: begun.slice(whole.length) };
}
