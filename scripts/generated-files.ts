import { readFile } from "node:fs/promises";
import { commands } from "#commands/index.ts";
import type { Command } from "#core/command.ts";
import { envExample } from "#src/config.ts";

const begin = "<!-- commands: written by `npm run generate` -->";
const end = "<!-- /commands -->";

/** Files, or parts of them, that say what the code says: by path, whole. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const readme = await readFile("README.md", "utf8");
  const [before, rest] = readme.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error("README.md lacks the marks of its command table");
  return new Map([
    [".env.example", envExample()],
    ["README.md", `${before}${begin}\n${commandTable(commands)}\n${end}${after}`],
  ]);
}

function commandTable(list: readonly Command[]): string {
  const rows = list.map(({ name, description, options }) => {
    const names = Object.entries(options)
      .toSorted(([, a], [, b]) => a.rank - b.rank)
      .map(([option, { required }]) => (required ? `**${option}**` : option));
    return `| \`${name}\` | ${description} | ${names.join(", ")} |`;
  });
  return ["| Command | What it does | Options (**needed**) |", "| --- | --- | --- |", ...rows].join("\n");
}
