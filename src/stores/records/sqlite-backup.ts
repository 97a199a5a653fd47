import { once } from "node:events";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Worker } from "node:worker_threads";

const finishedPattern = /^limner-\d{4}-\d{2}-\d{2}\.db$/;
const unfinishedPattern = /^limner-.*\.part(-journal|-wal|-shm)?$/;

export interface BackupOptions {
  /** The database file; it may be in use. */
  readonly path: string;
  /** Folder of the copies; it is made when it does not exist. */
  readonly folder: string;
  /** YYYY-MM-DD, for the name: a second copy of a day takes the place of the first. */
  readonly day: string;
  /** How many copies stay, this one included. */
  readonly keep: number;
  /** Ends it in the middle; what is unfinished is removed. */
  readonly signal: AbortSignal;
}

/**
 * Copies a SQLite database while it is in use, as it is at one moment, checks that the copy is whole, and only then gives
 * it its name: a file `limner-YYYY-MM-DD.db` is always good. Rejects when it cannot be made; then the older ones stay.
 */
export async function backUpSqlite(options: BackupOptions): Promise<{ readonly path: string; readonly bytes: number }> {
  const { folder, day, signal } = options;
  await mkdir(folder, { recursive: true });
  await removeUnfinished(folder);
  const path = join(folder, `limner-${day}.db`);
  const unfinished = `${path}.part`;
  try {
    const verdict = await copyAndCheck(options.path, unfinished, signal);
    if (verdict !== "ok") throw new Error(`the copy of ${options.path} is damaged: ${verdict}`);
    const { size: bytes } = await stat(unfinished);
    await rename(unfinished, path);
    await syncFolder(folder);
    await removeOldest(folder, options.keep);
    return { path, bytes };
  } catch (error) {
    await removeUnfinished(folder);
    throw error;
  }
}

async function copyAndCheck(from: string, to: string, signal: AbortSignal): Promise<string> {
  const worker = new Worker(new URL("./sqlite-backup-worker.ts", import.meta.url), { workerData: { from, to } });
  try {
    const answered = once(worker, "message", { signal }).then(([verdict]) => String(verdict));
    // A thread that ends without a word would be waited for in vain.
    const ended = once(worker, "exit").then(() => "no answer");
    return await Promise.race([answered, ended]);
  } finally {
    await worker.terminate();
  }
}

async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (unfinishedPattern.test(name)) await rm(join(folder, name), { force: true });
  }
}

async function removeOldest(folder: string, keep: number): Promise<void> {
  const finished = (await readdir(folder)).filter((name) => finishedPattern.test(name)).toSorted();
  for (const name of finished.slice(0, Math.max(0, finished.length - keep)))
    await rm(join(folder, name), { force: true });
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open folders, and its file system keeps names by itself.
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
