import { type APIComponentInContainer, ComponentType, MessageFlags } from "discord.js";
import type { Answer } from "#core/answer.ts";
import { type Message, say } from "#core/message.ts";
import { words } from "#core/words.ts";
import { captionOf, factLine, headLines, promptLine } from "./captions.ts";
import { rowsOf } from "./components.ts";
import type { Upload } from "./form-body.ts";
import { discordLimits } from "./limits.ts";
import type { ShownImage } from "./pictures.ts";
import { clipTo, type Room, roomLeft } from "./texts.ts";

/** One message of an answer; the first one says all there is to say, the others bring what did not fit. */
export interface MessagePart {
  readonly answer: Answer;
  readonly images: readonly ShownImage[];
  /** Said before everything else: why it comes this way, what was made smaller. */
  readonly notes: readonly Message[];
  /** From 1. */
  readonly part: number;
  /** Null as long as it can still become more. */
  readonly count: number | null;
  readonly locale: string;
}

/** What is sent: JSON and files, and which pictures people see in it. */
export interface MessageBody {
  readonly json: Readonly<Record<string, unknown>>;
  readonly files: readonly Upload[];
  readonly shown: readonly ShownImage[];
}

/** Nothing that anybody wrote may call somebody: text displays would. */
export const noMentions = { parse: [] } as const;

/** Shares of the room for text, so that ten reasons do not push the prompt out, nor the prompt the reasons. */
const headRoom = { characters: 2_000, bytes: 4_000 };
const promptRoom = { characters: 1_500, bytes: 6_000 };
const factRoom = { characters: 500, bytes: 1_500 };

/** With less room than this, what does not fit whole is only counted. */
const shortestFact = 120;

/** Section, its text and its thumbnail. */
const componentsOfSection = 3;

/** The answer as a message of components. */
export function richMessage(part: MessagePart): MessageBody {
  const { answer, images, locale } = part;
  const rows = part.part === 1 ? rowsOf(answer, locale) : [];
  const gallery = images.filter(
    (image) => image.as === "picture" || (image.as === "thumbnail" && !hasFact(part, image)),
  );
  const attached = [
    ...images.filter(({ as }) => as === "file").map(({ name, spoiler }) => ({ name, spoiler })),
    ...(part.part === 1 && answer.file ? [{ name: answer.file.name, spoiler: false }] : []),
  ];
  const room = { characters: discordLimits.textCharacters, bytes: discordLimits.textBytes };
  const caption = captionOf(part);
  // Where sentences are all there is, somebody's own words may be among them that a form did not keep.
  const isAll = answer.result === null && answer.facts.length === 0;
  const head = clipTo(headLines(part).join("\n"), isAll ? room : headRoom);
  const prompt = promptLine(part, smaller(promptRoom, roomLeft(room, [caption, head])));
  const foot = [prompt, caption].filter((line) => line !== "").join("\n");

  const before: readonly APIComponentInContainer[] = [
    ...textDisplay(head),
    ...(gallery.length > 0 ? [galleryOf(gallery)] : []),
    ...attached.map(({ name, spoiler }) => ({
      type: ComponentType.File as const,
      file: { url: `attachment://${name}` },
      spoiler,
    })),
    ...textDisplay(foot),
  ];
  const buttons = rows.reduce((sum, { components }) => sum + 1 + components.length, 0);
  const most = discordLimits.components - 1 - before.length - buttons;
  const facts = factComponents(part, roomLeft(room, [head, foot]), most);
  const inside = [...before, ...facts.components, ...rows];
  const components = [{ type: ComponentType.Container, components: inside.length > 0 ? inside : textDisplay("…") }];
  // A file that no component shows would be refused.
  const shown = images.filter((image) => image.as === "file" || gallery.includes(image) || facts.shown.includes(image));
  const files = uploadsOf({ ...part, images: shown });
  return {
    json: { flags: MessageFlags.IsComponentsV2, components, ...attachmentsOf(files, shown) },
    files,
    shown,
  };
}

