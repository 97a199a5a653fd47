import { answer } from "#core/answer.ts";
import { type Context, defineCommand, noCheck } from "#core/command.ts";
import { description } from "#core/description.ts";
import { AppError } from "#core/errors.ts";
import { say } from "#core/message.ts";
import type { Option } from "#core/option.ts";
import { shapes } from "#core/size.ts";
import { choicesOf } from "#core/values.ts";

/** What people ask for most; the others are named, so that all of it fits the screen of a phone. */
const common: readonly string[] = ["imagine", "edit", "vary", "again", "upscale", "history", "remove", "usage"];

/** Whose options are told as an example. */
const example = "edit";

export const help = defineCommand({
  name: "help",
  description: "Tell what you can ask for",
  triggers: ["slash", "mention"],
  mayUse: "anyone",
  paints: false,
  audience: "asker",
  options: {
    command: { kind: "text", description: "One command, for all its options", maxLength: 32, rank: 1 },
  },
  check: noCheck,
  run: async (values, context) => {
    if (values.command === undefined) return overview(context.commands);
    const name = values.command.replace(/^[/!]/, "").toLowerCase();
    const command = context.commands.find((candidate) => candidate.name === name);
    if (!command) throw new AppError("invalid", say("command.unknown", { command: values.command }));
    return answer({
      text: [description(command, null), say("help.command", { command: name })],
      facts: Object.entries(command.options).map(([option, definition]) => ({
        label: { literal: option },
        value: say("help.option", { description: description(command, option), choices: offered(definition, context) }),
      })),
    });
  },
});

function overview(commands: Context["commands"]) {
  const shown = commands.filter(({ name }) => common.includes(name));
  const others = commands.map(({ name }) => name).filter((name) => !common.includes(name) && name !== "help");
  return answer({
    text: [say("help.intro")],
    facts: [
      ...shown.map((command) => ({ label: { literal: command.name }, value: description(command, null) })),
      { label: say("help.others"), value: { literal: others.join(", ") } },
      { label: { literal: `help ${example}` }, value: say("help.more", { command: example }) },
    ],
  });
}

function offered(option: Option, context: Context): string {
  if (option.kind === "choice") return choicesOf(option, context).join(", ");
  if (option.kind === "size") return `${Object.keys(shapes).join(", ")}, 1536x1024`;
  if (option.kind === "integer") return `${option.min}–${option.max}`;
  return "";
}
