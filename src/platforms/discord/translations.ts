import { Locale, type LocalizationMap } from "discord.js";
import { languageOf } from "#core/language.ts";
import type { Text } from "#core/message.ts";
import { clip } from "#core/result-answer.ts";
import { words } from "#core/words.ts";

/** What is registered of a text: English, and every other language that says it differently. */
export interface Translated {
  readonly text: string;
  /** Null when English is all there is. */
  readonly translations: LocalizationMap | null;
}

/** A text in all of Discord's languages that Limner speaks, each within a number of characters. */
export function translated(text: Text, maxCharacters: number): Translated {
  const english = within(words(text, "en"), maxCharacters);
  const others = Object.values(Locale)
    .filter((locale) => languageOf(locale) !== null)
    .map((locale) => [locale, within(words(text, locale), maxCharacters)] as const)
    .filter(([, translation]) => translation !== english);
  return { text: english, translations: others.length === 0 ? null : Object.fromEntries(others) };
}

/** At most so many UTF-16 code units on one line, cut between words where there is one. */
export function within(text: string, maxCharacters: number): string {
  // A prompt may have 32,000 characters, of which the first few hundred decide.
  const start = text.length > maxCharacters * 4 ? text.slice(0, maxCharacters * 4).toWellFormed() : text;
  let shortened = clip(start, maxCharacters);
  // Characters outside the basic plane count twice.
  for (let length = maxCharacters - 1; shortened.length > maxCharacters; length -= 1) shortened = clip(start, length);
  return shortened;
}
