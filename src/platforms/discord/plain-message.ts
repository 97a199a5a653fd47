import { captionOf, headLines, promptLine } from "./captions.ts";
import { rowsOf } from "./components.ts";
import { discordLimits } from "./limits.ts";
import { attachmentsOf, factLines, type MessageBody, type MessagePart, uploadsOf } from "./message.ts";
import { clipTo, roomLeft } from "./texts.ts";

/** The same answer as content, files and rows, for where Discord refuses components. */
export function plainMessage(given: MessagePart): MessageBody {
  const images = given.images.map((image) => (image.spoiler ? { ...image, name: `SPOILER_${image.name}` } : image));
  const part = { ...given, images };
  const { answer, locale } = part;
  const room = { characters: discordLimits.contentCharacters, bytes: discordLimits.textBytes };
  const caption = captionOf(part);
  const head = clipTo(headLines(part).join("\n"), { ...room, characters: room.characters / 2 });
  const prompt = promptLine(part, roomLeft(room, [caption, head]));
  const facts = part.part === 1 && answer.result === null ? answer.facts : [];
  const said = [head, prompt, caption].filter((line) => line !== "");
  const lines = [...said, ...factLines(facts, roomLeft(room, said), locale)];
  const content = clipTo(lines.join("\n"), room);
  const files = uploadsOf(part);
  const components = part.part === 1 ? rowsOf(answer, locale).slice(0, discordLimits.contentRows) : [];
  return {
    json: { content: content || (files.length > 0 ? "" : "…"), components, ...attachmentsOf(files, images) },
    files,
    shown: images,
  };
}
