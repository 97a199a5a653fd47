import { randomUUID } from "node:crypto";
import { type FileHandle, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "#core/errors.ts";
import { say } from "#core/message.ts";
import type { FileHash, FileHashes } from "./file-hashes.ts";

/** A whole stream in a file that no key leads to yet. */
export interface Spooled {
  readonly path: string;
  /** In bytes. */
  readonly bytes: number;
  /** In hexadecimal digits; rejects with what the disk said. */
  readonly sha256: Promise<string>;
  /** Resolves when it would survive a power cut; rejects with what the disk said. */
  readonly onDisk: Promise<void>;
}

const ending = ".part";
/** Hashed and written at a time: a network hands over a fifth of it, and each write costs as much as decoding that fifth. */
const blockBytes = 256 * 1024;

/** So many blocks wait for the next picture: enough for two. */
const spareBlocks = 4;

/** Memory that pictures pass through. Each picture with memory of its own would leave so much behind that collecting it takes 10 ms. */
export interface Blocks {
  take(): Buffer;
  give(block: Buffer): void;
}

export function openBlocks(): Blocks {
  const spare: Buffer[] = [];
  return {
    take: () => spare.pop() ?? Buffer.allocUnsafeSlow(blockBytes),
    give(block) {
      if (spare.length < spareBlocks) spare.push(block);
    },
  };
}

/** A name, new unless one is given, for a file that is no image and is removed after an hour at the latest. */
export function spoolName(name: string = randomUUID()): string {
  return name + ending;
}

/**
 * Writes a stream into a new file of `folder`, hashing it on its way, and resolves when all is written. Rejects with an
 * `invalid` AppError beyond `maxBytes`, otherwise with what the stream or the disk said; then there is no file.
 */
export async function spool(
  folder: string,
  stream: AsyncIterable<Uint8Array>,
  maxBytes: number,
  { hashes, blocks }: { readonly hashes: FileHashes; readonly blocks: Blocks },
): Promise<Spooled> {
  const path = join(folder, spoolName());
  const hash = hashes.of(path);
  let file: FileHandle | null = null;
  try {
    file = await open(path, "wx", 0o600);
    const bytes = await fill(file, stream, maxBytes, hash, blocks);
    const onDisk = syncedAndClosed(file);
    onDisk.catch(() => {});
    const sha256 = hash.digest();
    sha256.catch(() => {});
    return { path, bytes, sha256, onDisk };
  } catch (error) {
    hash.drop();
    await file?.close().catch(() => {});
    await removeSpooled(path);
    throw error;
  }
}

async function syncedAndClosed(file: FileHandle): Promise<void> {
  try {
    await file.sync();
  } finally {
    // Nobody has to wait for it to be closed.
    void file.close().catch(() => {});
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

/** While one block is being written, the other is filled: copied, because a source may use the memory of its chunks again. */
async function fill(
  file: FileHandle,
  stream: AsyncIterable<Uint8Array>,
  maxBytes: number,
  hash: FileHash,
  blocks: Blocks,
): Promise<number> {
  let block = blocks.take();
  let other = blocks.take();
  let filled = 0;
  let bytes = 0;
  let writing = Promise.resolve();

  async function write(full: Buffer): Promise<void> {
    await writeAll(file, full);
    hash.add(full);
  }

  async function flush(): Promise<void> {
    await writing;
    writing = write(block.subarray(0, filled));
    // Rejected while the stream is waited for, it is heard of at the next block.
    writing.catch(() => {});
    [block, other] = [other, block];
    filled = 0;
  }

  try {
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
    await writing;
    return bytes;
  } finally {
    await writing.catch(() => {});
    blocks.give(block);
    blocks.give(other);
  }
}

/** A disk that fills up takes the first part of a block without complaint. */
async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length; ) written += (await file.write(bytes, written)).bytesWritten;
}
