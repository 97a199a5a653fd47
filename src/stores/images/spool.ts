import { createHash, type Hash, randomUUID } from "node:crypto";
import { type FileHandle, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "#core/errors.ts";
import { say } from "#core/message.ts";
import type { FileHashes } from "./file-hashes.ts";

/** A whole stream in a file that has no name yet that anybody reads. */
export interface Spooled {
  readonly path: string;
  readonly sha256: string;
  /** In bytes. */
  readonly bytes: number;
}

const ending = ".part";
/** Hashed and written at a time: a network hands over a tenth of it, and each write costs as much as decoding that tenth. */
const blockBytes = 256 * 1024;

/** A name, new unless one is given, for a file that is no image and is removed after an hour at the latest. */
export function spoolName(name: string = randomUUID()): string {
  return name + ending;
}

/**
 * Writes a stream into a new file of `folder` and resolves when it is on disk. Rejects with an `invalid` AppError beyond
 * `maxBytes`, otherwise with what the stream or the disk said; then there is no file. The bytes are hashed on their way, or
 * `elsewhere` once they are written.
 */
export async function spool(
  folder: string,
  stream: AsyncIterable<Uint8Array>,
  maxBytes: number,
  elsewhere: FileHashes | null,
): Promise<Spooled> {
  const path = join(folder, spoolName());
  try {
    await using file = await open(path, "wx", 0o600);
    const hash = elsewhere ? null : createHash("sha256");
    const bytes = await fill(file, stream, maxBytes, hash);
    const [sha256] = await Promise.all([elsewhere?.sha256(path) ?? hash?.digest("hex") ?? "", file.sync()]);
    return { path, sha256, bytes };
  } catch (error) {
    await removeSpooled(path);
    throw error;
  }
}

/** Best effort: what stays is removed when it is old. */
export async function removeSpooled(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => {});
}

/** Removes what crashed processes left. Younger files may belong to a process that is still writing. */
export async function removeSpooledBefore(folder: string, time: number): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(ending)) continue;
    const path = join(folder, name);
    const facts = await stat(path).catch(() => null);
    if (facts && facts.mtimeMs < time) await removeSpooled(path);
  }
}

async function fill(
  file: FileHandle,
  stream: AsyncIterable<Uint8Array>,
  maxBytes: number,
  hash: Hash | null,
): Promise<number> {
  // Copied, because a source may use the memory of its chunks again.
  const block = Buffer.allocUnsafeSlow(blockBytes);
  let filled = 0;
  let bytes = 0;
  async function flush(): Promise<void> {
    hash?.update(block.subarray(0, filled));
    await writeAll(file, block, filled);
    filled = 0;
  }
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) {
      throw new AppError("invalid", say("picture.too-long", { megabytes: Math.round(maxBytes / 1_000_000) }));
    }
    for (let at = 0; at < chunk.byteLength; ) {
      const part = chunk.subarray(at, at + blockBytes - filled);
      block.set(part, filled);
      filled += part.byteLength;
      at += part.byteLength;
      if (filled === blockBytes) await flush();
    }
  }
  if (filled > 0) await flush();
  return bytes;
}

/** A disk that fills up takes the first part of a block without complaint. */
async function writeAll(file: FileHandle, block: Uint8Array, bytes: number): Promise<void> {
  for (let written = 0; written < bytes; ) written += (await file.write(block, written, bytes - written)).bytesWritten;
}
