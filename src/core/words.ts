import type { Catalogue, Message, Text } from "./message.ts";
import { english } from "./messages/english.ts";

type Sentence = (parameters: Readonly<Record<string, string | number>>) => string;

/** Languages beside English, by their BCP 47 primary subtag. A sentence that a language lacks is said in English. */
const languages: Readonly<Record<string, Partial<Catalogue>>> = { en: english };

/** The sentence in a person's language. */
export function words(text: Text, locale: string): string {
  if ("literal" in text) return text.literal;
  const parameters = Object.entries(text.parameters).map(([name, value]) => [
    name,
    typeof value === "object" ? words(value, locale) : value,
  ]);
  return sentence(text, locale)(Object.fromEntries(parameters));
}

function sentence(message: Message, locale: string): Sentence {
  const language = languages[locale.split("-")[0] ?? "en"] ?? english;
  // Rows keep a message as code and parameters; that they belong together was checked when it was said.
  return (language[message.code] ?? english[message.code]) as Sentence;
}
