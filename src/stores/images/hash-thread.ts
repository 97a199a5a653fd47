import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { parentPort } from "node:worker_threads";

/*
 * Hashes files on a thread of its own: SHA-256 takes half a millisecond a megabyte, as much as all the rest of taking a
 * picture in, and the main thread also acknowledges.
 */
const block = Buffer.allocUnsafeSlow(256 * 1024);

parentPort?.on("message", ({ id, path }: { readonly id: number; readonly path: string }) => {
  try {
    parentPort?.postMessage({ id, sha256: sha256Of(path) });
  } catch (error) {
    parentPort?.postMessage({ id, error });
  }
});

function sha256Of(path: string): string {
  const hash = createHash("sha256");
  const file = openSync(path, "r");
  try {
    for (;;) {
      const bytes = readSync(file, block);
      if (bytes === 0) return hash.digest("hex");
      hash.update(block.subarray(0, bytes));
    }
  } finally {
    closeSync(file);
  }
}
