import { execFile } from "node:child_process";
import { mkdtemp, rm, statfs, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** How long the disk stays full, in milliseconds. */
const fullMs = 3_000;

/** A disk of 420 MB: the store keeps 256 MB free, so that it has to be that large. */
export async function prepareDisk() {
  const path = await mkdtemp(join(tmpdir(), "limner-chaos-disk-"));
  await run("mount", ["-t", "tmpfs", "-o", "size=420m", "limner-chaos", path]);
  return {
    path,
    /** Fills it to the last byte at a third of the time and at two thirds. */
    async disturb(dataDir: string, durationMs: number): Promise<void> {
      for (let nth = 0; nth < 2; nth += 1) {
        await pause(durationMs / 3);
        const ballast = join(dataDir, "ballast");
        const { bavail, bsize } = await statfs(dataDir);
        await writeFile(ballast, Buffer.alloc(bavail * bsize)).catch(() => {});
        await pause(fullMs);
        await rm(ballast, { force: true });
      }
    },
    async remove(): Promise<void> {
      await run("umount", [path]);
      await rm(path, { recursive: true });
    },
  };
}
