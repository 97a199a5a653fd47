import { german } from "./languages/german.ts";
import type { Catalogue } from "./message.ts";

/** A language beside English, which the definitions and `messages/` speak. What it lacks is said in English. */
export interface Language {
  /** BCP 47, such as `de` or `pt-BR`; `de` also serves `de-AT`. */
  readonly tag: string;
  readonly sentences: Partial<Catalogue>;
  /**
   * Descriptions under `<command>` and `<command>.<option>`, and what people read instead of a choice under
   * `<command>.<option>.<choice>`. At most 100 characters each, which is what Discord takes:
   * https://discord.com/developers/docs/interactions/application-commands#application-command-object
   */
  readonly descriptions: Readonly<Record<string, string>>;
}

/** Every language beside English: a new one is a file in `languages/` and a line here. */
export const languages: readonly Language[] = [german];

/** The language of a locale, the most exact first: `pt-BR` before `pt`. Null when there is none, so that English speaks. */
export function languageOf(locale: string): Language | null {
  const subtags = locale.toLowerCase().split(/[-_]/);
  while (subtags.length > 0) {
    const tag = subtags.join("-");
    const found = languages.find((language) => language.tag.toLowerCase() === tag);
    if (found) return found;
    subtags.pop();
  }
  return null;
}
