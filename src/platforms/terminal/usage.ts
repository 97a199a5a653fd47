import type { Command, Surroundings } from "#core/command.ts";
import { descriptionOf } from "#core/description.ts";
import { type Message, say } from "#core/message.ts";
import type { Option } from "#core/option.ts";
import { shapes } from "#core/size.ts";
import { choicesOf } from "#core/values.ts";
import { describe, words } from "#core/words.ts";
import { ownFlags } from "./arguments.ts";
import { wrapped } from "./wrap.ts";

/** The help page of one command, all of it from its definition, in lines of fewer than `columns` characters. */
export function usage(
  command: Command,
  start: string,
  surroundings: Pick<Surroundings, "models" | "today">,
  locale: string,
  columns = 80,
): string {
  const entries = Object.entries(command.options).toSorted(([, a], [, b]) => a.rank - b.rank);
  const needed = entries.filter(([, { required }]) => required).map(([name, { kind }]) => positional(name, kind));
  const rows = [
    ...entries.map(
      ([name, option]) =>
        [flag(name, option, locale), about(describe(command, name, locale), option, surroundings, locale)] as const,
    ),
    ...Object.entries(ownFlags).map(
      ([name, { short, placeholder, about }]) =>
        [`-${short}, --${name} ${own(placeholder, placeholder, locale)}`.trimEnd(), own(name, about, locale)] as const,
    ),
  ];
  return [
    `${describe(command, null, locale)}.`,
    "",
    `  ${[start, ...needed, `[${words(say("help.options"), locale)}]`].join(" ")}`,
    "",
    ...table(rows, columns),
  ].join("\n");
}

/** The list of all commands. */
export function overview(commands: readonly Command[], start: (command: string) => string, locale: string): string {
  return table(
    commands.map((command) => [start(command.name), describe(command, null, locale)]),
    80,
  ).join("\n");
}

/** What only the terminal has stands under `terminal.<name>` in the languages. */
function own(name: string, english: string, locale: string): string {
  return words(descriptionOf(`terminal.${name}`, english), locale);
}

function table(rows: readonly (readonly [string, string])[], columns: number): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => wrapped(`  ${left.padEnd(width)}  ${right}`, columns, width + 4));
}

function positional(name: string, kind: Option["kind"]): string {
  if (kind === "text") return `"${name}"`;
  return kind === "images" ? `${name.toUpperCase()}...` : name.toUpperCase();
}

function flag(name: string, option: Option, locale: string): string {
  const placeholders: Partial<Record<Option["kind"], string>> = {
    text: "TEXT",
    integer: "N",
    image: "FILE",
    images: "FILE",
    size: "SIZE",
    subject: "ID",
    choice: "WORD",
    person: "ID",
    role: "ID",
    channel: "ID",
  };
  const short = option.short === undefined ? "    " : `-${option.short}, `;
  const placeholder = placeholders[option.kind] ?? "";
  return `${short}--${name} ${own(placeholder, placeholder, locale)}`.trimEnd();
}

function about(
  description: string,
  option: Option,
  surroundings: Pick<Surroundings, "models" | "today">,
  locale: string,
): string {
  const more: Message[] = [];
  const choices = option.kind === "choice" ? choicesOf(option, surroundings).join(", ") : "";
  if (option.kind === "size") more.push(say("help.sizes", { shapes: Object.keys(shapes).join(", ") }));
  if (option.kind === "integer") more.push(say("help.range", { min: option.min, max: option.max }));
  if (option.kind === "images") more.push(say("help.once-per-file", { max: option.max }));
  if (option.required) more.push(say("help.needed"));
  const said = [...(choices === "" ? [] : [choices]), ...more.map((message) => words(message, locale))];
  return said.length === 0 ? description : `${description} (${said.join("; ")})`;
}
