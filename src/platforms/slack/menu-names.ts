import type { Command } from "#core/command.ts";
import { type Message, say, type Text } from "#core/message.ts";

/** Beside a message the name of a command is not enough. */
const names: Readonly<Record<string, Message>> = {
  edit: say("menu.edit"),
  info: say("menu.info"),
  vary: say("menu.vary"),
  original: say("menu.original"),
  remove: say("menu.remove"),
};

/** Global shortcuts, in the search and behind the plus button: what can be begun anywhere, and asks for the rest in its form. */
const globalNames: Readonly<Record<string, Message>> = { imagine: say("slack.create-image") };

export type Menu = "message" | "global";

/** What a command is called among the shortcuts of a menu; null when it is not one of them. */
export function menuName({ name, triggers }: Pick<Command, "name" | "triggers">, menu: Menu): Text | null {
  if (menu === "global") return globalNames[name] ?? null;
  return triggers.includes("menu") ? (names[name] ?? { literal: name }) : null;
}

/** The `callback_id` of a shortcut. */
export function shortcutId({ name }: Pick<Command, "name">, menu: Menu): string {
  return `v1-${menu}:${name}`;
}

/** The command behind a shortcut; null for what Limner never offered. */
export function commandOfShortcut(commands: readonly Command[], callbackId: string): Command | null {
  const behind = (command: Command) =>
    (["message", "global"] as const).some(
      (menu) => menuName(command, menu) !== null && shortcutId(command, menu) === callbackId,
    );
  return commands.find(behind) ?? null;
}
