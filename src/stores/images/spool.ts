import { createHash, randomUUID } from "node:crypto";
import { type FileHandle, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "#core/errors.ts";
import { say } from "#core/message.ts";

/** A whole stream in a file that has no name yet that anybody reads. */
export interface Spooled {
  readonly path: string;
  readonly sha256: string;
  /** In bytes. */
  readonly bytes: number;
}

const ending = ".part";

/**
 * Writes a stream into a new file of `folder` and resolves when it is on disk. Rejects with an `invalid` AppError beyond
 * `maxBytes`, otherwise with what the stream or the disk said; then there is no file.
 */
export async function spool(folder: string, stream: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Spooled> {
  const path = join(folder, randomUUID() + ending);
  try {
    const file = await open(path, "wx", 0o600);
    try {
      return { path, ...(await fill(file, stream, maxBytes)) };
    } finally {
      await file.close();
    }
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
): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) {
      throw new AppError("invalid", say("picture.too-long", { megabytes: Math.round(maxBytes / 1_000_000) }));
    }
    hash.update(chunk);
    await writeAll(file, chunk);
  }
  await file.sync();
  return { sha256: hash.digest("hex"), bytes };
}

/** A disk that fills up takes the first part of a chunk without complaint. */
async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  let written = 0;
  while (written < chunk.byteLength) written += (await file.write(chunk, written)).bytesWritten;
}
