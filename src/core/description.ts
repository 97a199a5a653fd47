import type { Command } from "./command.ts";
import { type Message, say } from "./message.ts";

type Described = Pick<Command, "name" | "description" | "options">;

/** What a command is about, or one of its options, as a sentence: said in the reader's language at delivery. */
export function description(command: Described, option: string | null): Message {
  const about = option === null ? command : command.options[option];
  return descriptionOf(option === null ? command.name : `${command.name}.${option}`, about?.description ?? "");
}

/** A choice of an option as people read it; what is sent and typed stays the word of the definition. */
export function choiceName(command: string, option: string, choice: string): Message {
  return descriptionOf(`${command}.${option}.${choice}`, choice);
}

/** Anything else that stands under a name in the languages' descriptions, with the English of its definition. */
export function descriptionOf(name: string, english: string): Message {
  return say("description", { of: name, english });
}
