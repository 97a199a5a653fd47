import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { onTestFinished } from "vitest";

const run = promisify(execFile);

/** Whether small disks can be mounted here: it takes rights that not every machine gives. Says so when they cannot. */
export const mountable = await canMount();

/** An empty disk of its own at that path, for example of size `4m`; unmounted when the test is over. */
export async function smallDisk(path: string, size: string): Promise<string> {
  await mkdir(path, { recursive: true });
  await mount(path, size);
  onTestFinished(async () => {
    await run("umount", [path]);
  });
  return path;
}

function mount(path: string, size: string) {
  return run("mount", ["-t", "tmpfs", "-o", `size=${size}`, "limner-test", path]);
}

async function canMount(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), "limner-mount-"));
  try {
    await mount(folder, "1m");
    await run("umount", [folder]);
    return true;
  } catch {
    console.warn("The tests with a full disk need the right to mount one and do not run here.");
    return false;
  } finally {
    await rm(folder, { recursive: true });
  }
}
