import { createHash, type Hash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { getPriority, setPriority } from "node:os";
import { parentPort } from "node:worker_threads";

/** A file's beginning of so many bytes is written; more may come, or its hash is wanted, or it is not wanted any more. */
export interface ToHashThread {
  readonly id: number;
  readonly path: string;
  readonly bytes: number;
  readonly next: "wait" | "tell" | "forget";
}

interface Hashed {
  readonly file: number;
  readonly hash: Hash;
  bytes: number;
}

const block = Buffer.allocUnsafeSlow(256 * 1024);
const files = new Map<number, Hashed>();

try {
  // Whatever else there is to do comes first: acknowledging above all. Only on Linux this is about one thread alone.
  if (process.platform === "linux") setPriority(0, Math.max(getPriority(), 10));
} catch {
  // A sandbox may forbid it; then it takes its turn like all others.
}

parentPort?.on("message", ({ id, path, bytes, next }: ToHashThread) => {
  try {
    if (next !== "forget") follow(id, path, bytes);
    if (next === "tell") parentPort?.postMessage({ id, sha256: files.get(id)?.hash.digest("hex") });
    if (next !== "wait") close(id);
  } catch (error) {
    close(id);
    // Said when it is asked for; until then nobody listens.
    if (next === "tell") parentPort?.postMessage({ id, error });
  }
});

function follow(id: number, path: string, upTo: number): void {
  const known = files.get(id) ?? { file: openSync(path, "r"), hash: createHash("sha256"), bytes: 0 };
  files.set(id, known);
  while (known.bytes < upTo) {
    const read = readSync(known.file, block, 0, Math.min(block.length, upTo - known.bytes), known.bytes);
    if (read === 0) throw new Error(`${path} is shorter than it was`);
    known.hash.update(block.subarray(0, read));
    known.bytes += read;
  }
}

function close(id: number): void {
  const known = files.get(id);
  files.delete(id);
  if (known) closeSync(known.file);
}
