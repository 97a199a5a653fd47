import type { Stats } from "node:fs";
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, statfs, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { AppError, isDiskFull } from "#core/errors.ts";
import type { ImageStore } from "#core/image-store.ts";
import { say } from "#core/message.ts";
import { fileBlob, piecesOf } from "./file-blob.ts";
import { fileHashes } from "./file-hashes.ts";
import { openBlocks, removeSpooled, removeSpooledBefore, type Spooled, spool, spoolName } from "./spool.ts";

export interface FolderImageStoreOptions {
  /** It is made when it does not exist. Several processes may share it. */
  readonly folder: string;
  /** Bytes that must stay free on the disk: for the database's log, which may reach 64 MiB, and what runs beside it. */
  readonly reserveBytes?: number;
  /** Longest stream that is kept, in bytes. A 4K PNG has about 25 MB, a file in Slack may have 1 GB. */
  readonly maxImageBytes?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

const megabyte = 1_000_000;
const spoolLifeMs = 60 * 60 * 1000;
const shardPattern = /^[0-9a-f]{2}$/;
const keyPattern = /^[0-9a-f]{64}\.(png|jpeg|webp)$/;

/** Images as files of one folder: `ab/<sha256>.<format>`, where `ab` are the first two digits. */
export async function folderImageStore(options: FolderImageStoreOptions): Promise<ImageStore> {
  const { reserveBytes = 256 * megabyte, maxImageBytes = 100 * megabyte, now = Date.now } = options;
  const folder = resolve(options.folder);
  // In the same file system as the images, so that a rename is atomic.
  const spoolFolder = join(folder, "spool");
  const syncedShards = new Set<string>();
  const memory = { hashes: fileHashes(), blocks: openBlocks() };

  await makeFolder(spoolFolder);
  await removeSpooledBefore(spoolFolder, now() - spoolLifeMs);

  function pathOf(key: string): string | null {
    return keyPattern.test(key) ? join(folder, key.slice(0, 2), key) : null;
  }

  /** A file whose age says when the same bytes were written again. */
  function markOf(path: string): string {
    return join(spoolFolder, spoolName(basename(path)));
  }

  async function place(spooled: Spooled, path: string): Promise<void> {
    const shard = dirname(path);
    const handle = await openFolder(shard);
    try {
      // Looked up while the disk is busy with the file.
      const existing = await statOrNull(path);
      await spooled.onDisk;
      // Replacing a file with itself, or touching it, would break the Blobs that are being sent from it.
      if (existing?.size === spooled.bytes && (await stillThere(path, markOf(path)))) await removeSpooled(spooled.path);
      else await rename(spooled.path, path);
      await handle?.sync();
    } finally {
      void handle?.close().catch(() => {});
    }
    if (syncedShards.has(shard)) return;
    await syncFolder(folder);
    syncedShards.add(shard);
  }

  return {
    async ensureRoom(bytes) {
      const { bavail, bsize } = await statfs(folder);
      const free = bavail * bsize;
      const needed = bytes + reserveBytes;
      if (free >= needed) return;
      const freeMegabytes = Math.floor(free / megabyte);
      const neededMegabytes = Math.ceil(needed / megabyte);
      throw new AppError("misconfigured", say("disk.low", { freeMegabytes, neededMegabytes }), {
        log: `${folder} has ${free} bytes left and needs ${needed}`,
      });
    },

    async write(stream, format, whole) {
      try {
        const spooled = await spool(spoolFolder, stream, maxImageBytes, memory);
        const { bytes } = spooled;
        const placeOf = (sha256: string) => join(folder, sha256.slice(0, 2), `${sha256}.${format}`);
        whole?.({ size: bytes, stream: () => piecesOf(spooled.path, () => spooled.sha256.then(placeOf)) });
        try {
          const sha256 = await spooled.sha256;
          await place(spooled, placeOf(sha256));
          return { key: `${sha256}.${format}`, sha256, bytes };
        } catch (error) {
          await removeSpooled(spooled.path);
          throw error;
        }
      } catch (error) {
        if (!isOutOfRoom(error)) throw error;
        throw new AppError("misconfigured", say("disk.full"), { log: `no room in ${folder}`, cause: error });
      }
    },

    async read(key) {
      const path = pathOf(key);
      try {
        if (path) return await fileBlob(path, `image/${key.slice(65)}`);
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
      throw new AppError("delivery", say("picture.gone"), { log: `there is no image ${JSON.stringify(key)}` });
    },

    async remove(key) {
      const path = pathOf(key);
      if (path) await rm(path, { force: true });
    },

    async removeOlder(key, modifiedBefore) {
      const path = pathOf(key);
      const facts = path === null ? null : await statOrNull(path);
      if (!path || !facts) return true;
      if (facts.mtimeMs >= modifiedBefore || (await isYounger(markOf(path), modifiedBefore))) return false;
      // Whoever writes the same bytes at this moment either misses the file afterwards, or has set the mark in time.
      const aside = join(spoolFolder, spoolName());
      if (!(await moved(path, aside))) return true;
      if (await isYounger(markOf(path), modifiedBefore)) {
        await moved(aside, path);
        return false;
      }
      await removeSpooled(aside);
      await removeSpooled(markOf(path));
      return true;
    },

    async *list() {
      // A process that runs for months sees no other moment for it.
      await removeSpooledBefore(spoolFolder, now() - spoolLifeMs);
      for (const shard of await readdir(folder)) {
        if (!shardPattern.test(shard)) continue;
        for (const key of await readdir(join(folder, shard))) {
          const path = pathOf(key);
          const facts = path === join(folder, shard, key) ? await statOrNull(path) : null;
          if (facts) yield { key, modifiedAt: facts.mtimeMs };
        }
      }
    },
  };
}

/** Sets the mark, and then looks whether the file is still there: in this order a removal at the same time is noticed. */
async function stillThere(path: string, mark: string): Promise<boolean> {
  await writeFile(mark, "");
  return (await statOrNull(path)) !== null;
}

/** False when there is no such file: another process was faster. */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

async function isYounger(path: string, modifiedBefore: number): Promise<boolean> {
  const facts = await statOrNull(path);
  return facts !== null && facts.mtimeMs >= modifiedBefore;
}

async function statOrNull(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Makes a folder and all above it, so that they survive a power cut. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await openFolder(folder);
  // Nobody has to wait for it to be closed.
  await handle?.sync().finally(() => void handle.close().catch(() => {}));
}

/** For syncing. It is made when it does not exist; null on Windows, which cannot open folders, and whose file system keeps names by itself. */
async function openFolder(folder: string): Promise<FileHandle | null> {
  if (process.platform === "win32") {
    await mkdir(folder, { recursive: true });
    return null;
  }
  try {
    return await open(folder, "r");
  } catch (error) {
    if (!isMissing(error)) throw error;
    await mkdir(folder, { recursive: true });
    return open(folder, "r");
  }
}

/** A full disk, a used-up quota, or the largest file that this process may write. */
function isOutOfRoom(error: unknown): boolean {
  return isDiskFull(error) || codeOf(error) === "EFBIG";
}

function isMissing(error: unknown): boolean {
  return codeOf(error) === "ENOENT";
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
