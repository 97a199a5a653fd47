import type { Command } from "#core/command.ts";
import { type Message, say } from "#core/message.ts";

/**
 * What is typed behind a slash. Slack's slash commands are one flat list: of two apps with the same one, it calls whichever
 * was installed last. So only what people want all day has a slash of its own; everything else is a word behind `/limner`.
 */
export interface SlashNames {
  readonly imagine: string;
  readonly edit: string;
  /** Before the name of any command. */
  readonly others: string;
}

export const othersSlash = "/limner";

export interface TypedCommand {
  readonly command: Command;
  /** What stands behind its name. */
  readonly text: string;
}

/** Which command a slash is, or is followed by; `help` alone asks for the help of the command before it. */
export function typedCommand(
  slash: string,
  text: string,
  names: SlashNames,
  commands: readonly Command[],
): TypedCommand | { readonly refused: Message } {
  const own = Object.entries({ imagine: names.imagine, edit: names.edit }).find(([, name]) => name === slash)?.[0];
  const { word, rest } = own === undefined ? firstWord(text) : { word: own, rest: text.trim() };
  const found = named(word === "" ? "help" : word, commands);
  if (!found) return { refused: say("command.unknown", { command: word }) };
  const help = named("help", commands);
  if (help && found !== help && /^(?:help|\?)$/i.test(rest)) return { command: help, text: found.name };
  return { command: found, text: rest };
}

/** `!imagine a red fox`, which works in threads, where no slash command does; null when it is something else. */
export function typedBang(text: string, commands: readonly Command[]): TypedCommand | null {
  if (!text.trimStart().startsWith("!")) return null;
  const { word, rest } = firstWord(text);
  const command = named(word, commands);
  return command && { command, text: rest };
}

/** The name of a command, however it is punctuated: `vary`, `/vary`, `!vary`, `Vary:`. */
function firstWord(text: string): { readonly word: string; readonly rest: string } {
  const [whole = "", word = ""] = /^\s*[/!]?([^\s:]*):?/.exec(text) ?? [];
  return { word: word.toLowerCase(), rest: text.slice(whole.length).trim() };
}

function named(word: string, commands: readonly Command[]): Command | null {
  return commands.find(({ name, triggers }) => name === word && triggers.includes("slash")) ?? null;
}
