import { escapeMarkdown } from "discord.js";
import type { Message, Text } from "#core/message.ts";
import { withMoments } from "#core/moments.ts";
import { words } from "#core/words.ts";

/** Room for text. Discord counts characters, and fails over bytes without saying so. */
export interface Room {
  readonly characters: number;
  readonly bytes: number;
}

/** What people read, on one line and with everything in it that Discord would take for markup made harmless. */
export function shownText(text: Text, locale: string): string {
  if ("literal" in text) return harmless(channelsNamed(text.literal));
  const told = withMoments(named(text), (at) => `<t:${Math.floor(at / 1000)}:f>`);
  return harmless(words(told, locale));
}

const signs: Readonly<Record<string, string>> = { "settings.for-person": "@", "settings.for-role": "@&" };

/** People and roles are kept by their ids; here they can be read. Nobody is called: no message may mention anyone. */
function named(text: Message): Message {
  const sign = signs[text.code];
  const parameters = Object.entries(text.parameters).map(([name, value]) => {
    if (typeof value === "object") return [name, named(value)];
    if (typeof value !== "string") return [name, value];
    return [name, sign === undefined ? channelsNamed(value) : `<${sign}${value}>`];
  });
  return { ...text, parameters: Object.fromEntries(parameters) };
}

/** Where text is nothing but ids, they are channels. */
function channelsNamed(text: string): string {
  return /^\d{17,20}(?:, \d{17,20})*$/.test(text) ? text.replaceAll(/\d+/g, "<#$&>") : text;
}

/** Without line breaks, since a line may begin a heading, a list or small print. */
export function harmless(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const options = { heading: true, bulletedList: true, numberedList: true };
  const escaped = escapeMarkdown(line, options).replace(/^(-#|>)/, "\\$1");
  // Its own way with masked links spares all but the first of a line, and takes seconds over thousands of brackets.
  return escaped.replaceAll("](", "]\\(");
}

/** At most so many characters and bytes, never cut inside a character or behind a lone backslash. */
export function clipTo(text: string, { characters, bytes }: Room): string {
  if (text.length <= characters && Buffer.byteLength(text) <= bytes) return text;
  let length = 1;
  let size = Buffer.byteLength("…");
  let cut = "";
  for (const character of text) {
    length += character.length;
    size += Buffer.byteLength(character);
    if (length > characters || size > bytes) break;
    cut += character;
  }
  const open = /\\+$/.exec(cut)?.[0].length ?? 0;
  const whole = (open % 2 === 1 ? cut.slice(0, -1) : cut).trimEnd();
  return characters < 1 || bytes < 3 ? "" : `${whole}…`;
}

export function roomLeft({ characters, bytes }: Room, taken: readonly string[]): Room {
  const used = taken.join("\n");
  return {
    characters: Math.max(0, characters - used.length - 1),
    bytes: Math.max(0, bytes - Buffer.byteLength(used) - 1),
  };
}
