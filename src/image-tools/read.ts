import sharp, { type Sharp } from "sharp";
import { AppError } from "#core/errors.ts";
import type { ImageFacts } from "#core/image-tools.ts";
import { type Message, say } from "#core/message.ts";
import { sniff, sniffedBytes } from "./sniff.ts";

/** Below this nothing can be recognised in a picture, and its other edge may exceed every ratio that models take; in pixels. */
const minEdge = 16;

/** A file whose header was read and found good; its pixels may still turn out to be damaged. */
export interface ReadImage {
  readonly facts: ImageFacts;
  /** A fresh pipeline over the file: first frame, upright; what is cut off is an error. */
  open(): Sharp;
}

/** The error of everything that a person can only mend by sending something else. */
export function refused(text: Message, cause?: unknown): AppError {
  return new AppError("invalid", text, { cause });
}

/** Looks at a file's first bytes, then at its header. Only what passed here is ever handed to libvips. */
export async function read(image: Blob, maxPixels: number): Promise<ReadImage> {
  const sniffed = sniff(await image.slice(0, sniffedBytes).bytes());
  if ("refusal" in sniffed) throw refused(sniffed.refusal);
  const bytes = await image.bytes();
  // No limit here, so that the sentence can name the numbers; a header costs nothing to read, however large the picture.
  const metadata = await readable(sharp(bytes, { limitInputPixels: false, failOn: "error" }).metadata());
  const storedSize = { width: metadata.width, height: metadata.height };
  const { width, height } = storedSize;
  if (width * height > maxPixels) {
    const megapixels = Math.ceil((width * height) / 100_000) / 10;
    const maxMegapixels = maxPixels / 1_000_000;
    throw refused(say("image.too-many-pixels", { width, height, megapixels, maxMegapixels }));
  }
  const facts: ImageFacts = {
    format: sniffed.format,
    size: { width: metadata.autoOrient.width, height: metadata.autoOrient.height },
    storedSize,
    orientation: metadata.orientation ?? 1,
    alpha: metadata.hasAlpha,
    frames: Math.max(metadata.pages ?? 1, sniffed.format === "png" ? pngFrames(bytes) : 1),
  };
  return {
    facts,
    open: () => sharp(bytes, { limitInputPixels: maxPixels, failOn: "error", autoOrient: true }),
  };
}

/** Room for the headers of nearly every PNG and JPEG, in bytes: reading the whole file takes longer than all the rest. */
const headBytes = 128 * 1024;

/** As the port says. */
export async function inspect(image: Blob, maxPixels: number): Promise<ImageFacts> {
  const { facts } = (await readHead(image, maxPixels)) ?? (await read(image, maxPixels));
  refuseTiny(facts);
  return facts;
}

/** Null where a file's beginning does not tell everything, or seems to be wrong. */
async function readHead(image: Blob, maxPixels: number): Promise<ReadImage | null> {
  if (image.size <= headBytes) return null;
  const head = image.slice(0, headBytes);
  const sniffed = sniff(await head.slice(0, sniffedBytes).bytes());
  const tells = "format" in sniffed && (sniffed.format === "png" || sniffed.format === "jpeg");
  return tells ? read(head, maxPixels).catch(() => null) : null;
}

/** Refuses a picture in which nothing can be seen. */
export function refuseTiny(facts: ImageFacts): void {
  const { width, height } = facts.size;
  if (Math.min(width, height) < minEdge) throw refused(say("image.too-small", { width, height, minEdge }));
}

/** Waits for sharp; what it cannot decode is damaged, for every file here has a good start. */
export async function readable<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw refused(say("image.damaged"), error);
  }
}

/** libvips reads the first frame of an animated PNG and does not say that there are more: https://www.w3.org/TR/png-3/#acTL-chunk */
function pngFrames(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (type === "acTL") return view.getUint32(at + 8);
    if (type === "IDAT") break;
  }
  return 1;
}
