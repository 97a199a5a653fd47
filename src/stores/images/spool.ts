import { randomUUID } from "node:crypto";
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
/** Written at a time: a network hands over a tenth of it, and each write costs as much as decoding that tenth. */
const blockBytes = 512 * 1024;
/** So many chunks at most in one write, however short: systems take no more than 1,024, and each holds the memory it lies in. */
const blockChunks = 64;

/** A name, new unless one is given, for a file that is no image and is removed after an hour at the latest. */
export function spoolName(name: string = randomUUID()): string {
  return name + ending;
}

/**
 * Writes a stream into a new file of `folder`, hashing it on its way, and resolves when it is on disk. `syncsEarly` takes it
 * there while the rest is still coming: less is left for the end, and the disk has more to do. Rejects with an `invalid`
 * AppError beyond `maxBytes`, otherwise with what the stream or the disk said; then there is no file.
 */
export async function spool(
  folder: string,
  stream: AsyncIterable<Uint8Array>,
  maxBytes: number,
  hashes: FileHashes,
  syncsEarly: boolean,
): Promise<Spooled> {
  const path = join(folder, spoolName());
  const hash = hashes.of(path);
  try {
    await using file = await open(path, "wx", 0o600);
    const early = syncsEarly ? earlySync(file) : null;
    const bytes = await fill(file, stream, maxBytes, (chunks) => {
      hash.add(chunks);
      early?.begin();
    });
    const [sha256] = await Promise.all([hash.digest(), file.sync(), early?.end()]);
    return { path, sha256, bytes };
  } catch (error) {
    hash.drop();
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

/** One sync after the other; a system tells only once of what it could not write, so a failure is kept for the end. */
function earlySync(file: FileHandle): { begin(): void; end(): Promise<void> } {
  let underWay: Promise<void> | null = null;
  let failure: unknown = null;
  return {
    begin() {
      underWay ??= file
        .datasync()
        .catch((error: unknown) => {
          failure = error;
        })
        .finally(() => {
          underWay = null;
        });
    },
    async end() {
      await underWay;
      if (failure !== null) throw failure;
    },
  };
}

/** While one block is being written, the next one is read: at most two are held. */
async function fill(
  file: FileHandle,
  stream: AsyncIterable<Uint8Array>,
  maxBytes: number,
  written: (chunks: readonly Uint8Array[]) => void,
): Promise<number> {
  let block: Uint8Array[] = [];
  let blockLength = 0;
  let bytes = 0;
  let writing = Promise.resolve();

  async function write(chunks: readonly Uint8Array[]): Promise<void> {
    await writeAll(file, chunks);
    written(chunks);
  }

  try {
    for await (const chunk of stream) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) {
        throw new AppError("invalid", say("picture.too-long", { megabytes: Math.round(maxBytes / 1_000_000) }));
      }
      block.push(chunk);
      blockLength += chunk.byteLength;
      if (blockLength < blockBytes && block.length < blockChunks) continue;
      await writing;
      writing = write(block);
      // Rejected while the stream is waited for, it is heard of at the next block.
      writing.catch(() => {});
      block = [];
      blockLength = 0;
    }
    await writing;
    if (block.length > 0) await write(block);
    return bytes;
  } finally {
    await writing.catch(() => {});
  }
}

/** A disk that fills up takes the first part of a block without complaint. */
async function writeAll(file: FileHandle, chunks: readonly Uint8Array[]): Promise<void> {
  const { bytesWritten } = await file.writev([...chunks]);
  if (bytesWritten === chunks.reduce((sum, { byteLength }) => sum + byteLength, 0)) return;
  const rest = Buffer.concat(chunks).subarray(bytesWritten);
  for (let written = 0; written < rest.length; ) written += (await file.write(rest, written)).bytesWritten;
}