/** Facts as lines; one that belongs to a thumbnail stands beside it, as long as there is room for that. */
function factComponents(
  part: MessagePart,
  room: Room,
  mostComponents: number,
): { readonly components: readonly APIComponentInContainer[]; readonly shown: readonly ShownImage[] } {
  const { answer, images, locale } = part;
  const components: APIComponentInContainer[] = [];
  const shown: ShownImage[] = [];
  let lines: string[] = [];
  const facts = part.part > 1 || answer.result !== null ? [] : answer.facts;
  const onlyCounted = (count: number) => words(say("caption.cut", { count }), locale);
  let left = roomLeft(room, facts.length > 0 ? [onlyCounted(facts.length)] : []);
  let free = mostComponents;
  const flush = () => {
    const display = textDisplay(lines.join("\n"));
    components.push(...display);
    free -= display.length;
    lines = [];
  };
  const wholeLines = factLines(facts, left, locale);
  for (const [index, fact] of facts.entries()) {
    const whole = wholeLines[index] ?? "";
    const line = clipTo(whole, left);
    if (line !== whole && (left.characters < shortestFact || left.bytes < shortestFact)) {
      lines.push(onlyCounted(facts.length - index));
      break;
    }
    left = roomLeft(left, [line]);
    const thumbnail = images.find((image) => image.as === "thumbnail" && belongsTo(image, fact));
    // One is for the lines before it, one for those behind it.
    if (!thumbnail || componentsOfSection + 2 > free) {
      lines.push(line);
      continue;
    }
    flush();
    free -= componentsOfSection;
    shown.push(thumbnail);
    const { name, alt: description, spoiler } = thumbnail;
    components.push({
      type: ComponentType.Section,
      components: [{ type: ComponentType.TextDisplay, content: line }],
      accessory: { type: ComponentType.Thumbnail, media: { url: `attachment://${name}` }, description, spoiler },
    });
  }
  flush();
  return { components, shown };
}

/** Facts a line each, within their shares; a prompt takes what all the others leave. */
export function factLines(facts: Answer["facts"], room: Room, locale: string): readonly string[] {
  const others = facts.filter((fact) => !isPrompt(fact)).map((fact) => clipTo(factLine(fact, locale), factRoom));
  const share = larger(factRoom, roomLeft(room, others));
  return facts.map((fact) => clipTo(factLine(fact, locale), isPrompt(fact) ? share : factRoom));
}

function isPrompt({ label }: Answer["facts"][number]): boolean {
  return "code" in label && label.code === "fact.prompt";
}

function hasFact({ answer }: MessagePart, image: ShownImage): boolean {
  return answer.facts.some((fact) => belongsTo(image, fact));
}

/** A fact about a result is labelled with its id, which is the beginning of its pictures' ids. */
function belongsTo({ pictureId }: ShownImage, { label }: Answer["facts"][number]): boolean {
  return "literal" in label && pictureId.startsWith(`${label.literal}-`);
}

function galleryOf(images: readonly ShownImage[]): APIComponentInContainer {
  return {
    type: ComponentType.MediaGallery,
    items: images.map(({ name, alt, spoiler }) => ({
      media: { url: `attachment://${name}` },
      description: alt,
      spoiler,
    })),
  };
}

/** An empty one would be refused. */
function textDisplay(content: string): APIComponentInContainer[] {
  return content.trim() === "" ? [] : [{ type: ComponentType.TextDisplay, content }];
}

export function uploadsOf({ answer, images, part }: MessagePart): readonly Upload[] {
  const { file } = answer;
  return [
    ...images.map(({ name, bytes }) => ({ name, bytes })),
    ...(file && part === 1 ? [{ name: file.name, bytes: new Blob([file.text], { type: file.mediaType }) }] : []),
  ];
}

/** Everything that stands in this list stays or is added; an edit drops whatever else the message had. */
export function attachmentsOf(
  files: readonly Upload[],
  images: readonly ShownImage[],
): { readonly attachments: readonly Readonly<Record<string, unknown>>[]; readonly allowed_mentions: unknown } {
  const attachments = files.map(({ name }, index) => {
    const alt = images[index]?.alt;
    return { id: String(index), filename: name, ...(alt === undefined ? {} : { description: alt }) };
  });
  return { attachments, allowed_mentions: noMentions };
}

function smaller(a: Room, b: Room): Room {
  return { characters: Math.min(a.characters, b.characters), bytes: Math.min(a.bytes, b.bytes) };
}

function larger(a: Room, b: Room): Room {
  return { characters: Math.max(a.characters, b.characters), bytes: Math.max(a.bytes, b.bytes) };
}
