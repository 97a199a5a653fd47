import type { types } from "@slack/bolt";
import { blocksOf, section } from "./blocks.ts";
import { captionOf, factLine, headLines, type MessagePart } from "./captions.ts";
import { actionsOf } from "./components.ts";
import { slackLimits } from "./limits.ts";
import { clipTo, harmless, shownText } from "./texts.ts";

/** What is sent. The text is what notifications and screen readers say, and what is left where blocks are refused. */
export interface MessageBody {
  readonly text: string;
  readonly blocks: readonly types.KnownBlock[];
}

/** The answer as blocks, and in words alone. */
export function messageOf(part: MessagePart): MessageBody {
  const text = plainMessage(part);
  const blocks = blocksOf(part);
  return { text, blocks: blocks.length === 0 ? [section(text)] : blocks };
}

/** The same in words alone. */
export function plainMessage(part: MessagePart): string {
  const { answer, locale } = part;
  const prompt = harmless((answer.result?.prompt ?? "").replace(/\s+/g, " ").trim());
  const facts = answer.result === null ? answer.facts.map((fact) => factLine(fact, locale)) : [];
  const links = answer.links.map(({ label, url }) => `${shownText(label, locale)}: ${harmless(url)}`);
  const lines = [
    clipTo(headLines(part).join("\n"), slackLimits.messageText / 2),
    prompt === "" ? "" : `> ${clipTo(prompt, slackLimits.messageText / 4)}`,
    captionOf(part),
    ...facts,
    ...links,
  ];
  return clipTo(lines.filter((line) => line !== "").join("\n"), slackLimits.messageText) || "…";
}

/** What stands under a message whose own blocks were refused: the same buttons. Null when there are none. */
export function controlsOf(part: MessagePart): MessageBody | null {
  const blocks = actionsOf(part.answer, part);
  if (blocks.length === 0) return null;
  return { text: clipTo(harmless(part.answer.result?.prompt || "…"), 150), blocks };
}
