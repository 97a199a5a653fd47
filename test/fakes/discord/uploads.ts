import { createHash } from "node:crypto";
import sharp from "sharp";
import type { AttachmentRow } from "./rows.ts";
import type { World } from "./world.ts";

/** A file as it came in a request. The bytes themselves are read back through the CDN. */
export interface UploadedFile {
  readonly field: string;
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** The first 16 bytes in hex. */
  readonly head: string;
}

/** One file of a multipart request. */
export interface IncomingFile {
  readonly field: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** How many bytes of pictures are kept in all; older ones make room. */
const maxKeptBytes = 256 * 1024 * 1024;

export async function storeFile(
  world: World,
  file: Pick<IncomingFile, "name" | "contentType" | "bytes">,
  about: {
    readonly channelId: string;
    readonly isEphemeral: boolean;
    readonly description?: string | null;
    readonly isSpoiler?: boolean;
  },
): Promise<AttachmentRow> {
  const size = await pixelsOf(file.bytes);
  const row: AttachmentRow = {
    id: world.clock.snowflake(),
    channelId: about.channelId,
    // Discord keeps to what is safe in a link.
    name: file.name.replace(/[^\w.-]+/g, "_"),
    contentType: contentTypeOf(file.name, file.contentType),
    sizeBytes: file.bytes.byteLength,
    sha256: sha256Of(file.bytes),
    width: size?.width ?? null,
    height: size?.height ?? null,
    isEphemeral: about.isEphemeral,
    description: about.description ?? null,
    isSpoiler: about.isSpoiler === true || file.name.startsWith("SPOILER_"),
    bytes: file.bytes,
  };
  world.attachments.set(row.id, row);
  makeRoom(world);
  return row;
}

export function describeFile({ field, name, contentType, bytes }: IncomingFile): UploadedFile {
  return {
    field,
    name,
    contentType,
    sizeBytes: bytes.byteLength,
    sha256: sha256Of(bytes),
    head: Buffer.from(bytes.subarray(0, 16)).toString("hex"),
  };
}

const hashes = new WeakMap<Uint8Array, string>();

/** Hashes beside this thread, which others measure time on. */
export async function hashAhead(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  hashes.set(bytes, Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex"));
}

/** Hashed once, however often it is asked for. */
function sha256Of(bytes: Uint8Array): string {
  const hash = hashes.get(bytes) ?? createHash("sha256").update(bytes).digest("hex");
  hashes.set(bytes, hash);
  return hash;
}

async function pixelsOf(bytes: Uint8Array): Promise<{ width: number; height: number } | null> {
  try {
    const { width, height } = await sharp(bytes).metadata();
    return { width, height };
  } catch {
    return null;
  }
}

function makeRoom(world: World): void {
  let kept = 0;
  for (const row of [...world.attachments.values()].reverse()) {
    kept += row.bytes?.byteLength ?? 0;
    if (kept > maxKeptBytes) row.bytes = null;
  }
}

/** Discord goes by the name's ending, whatever the upload says. */
export function contentTypeOf(name: string, otherwise = "application/octet-stream"): string {
  const ending = name.toLowerCase().split(".").at(-1) ?? "";
  const known: Readonly<Record<string, string>> = {
    png: "image/png",
    jpg: "image/jpeg",
    jpeg: "image/jpeg",
    webp: "image/webp",
    gif: "image/gif",
    avif: "image/avif",
    heic: "image/heic",
    txt: "text/plain; charset=utf-8",
  };
  return known[ending] ?? otherwise;
}
