import { readFile } from "node:fs/promises";
import { commands } from "#commands/index.ts";
import type { Command } from "#core/command.ts";
import { envExample } from "#src/config.ts";
import * as discord from "#src/platforms/discord/reach.ts";
import * as slack from "#src/platforms/slack/reach.ts";

const marks = {
  commands: ["<!-- commands: written by `npm run generate` -->", "<!-- /commands -->"],
  platforms: ["<!-- platforms: written by `npm run generate` -->", "<!-- /platforms -->"],
} as const;

/** Files, or parts of them, that say what the code says: by path, whole. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const readme = await readFile("README.md", "utf8");
  const described = between(between(readme, marks.commands, commandTable(commands)), marks.platforms, platformTables());
  return new Map([
    [".env.example", envExample()],
    ["README.md", described],
  ]);
}

function between(text: string, [begin, end]: readonly [string, string], inside: string): string {
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`README.md lacks the marks ${begin} ${end}`);
  return `${before}${begin}\n${inside}\n${end}${after}`;
}

/** How every command is reached on every chat platform, and what each of them cannot do, with its reason. */
function platformTables(): string {
  const rows = commands.map(
    (command) => `| \`${command.name}\` | ${discord.reach(command).join(", ")} | ${slack.reach(command).join(", ")} |`,
  );
  const gaps = [
    ...discord.gaps.map(({ what, why }) => `| Discord | ${what} | ${why} |`),
    ...slack.gaps.map(({ what, why }) => `| Slack | ${what} | ${why} |`),
  ];
  return [
    ...["| Command | On Discord | On Slack |", "| --- | --- | --- |", ...rows],
    ...["", "| Not on | What | Because |", "| --- | --- | --- |", ...gaps],
  ].join("\n");
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
