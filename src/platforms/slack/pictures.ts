import type { Answer, AnswerImage, ComingImage } from "#core/answer.ts";
import type { Bytes } from "#core/bytes.ts";
import { AppError, asAppError } from "#core/errors.ts";
import type { ImageStore } from "#core/image-store.ts";
import type { ImageTools } from "#core/image-tools.ts";
import { type Message, say } from "#core/message.ts";
import { parseSubject } from "#core/subject.ts";
import { slackLimits } from "./limits.ts";
import { within } from "./plain-text.ts";

/** A file as it is uploaded. */
export interface UploadFile {
  readonly name: string;
  readonly title: string;
  /** Null for what is no picture. */
  readonly alt: string | null;
  /** Read from the disk while it is sent. */
  readonly bytes: Bytes;
  /** Null for what is no picture. */
  readonly pictureId: string | null;
}

export interface PreparedFiles {
  readonly files: readonly UploadFile[];
  /** What was made smaller, or cannot be shown. */
  readonly notes: readonly Message[];
}

const mebibyte = 1024 * 1024;
const titleCharacters = 80;

/**
 * The pictures of an answer that are brought as files. Small ones beside a list are left out, for a message shows files
 * large and below everything else; and what is only said about a picture is said where it was asked, which takes no files.
 */
export function picturesOf({ images, result, facts }: Answer, inOwnConversation: boolean): readonly AnswerImage[] {
  const pictures = images.filter(({ as }) => as !== "thumbnail");
  const isAbout = result === null && facts.length > 0;
  return isAbout && !inOwnConversation ? pictures.filter(({ as }) => as === "file") : pictures;
}

/** Reads what is uploaded. What cannot be read, or made to fit, takes none of the others along. */
export async function prepareFiles(
  { images: store, tools }: { readonly images: ImageStore; readonly tools: ImageTools },
  { result, file }: Answer,
  images: readonly AnswerImage[],
  maxBytes: number | null,
): Promise<PreparedFiles> {
  const files: UploadFile[] = [];
  const notes: Message[] = [];
  for (const image of images) {
    const position = parseSubject(image.pictureId)?.position ?? images.indexOf(image) + 1;
    try {
      const original = await store.read(image.key);
      const tooLarge = maxBytes !== null && original.size > maxBytes;
      const sizes = { megabytes: megabytes(original.size), max: megabytes(maxBytes ?? 0) };
      if (tooLarge && image.as === "file")
        throw new AppError("delivery", say("file.too-large", { name: image.fileName, ...sizes }));
      const smaller = tooLarge ? await tools.fit(original, maxBytes) : null;
      if (smaller) notes.push(say("caption.smaller", { position, ...sizes }));
      const title = within(result?.prompt || image.alt || image.fileName, titleCharacters);
      files.push({
        ...fileOf(image, smaller?.bytes ?? original),
        ...(smaller ? { name: `${image.fileName.replace(/\.\w+$/, "")}-small.${smaller.format}` } : {}),
        title: images.length > 1 ? `${position}: ${title}` : title,
      });
    } catch (error) {
      notes.push(asAppError(error).text);
    }
  }
  if (file) {
    const bytes = new Blob([file.text], { type: file.mediaType });
    files.push({ name: file.name, title: file.name, alt: null, bytes, pictureId: null });
  }
  return { files, notes };
}

/** One picture as a file, by itself. */
export function fileOf({ fileName, alt, pictureId }: ComingImage, bytes: Bytes): UploadFile {
  return { name: fileName, title: fileName, alt: within(alt || fileName, slackLimits.uploadAlt), bytes, pictureId };
}

function megabytes(bytes: number): number {
  return Math.ceil((bytes * 10) / mebibyte) / 10;
}
