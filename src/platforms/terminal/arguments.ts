import { parseArgs } from "node:util";
import type { Command } from "#core/command.ts";
import { AppError } from "#core/errors.ts";
import type { RawValue } from "#core/invocation.ts";
import { say } from "#core/message.ts";
import type { Option } from "#core/option.ts";

/** Flags that belong to the terminal and not to a command. */
export const ownFlags = {
  out: { type: "string", short: "o", about: "Folder for the pictures", placeholder: "FOLDER" },
  json: { type: "boolean", short: "j", about: "One JSON object on standard output, for scripts", placeholder: "" },
  help: { type: "boolean", short: "h", about: "This page", placeholder: "" },
} as const;

export interface TypedArguments {
  /** Raw values by option; pictures are still the paths that were typed. */
  readonly values: Readonly<Record<string, RawValue | readonly string[]>>;
  readonly out: string | null;
  readonly json: boolean;
}

/** Whether somebody wants the help page of a command; behind `--` it is a word like any other. */
export function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  return argv.slice(0, end === -1 ? argv.length : end).some((word) => word === "--help" || word === "-h");
}

/** Reads a command line by the command's options. `looksLikeImage` decides which words of a list are pictures. */
export function readArguments(
  command: Command,
  argv: readonly string[],
  looksLikeImage: (word: string) => boolean,
): TypedArguments {
  const entries = Object.entries(command.options);
  const flags = Object.fromEntries(
    entries.map(([name, option]) => [
      name,
      {
        type: option.kind === "flag" ? ("boolean" as const) : ("string" as const),
        multiple: true,
        ...(option.short === undefined ? {} : { short: option.short }),
      },
    ]),
  );
  const { values, positionals } = parse(argv, flags);
  const typed: Record<string, RawValue | readonly string[]> = {};
  for (const [name, option] of entries) {
    const given = values[name];
    if (Array.isArray(given)) typed[name] = option.kind === "images" ? given.map(String) : (given.at(-1) ?? "");
  }
  fillPositionals(entries, positionals, looksLikeImage, typed);
  const { out, json } = values;
  return { values: typed, out: typeof out === "string" ? out : null, json: json === true };
}

type Flags = Record<string, { type: "boolean" | "string"; multiple?: boolean; short?: string }>;

/** Not `strict`: Node's own complaints are made for programmers. */
function parse(argv: readonly string[], flags: Flags) {
  const own = Object.fromEntries(Object.entries(ownFlags).map(([name, { type, short }]) => [name, { type, short }]));
  const options: Flags = { ...flags, ...own };
  const parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: false, tokens: true });
  for (const token of parsed.tokens) {
    if (token.kind !== "option") continue;
    const option = options[token.name];
    const flag = token.rawName;
    if (!option) {
      const unknown = flag.startsWith("--") ? "terminal.unknown-flag" : "terminal.unknown-letter";
      throw new AppError("invalid", say(unknown, { flag }));
    }
    if (option.type === "string" && token.value === undefined) {
      throw new AppError("invalid", say("terminal.flag-without-value", { flag }));
    }
    if (option.type === "boolean" && token.value !== undefined) {
      throw new AppError("invalid", say("terminal.flag-with-value", { flag }));
    }
  }
  return parsed;
}

/** Words without a flag fill the required options in their order; the last text takes all that is left. */
function fillPositionals(
  entries: readonly (readonly [string, Option])[],
  words: readonly string[],
  looksLikeImage: (word: string) => boolean,
  typed: Record<string, RawValue | readonly string[]>,
): void {
  const rest = [...words];
  const open = entries
    .filter(([name, { rank, required }]) => typed[name] === undefined && (required || rank <= 2))
    .toSorted(([, a], [, b]) => a.rank - b.rank);
  for (const [name, option] of open) {
    if (rest.length === 0) return;
    if (option.kind === "images") {
      const end = rest.findIndex((word) => !looksLikeImage(word));
      const images = rest.splice(0, end === -1 ? rest.length : end);
      if (images.length > 0) typed[name] = images;
    } else if (option.kind === "text") typed[name] = rest.splice(0).join(" ");
    else if (option.kind !== "flag") typed[name] = rest.shift() ?? "";
  }
  if (rest.length > 0) throw new AppError("invalid", say("terminal.too-many-words", { words: rest.join(" ") }));
}
