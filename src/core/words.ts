import type { Command } from "./command.ts";
import { description } from "./description.ts";
import { languageOf, languages } from "./language.ts";
import type { Message, Text } from "./message.ts";
import { english } from "./messages/english.ts";

type Sentence = (parameters: Readonly<Record<string, string | number>>) => string;

/** BCP 47 tags of the languages beside English, for platforms that register every translation beforehand. */
export const languageTags: readonly string[] = languages.map(({ tag }) => tag);

/** The sentence in a person's language, or in English where that has none. */
export function words(text: Text, locale: string): string {
  if ("literal" in text) return text.literal;
  const parameters = Object.entries(text.parameters).map(([name, value]) => [
    name,
    typeof value === "object" ? words(value, locale) : value,
  ]);
  return sentence(text, locale)(Object.fromEntries(parameters));
}

/** What a command is about, or one of its options (`null` for the command itself), in a person's language. */
export function describe(
  command: Pick<Command, "name" | "description" | "options">,
  option: string | null,
  locale: string,
): string {
  return words(description(command, option), locale);
}

function sentence(message: Message, locale: string): Sentence {
  const language = languageOf(locale);
  if (message.code === "description") return ({ of, english }) => language?.descriptions[String(of)] ?? String(english);
  // Rows keep a message as code and parameters; that they belong together was checked when it was said.
  return (language?.sentences[message.code] ?? english[message.code]) as Sentence;
}
