import type { Command } from "#core/command.ts";
import { words } from "#core/words.ts";
import { menuName } from "./menu-names.ts";

/** How people reach a command on Discord, for the README. */
export function reach(command: Command): readonly string[] {
  const { name, triggers } = command;
  return [
    ...(triggers.includes("slash") ? [`\`/${name}\``] : []),
    ...(triggers.includes("menu") ? [`menu “${words(menuName(command), "en")}”`] : []),
    ...(triggers.includes("button") ? ["button"] : []),
    ...(triggers.includes("mention") && command.paints ? ["mention"] : []),
  ];
}

/** What Discord does not let us do as elsewhere, and why. */
export const gaps: readonly { readonly what: string; readonly why: string }[] = [
  {
    what: "Words without a mention in a channel",
    why: "Discord hides them without a privileged intent; a mention, a reply with one and direct messages work",
  },
  {
    what: "Prompts above 6,000 characters (4,000 in a form)",
    why: "Discord's limit for options and fields",
  },
  {
    what: "What is wrong, inside the form",
    why: "Discord closes a form when it is sent; what was written is given back with the reason",
  },
];
