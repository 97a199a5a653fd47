import type { types } from "@slack/bolt";
import type { Text } from "#core/message.ts";
import { clip } from "#core/result-answer.ts";
import { words } from "#core/words.ts";

/** A text that Slack shows as it is, within a number of characters. */
export function plainText(text: Text, locale: string, maxCharacters: number): types.PlainTextElement {
  return { type: "plain_text", text: within(words(text, locale), maxCharacters) };
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
