import type { AnswerImage } from "#core/answer.ts";
import { AppError, asAppError } from "#core/errors.ts";
import type { ImageStore } from "#core/image-store.ts";
import type { CleanImage, ImageTools } from "#core/image-tools.ts";
import { type Message, say } from "#core/message.ts";
import type { Format } from "#core/model.ts";
import { parseSubject } from "#core/subject.ts";
import { discordLimits } from "./limits.ts";
import { within } from "./translations.ts";

/** A picture as it is sent. */
export interface ShownImage {
  readonly pictureId: string;
  readonly name: string;
  readonly bytes: Blob;
  /** As long as Discord takes it. */
  readonly alt: string;
  readonly as: AnswerImage["as"];
  readonly spoiler: boolean;
}

/** What a way takes, in bytes. */
export interface UploadRoom {
  readonly fileBytes: number;
  readonly requestBytes: number;
}

export interface PreparedImages {
  readonly shown: readonly ShownImage[];
  /** What was made smaller, or cannot be shown. */
  readonly notes: readonly Message[];
  /** Pictures that cannot be shown. */
  readonly left: readonly string[];
}

const mebibyte = 1024 * 1024;

/** Long edge of a thumbnail, in pixels: it is shown 80 high, on dense screens. */
const thumbnailEdge = 256;

/** At least what a thumbnail takes, in bytes. */
const thumbnailBytes = 200_000;

/** In messages whose files fit together, in order. At least one message, also for no images. */
export function inMessages(
  images: readonly AnswerImage[],
  { fileBytes, requestBytes }: UploadRoom,
): readonly (readonly AnswerImage[])[] {
  const messages: AnswerImage[][] = [[]];
  let sum = 0;
  for (const image of images) {
    const bytes = Math.min(image.bytes, image.as === "thumbnail" ? thumbnailBytes : fileBytes);
    const full = (messages.at(-1)?.length ?? 0) >= discordLimits.galleryItems;
    if (full || (sum > 0 && sum + bytes > requestBytes)) {
      messages.push([]);
      sum = 0;
    }
    messages.at(-1)?.push(image);
    sum += bytes;
  }
  return messages;
}

/** Reads images and makes them fit. What cannot be read or made to fit takes none of the others along. */
export async function prepareImages(
  { images: store, tools }: { readonly images: ImageStore; readonly tools: ImageTools },
  images: readonly AnswerImage[],
  { fileBytes, requestBytes }: UploadRoom,
): Promise<PreparedImages> {
  const maxBytes = Math.min(fileBytes, requestBytes);
  const shown: ShownImage[] = [];
  const notes: Message[] = [];
  const left: string[] = [];
  for (const image of images) {
    try {
      const original = await store.read(image.key);
      if (image.as === "file" && original.size > maxBytes) {
        const { fileName: name } = image;
        throw new AppError("delivery", say("file.too-large", { name, ...sizes(original.size, maxBytes) }));
      }
      const smaller = await smallerCopy(tools, image, original, maxBytes);
      if (smaller && image.as === "picture") {
        const position = parseSubject(image.pictureId)?.position ?? images.indexOf(image) + 1;
        notes.push(say("caption.smaller", { position, ...sizes(original.size, maxBytes) }));
      }
      const name = smaller ? smallName(image.fileName, smaller.format) : image.fileName;
      const { pictureId, as, spoiler } = image;
      const alt = within(image.alt || name, discordLimits.altCharacters);
      shown.push({ pictureId, name, bytes: smaller?.bytes ?? original, alt, as, spoiler });
    } catch (error) {
      notes.push(asAppError(error).text);
      left.push(image.pictureId);
    }
  }
  return { shown, notes, left };
}

/** Null when it is fine as it is. */
async function smallerCopy(
  tools: ImageTools,
  { as, format, width, height }: AnswerImage,
  original: Blob,
  maxBytes: number,
): Promise<CleanImage | null> {
  if (as === "thumbnail" && isFormat(format) && Math.max(width, height) > thumbnailEdge)
    return tools.shrink({ bytes: original, format, size: { width, height } }, thumbnailEdge);
  return original.size <= maxBytes ? null : tools.fit(original, maxBytes);
}

function isFormat(format: string): format is Format {
  return format === "png" || format === "jpeg" || format === "webp";
}

/** The picture's id stays in the name, so that a saved file can be brought back. */
function smallName(name: string, format: Format): string {
  return `${name.replace(/\.\w+$/, "")}-small.${format}`;
}

function sizes(bytes: number, maxBytes: number): { readonly megabytes: number; readonly max: number } {
  return { megabytes: Math.ceil((bytes * 10) / mebibyte) / 10, max: Math.floor((maxBytes * 10) / mebibyte) / 10 };
}
