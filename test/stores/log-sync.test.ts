import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openLogSync } from "#src/stores/records/log-sync.ts";

test("what is committed while the log is being synced waits for the next sync, and all of it becomes durable", async () => {
  const log = openLogSync(await emptyFile());
  const waits = Array.from({ length: 50 }, async (_, nth) => {
    if (nth % 7 === 0) await new Promise((resolve) => setImmediate(resolve));
    log.committed();
    return log.durable();
  });
  await expect(Promise.all(waits)).resolves.toHaveLength(50);
  await log.close();
});

test("nothing written, nothing to wait for: not even a log has to be there", async () => {
  const log = openLogSync(join(tmpdir(), "no such folder", "limner.db-wal"));
  await expect(log.durable()).resolves.toBeUndefined();
  await log.close();
});

test("a log that cannot be opened makes nothing durable, until it can", async () => {
  const path = `${await emptyFile()}-later`;
  const log = openLogSync(path);
  log.committed();
  await expect(log.durable()).rejects.toThrow("ENOENT");
  await writeFile(path, "");
  await expect(log.durable()).resolves.toBeUndefined();
  await log.close();
});

test("once the disk has failed nothing is durable any more: the next sync would succeed without what was lost", async () => {
  // Nothing there can be synced.
  const log = openLogSync("/dev/null");
  log.committed();
  await expect(log.durable()).rejects.toThrow("EINVAL");
  log.committed();
  await expect(log.durable()).rejects.toThrow("EINVAL");
  await log.close();
});

test("whoever needs only what came before does not wait for what came after", async () => {
  // Nothing there can be synced, so waiting for anything would reject.
  const log = openLogSync("/dev/null");
  const before = log.count();
  log.committed();
  await expect(log.durable(before)).resolves.toBeUndefined();
  await expect(log.durable()).rejects.toThrow("EINVAL");
  await log.close();
});

test("closing waits for a sync that is under way", async () => {
  const log = openLogSync(await emptyFile());
  log.committed();
  const durable = log.durable();
  await log.close();
  await expect(durable).resolves.toBeUndefined();
});

async function emptyFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "limner-log-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, "limner.db-wal");
  await writeFile(path, "");
  return path;
}
