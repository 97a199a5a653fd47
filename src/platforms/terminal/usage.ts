import type { Command, Surroundings } from "#core/command.ts";
import type { Option } from "#core/option.ts";
import { shapes } from "#core/size.ts";
import { choicesOf } from "#core/values.ts";
import { ownFlags } from "./arguments.ts";
import { wrapped } from "./wrap.ts";

/** The help page of one command, all of it from its definition, in lines of fewer than `columns` characters. */
export function usage(
  command: Command,
  start: string,
  surroundings: Pick<Surroundings, "models" | "today">,
  columns = 80,
): string {
  const entries = Object.entries(command.options).toSorted(([, a], [, b]) => a.rank - b.rank);
  const words = entries.filter(([, { required }]) => required).map(([name, { kind }]) => positional(name, kind));
  const rows = [
    ...entries.map(([name, option]) => [flag(name, option), about(option, surroundings)] as const),
    ...Object.entries(ownFlags).map(
      ([name, { short, placeholder, about }]) => [`-${short}, --${name} ${placeholder}`.trimEnd(), about] as const,
    ),
  ];
  return [
    `${command.description}.`,
    "",
    `  ${[start, ...words, "[options]"].join(" ")}`,
    "",
    ...table(rows, columns),
  ].join("\n");
}

/** The list of all commands. */
export function overview(commands: readonly Command[], start: (command: string) => string): string {
  return table(
    commands.map(({ name, description }) => [start(name), description]),
    80,
  ).join("\n");
}

function table(rows: readonly (readonly [string, string])[], columns: number): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => wrapped(`  ${left.padEnd(width)}  ${right}`, columns, width + 4));
}

function positional(name: string, kind: Option["kind"]): string {
  if (kind === "text") return `"${name}"`;
  return kind === "images" ? `${name.toUpperCase()}...` : name.toUpperCase();
}

function flag(name: string, option: Option): string {
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
  return `${short}--${name} ${placeholders[option.kind] ?? ""}`.trimEnd();
}

function about(option: Option, surroundings: Pick<Surroundings, "models" | "today">): string {
  const more: string[] = [];
  if (option.kind === "choice") more.push(choicesOf(option, surroundings).join(", "));
  if (option.kind === "size") more.push(`${Object.keys(shapes).join(", ")} or 1536x1024`);
  if (option.kind === "integer") more.push(`${option.min} to ${option.max}`);
  if (option.kind === "images") more.push(`once per file, up to ${option.max}`);
  if (option.required) more.push("needed");
  return more.length === 0 ? option.description : `${option.description} (${more.join("; ")})`;
}
