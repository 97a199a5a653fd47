import type { Answer, PostedMessage } from "#core/answer.ts";
import { type Message, say, type Text } from "#core/message.ts";
import { words } from "#core/words.ts";
import { harmless, shownText } from "./texts.ts";

/** What a message is made from. */
export interface MessagePart {
  readonly answer: Answer;
  /** Said before everything else: why it comes this way, what was made smaller. */
  readonly notes: readonly Message[];
  /** Such as `https://acme.slack.com/`, for links to messages; null when it is not known. */
  readonly workspaceUrl: string | null;
  /** Whether it stands where it was not asked, so that sharing means sharing there. */
  readonly elsewhere: boolean;
  readonly locale: string;
}

const personId = /^[UW][A-Z0-9]{5,}$/;

/** Sentences in the order in which they are read. */
export function headLines({ answer, notes, locale }: MessagePart): readonly string[] {
  const texts = [...notes, ...answer.text.filter((text) => answer.images.length === 0 || isNews(text))];
  return texts.map((text) => shownText(text, locale)).filter((line) => line !== "");
}

/** That the pictures are here is seen; in a channel that many read, they come first. */
function isNews(text: Text): boolean {
  return !("code" in text && text.code === "result.count");
}

/** Who asked, and how a result was made; empty for what is no result. */
export function captionOf({ answer, workspaceUrl, locale }: MessagePart): string {
  const { result } = answer;
  if (!result) return "";
  const { asker } = result;
  const who = personId.test(asker.id) ? `<@${asker.id}>` : harmless(asker.name);
  const made = answer.facts
    .filter(({ label }) => !("code" in label && label.code === "fact.prompt"))
    .map(({ value }) => shownText(value, locale));
  const by = who === "" ? [] : [words(say("caption.by", { who }), locale)];
  return [...by, ...made, ...sourceOf(result, workspaceUrl, locale)].join(" · ");
}

function sourceOf({ parent }: NonNullable<Answer["result"]>, workspaceUrl: string | null, locale: string) {
  if (!parent) return [];
  const link = parent.posted && workspaceUrl && linkTo(parent.posted, workspaceUrl);
  const source = link ? `<${link}|${parent.jobId}>` : parent.jobId;
  return [words(say("caption.from", { source }), locale)];
}

/** The form of every message's address, as chat.getPermalink answers it; null for what is no message of a channel. */
function linkTo({ channel, message }: PostedMessage, workspaceUrl: string): string | null {
  if (!/^\d+\.\d{6}$/.test(message)) return null;
  return new URL(`archives/${channel}/p${message.replace(".", "")}`, workspaceUrl).href;
}

/** A fact as a field of a section: what it is about above, what it says below. */
export function factField({ label, value }: Answer["facts"][number], locale: string): string {
  const name = shownText(label, locale).replaceAll("*", "");
  return `*${name}*\n${factValue({ label, value }, locale)}`;
}

export function factLine({ label, value }: Answer["facts"][number], locale: string): string {
  return `${shownText(label, locale)}: ${factValue({ label, value }, locale)}`;
}

/** Messages tell nobody's name, so whoever asked with one goes by their id. */
function factValue({ label, value }: Answer["facts"][number], locale: string): string {
  const isAsker = "code" in label && label.code === "fact.by" && "literal" in value;
  return isAsker && personId.test(value.literal) ? `<@${value.literal}>` : shownText(value, locale);
}
