import type { Command } from "#core/command.ts";
import { words } from "#core/words.ts";
import { menuName } from "./menu-names.ts";
import { othersSlash } from "./slash-names.ts";

/** Commands with a slash of their own, by default. */
const own: ReadonlySet<string> = new Set(["imagine", "edit"]);

/** How people reach a command on Slack, for the README. */
export function reach(command: Command): readonly string[] {
  const { name, triggers } = command;
  const menus = (["message", "global"] as const).flatMap((menu) => {
    const label = menuName(command, menu);
    return label === null ? [] : [`shortcut “${words(label, "en")}”`];
  });
  return [
    ...(triggers.includes("slash")
      ? [own.has(name) ? `\`/${name}\`` : `\`${othersSlash} ${name}\``, `\`!${name}\``]
      : []),
    ...menus,
    ...(triggers.includes("button") ? ["button"] : []),
    ...(triggers.includes("mention") ? ["mention"] : []),
  ];
}

/** What Slack does not let us do as elsewhere, and why. */
export const gaps: readonly { readonly what: string; readonly why: string }[] = [
  {
    what: "Slash commands in threads, and pictures with them",
    why: "Slack offers neither; `!imagine` and mentions work in threads, forms take the pictures",
  },
  { what: "Unfinished pictures", why: "a file in a message cannot be replaced by another one" },
  {
    what: "A status that counts seconds in the channel",
    why: "only threads have a status line, and what acknowledges a slash command cannot be changed",
  },
  {
    what: "Private results where they were asked for",
    why: "messages for one person alone carry no files; they come as a direct message, with Share",
  },
  { what: "Choices while typing", why: "slash commands are one line of text; the form has menus" },
  { what: "Spoilers", why: "Slack has none" },
  {
    what: "People's languages from the first word on",
    why: "Slack tells them only to apps with the optional scope `users:read`, and not along with what people do",
  },
];
