import type { Answer } from "#core/answer.ts";
import { say, type Text } from "#core/message.ts";
import { words } from "#core/words.ts";
import type { MessagePart } from "./message.ts";
import { clipTo, harmless, type Room, shownText } from "./texts.ts";

/** More than any model's name, size and price take. */
const figureRoom = { characters: 500, bytes: 1_500 };

/** Sentences in the order in which they are read. */
export function headLines({ answer, notes, part, count, locale }: MessagePart): readonly string[] {
  return [
    ...notes.map((note) => shownText(note, locale)),
    ...(part === 1 ? answer.text.filter(isNews).map((text) => shownText(text, locale)) : []),
    ...(count === null ? [words(say("caption.part", { part }), locale)] : []),
    ...(count !== null && count > 1 ? [words(say("caption.more", { part, count }), locale)] : []),
  ].filter((line) => line !== "");
}

/** That the pictures are here is seen; in a channel that many read, they come first. */
function isNews(text: Text): boolean {
  return !("code" in text && text.code === "result.count");
}

/** The person's own words, quoted; empty when there are none. */
export function promptLine({ answer, part }: MessagePart, { characters, bytes }: Room): string {
  const prompt = harmless(answer.result?.prompt ?? "");
  if (part > 1 || prompt === "") return "";
  const mark = "> ****".length;
  const clipped = clipTo(prompt, { characters: characters - mark, bytes: bytes - mark });
  return clipped === "" ? "" : `> **${clipped}**`;
}

/** Who asked, and how a result was made, in small print. */
export function captionOf({ answer, part, locale }: MessagePart): string {
  const { result } = answer;
  if (!result || part > 1) return "";
  const made = answer.facts
    .filter(({ label }) => !("code" in label && label.code === "fact.prompt"))
    .map(({ value }) => shownText(value, locale));
  const asker = /^\d+$/.test(result.asker.id)
    ? [words(say("caption.by", { who: `<@${result.asker.id}>` }), locale)]
    : [];
  const figures = made.length > 0 ? [clipTo(made.join(" · "), figureRoom)] : [];
  return `-# ${[...asker, ...figures, ...sourceOf(result, locale)].join(" · ")}`;
}

function sourceOf({ parent }: NonNullable<Answer["result"]>, locale: string): readonly string[] {
  if (!parent) return [];
  const { jobId, posted } = parent;
  const source = posted
    ? `[${jobId}](https://discord.com/channels/${posted.workspace}/${posted.channel}/${posted.message})`
    : jobId;
  return [words(say("caption.from", { source }), locale)];
}

export function factLine({ label, value }: Answer["facts"][number], locale: string): string {
  return `**${shownText(label, locale)}** ${shownText(value, locale)}`;
}
