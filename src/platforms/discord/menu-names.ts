import type { Command } from "#core/command.ts";
import { type Message, say, type Text } from "#core/message.ts";
import { words } from "#core/words.ts";

/** Beside a message the name of a command is not enough. */
const names: Readonly<Record<string, Message>> = {
  edit: say("menu.edit"),
  info: say("menu.info"),
  vary: say("menu.vary"),
  original: say("menu.original"),
  remove: say("menu.remove"),
};

/** What a command is called in the menu of messages: its own name where nobody has thought of a better one. */
export function menuName({ name }: Pick<Command, "name">): Text {
  return names[name] ?? { literal: name };
}

/** The command behind an entry in the menu of messages: Discord sends its English name, whatever the person reads. */
export function commandOfMenu(commands: readonly Command[], entry: string): Command | null {
  const behind = (command: Command) => command.triggers.includes("menu") && words(menuName(command), "en") === entry;
  return commands.find(behind) ?? null;
}
