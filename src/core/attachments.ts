import { AppError } from "./errors.ts";
import type { ImageStore } from "./image-store.ts";
import type { CleanImage, ImageFacts, ImageTools } from "./image-tools.ts";
import type { AttachedImage } from "./image-value.ts";
import { type Message, say } from "./message.ts";
import type { Platform } from "./platform.ts";
import type { ImageRow } from "./rows.ts";
import type { Size } from "./size.ts";

/** An input that is kept: its row may be new, and is then written with the job. */
export interface Input {
  readonly id: string;
  readonly size: Size;
  readonly row: ImageRow | null;
}

export interface InputTools {
  readonly platforms: readonly Platform[];
  readonly tools: ImageTools;
  readonly images: ImageStore;
  newId(): string;
  now(): number;
}

/** Opens, checks, cleans and keeps one attached picture. Rejects with an `invalid` AppError that names the file and says what to do. */
export async function takeImage(
  attached: AttachedImage,
  kit: InputTools,
  signal: AbortSignal,
): Promise<{ input: Input; facts: ImageFacts; notes: readonly Message[] }> {
  const bytes = await open(attached, kit, signal);
  const { facts, clean } = await about(attached, async () => {
    const facts = await kit.tools.inspect(bytes);
    return { facts, clean: await kit.tools.clean(bytes) };
  });
  const notes = facts.frames > 1 ? [say("note.first-frame", { name: attached.name })] : [];
  return { input: await keep(clean, kit), facts, notes };
}

/** As `takeImage`, for the mask of a picture. */
export async function takeMask(
  attached: AttachedImage,
  image: ImageFacts,
  kit: InputTools,
  signal: AbortSignal,
): Promise<Input> {
  const bytes = await open(attached, kit, signal);
  return keep(await about(attached, () => kit.tools.cleanMask(bytes, image)), kit);
}

async function open(attached: AttachedImage, kit: InputTools, signal: AbortSignal): Promise<Blob> {
  const platform = kit.platforms.find(({ name }) => name === attached.attached);
  if (!platform) throw new AppError("invalid", say("attachment.gone", { name: attached.name }));
  return openAttachment(attached, platform, signal);
}

async function keep(clean: CleanImage, kit: InputTools): Promise<Input> {
  const { key, sha256, bytes } = await kit.images.write(chunksOf(clean.bytes), clean.format);
  const { format, size } = clean;
  const id = kit.newId();
  return {
    id,
    size,
    row: { id, key, sha256, format, bytes, size, jobId: null, createdAt: kit.now(), deletedAt: null },
  };
}

/** A Blob as a stream of chunks. */
export async function* chunksOf(blob: Blob): AsyncIterable<Uint8Array> {
  yield* blob.stream();
}

/** Names the file in whatever is wrong with it: a person may have attached sixteen. */
async function about<T>(attached: AttachedImage, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid") throw error;
    const text = say("attachment.about", { name: attached.name, reason: error.text });
    throw new AppError("invalid", text, { cause: error });
  }
}

/** The whole attachment; inputs are bounded by the platform's limit, so that a Blob of it is bounded too. Rejects with an `invalid` AppError that names the file. */
async function openAttachment(attached: AttachedImage, platform: Platform, signal: AbortSignal): Promise<Blob> {
  const max = platform.limits.maxAttachmentBytes;
  if (attached.bytes !== null && attached.bytes > max) throw tooLarge(attached.name, attached.bytes, max);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for await (const chunk of await platform.open(attached, signal)) {
    bytes += chunk.byteLength;
    // What the platform said of the size is not trusted: the stream itself is counted.
    if (bytes > max) throw tooLarge(attached.name, bytes, max);
    chunks.push(new Uint8Array(chunk));
  }
  return new Blob(chunks);
}

function tooLarge(name: string, bytes: number, max: number): AppError {
  const megabytes = (size: number) => Math.round(size / 100_000) / 10;
  return new AppError(
    "invalid",
    say("attachment.too-large", { name, megabytes: megabytes(bytes), max: megabytes(max) }),
  );
}
