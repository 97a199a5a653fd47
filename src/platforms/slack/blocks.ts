import type { types } from "@slack/bolt";
import type { Answer } from "#core/answer.ts";
import { say } from "#core/message.ts";
import { words } from "#core/words.ts";
import { captionOf, factField, headLines, type MessagePart } from "./captions.ts";
import { actionsOf } from "./components.ts";
import { slackLimits } from "./limits.ts";
import { clipTo, harmless, shownText } from "./texts.ts";

/** Shares of the room for text, in characters, so that ten reasons do not push the prompt out, nor the prompt the reasons. */
const headRoom = 2_900;
const promptRoom = 2_900;
const captionRoom = 1_000;
const fieldRoom = 600;

/** An answer by itself as blocks, without its pictures; none for one that says nothing. */
export function answerBlocks(answer: Answer, locale: string): readonly types.KnownBlock[] {
  return blocksOf({ answer, notes: [], workspaceUrl: null, elsewhere: false, locale });
}

/** What a message says as blocks, within Slack's limits. */
export function blocksOf(part: MessagePart): readonly types.KnownBlock[] {
  const { answer } = part;
  const head = clipTo(headLines(part).join("\n"), headRoom);
  const prompt = clipTo((answer.result?.prompt ?? "").trim(), promptRoom);
  const caption = clipTo(captionOf(part), captionRoom);
  const left = slackLimits.textInBlocks - head.length - prompt.length - caption.length;
  const blocks: readonly types.KnownBlock[] = [
    ...(head === "" ? [] : [section(head)]),
    // Somebody's own words, exactly as they are: in plain text nothing is markup and nobody is called.
    ...(prompt === "" ? [] : [{ type: "section" as const, text: { type: "plain_text" as const, text: prompt } }]),
    ...(caption === "" ? [] : [context(caption)]),
    ...factBlocks(part, left),
    ...linkBlocks(part),
    ...actionsOf(answer, part),
  ];
  return blocks.slice(0, slackLimits.messageBlocks);
}

function factBlocks({ answer, locale }: MessagePart, room: number): readonly types.KnownBlock[] {
  if (answer.result !== null) return [];
  const fields: string[] = [];
  let left = room - 100;
  for (const fact of answer.facts) {
    const field = clipTo(factField(fact, locale), fieldRoom);
    left -= field.length;
    if (left < 0) break;
    fields.push(field);
  }
  const cut = answer.facts.length - fields.length;
  const blocks: types.KnownBlock[] = [];
  for (let start = 0; start < fields.length; start += slackLimits.sectionFields) {
    const texts = fields.slice(start, start + slackLimits.sectionFields);
    blocks.push({ type: "section", fields: texts.map((text) => ({ type: "mrkdwn", text })) });
  }
  return cut === 0 ? blocks : [...blocks, context(words(say("caption.cut", { count: cut }), locale))];
}

function linkBlocks({ answer, locale }: MessagePart): readonly types.KnownBlock[] {
  const links = answer.links
    .filter(({ url }) => URL.canParse(url))
    .map(({ label, url }) => `<${harmless(new URL(url).href.replaceAll("|", "%7C"))}|${shownText(label, locale)}>`);
  return links.length === 0 ? [] : [section(clipTo(links.join(" · "), headRoom))];
}

export function section(text: string): types.SectionBlock {
  return { type: "section", text: { type: "mrkdwn", text } };
}

function context(text: string): types.ContextBlock {
  return { type: "context", elements: [{ type: "mrkdwn", text }] };
}
