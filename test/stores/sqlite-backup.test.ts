import { copyFile, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openSqliteRecords } from "#src/stores/records/sqlite.ts";
import { backUpSqlite } from "#src/stores/records/sqlite-backup.ts";
import { writeJob } from "#test/contract/sample-rows.ts";

const never = new AbortController().signal;

async function database() {
  const home = await mkdtemp(join(tmpdir(), "limner-backup-"));
  const path = join(home, "limner.db");
  const records = await openSqliteRecords({ path, log: () => {} });
  onTestFinished(async () => {
    await records.close();
    await rm(home, { recursive: true });
  });
  const folder = join(home, "backups");
  const backUp = (day: string, more: { readonly keep?: number; readonly signal?: AbortSignal } = {}) =>
    backUpSqlite({ path, folder, day, keep: 7, signal: never, ...more });
  return { home, path, records, folder, backUp };
}

describe("a backup", () => {
  test("is one file that opens in the place of the lost database, with everything in it", async () => {
    const { home, records, folder, backUp } = await database();
    const job = await writeJob(records, 2);
    const { path, bytes } = await backUp("2026-11-20");
    expect(await readdir(folder)).toEqual(["limner-2026-11-20.db"]);
    expect(bytes).toBeGreaterThan(10_000);
    await writeJob(records, 1);

    const restored = join(home, "restored.db");
    await copyFile(path, restored);
    const again = await openSqliteRecords({ path: restored, log: () => {} });
    expect(await again.transaction(({ jobs }) => jobs.find(job.id))).toEqual(job);
    expect(await again.transaction(({ jobs }) => jobs.countOpen())).toBe(1);
    expect(await again.transaction(({ pictures }) => pictures.ofJob(job.id))).toHaveLength(2);
    await again.close();
  });

  test("is made while rows are written, and is whole as of one moment", async () => {
    const { records, backUp } = await database();
    let written = 0;
    const done = backUp("2026-11-20").finally(() => {
      written = -written;
    });
    for (let count = 1; written >= 0 && count < 1_000; count += 1) {
      await records.transaction(async ({ settings }) => {
        await settings.set("left", "count", String(count));
        await settings.set("right", "count", String(count));
      });
      if (written >= 0) written = count;
    }
    const { path } = await done;
    const copy = await openSqliteRecords({ path, log: () => {} });
    const both = await copy.transaction(async ({ settings }) => [
      await settings.get("left", "count"),
      await settings.get("right", "count"),
    ]);
    expect(both[0]).toBe(both[1]);
    await copy.close();
  });

  test("takes the place of the same day's, and only so many are kept; other files are left alone", async () => {
    const { folder, backUp } = await database();
    for (const day of ["2026-11-18", "2026-11-19", "2026-11-20", "2026-11-20"]) await backUp(day, { keep: 2 });
    await writeFile(join(folder, "limner-before-the-move.db"), "mine");
    await writeFile(join(folder, "limner-2026-11-17.db.part"), "left by a crash");
    await backUp("2026-11-21", { keep: 2 });
    expect((await readdir(folder)).toSorted()).toEqual([
      "limner-2026-11-20.db",
      "limner-2026-11-21.db",
      "limner-before-the-move.db",
    ]);
  });

  test("of a database that is damaged is refused, and the older ones stay", async () => {
    const { home, folder, backUp } = await database();
    await backUp("2026-11-19", { keep: 1 });
    const damaged = join(home, "damaged.db");
    await writeFile(damaged, "no database at all, but long enough to look at".repeat(100));
    const failing = backUpSqlite({ path: damaged, folder, day: "2026-11-20", keep: 1, signal: never });
    await expect(failing).rejects.toThrow(/not a database/);
    expect(await readdir(folder)).toEqual(["limner-2026-11-19.db"]);
  });

  test("that is stopped in the middle leaves nothing behind", async () => {
    const { folder, backUp } = await database();
    const stop = new AbortController();
    const stopped = backUp("2026-11-20", { signal: stop.signal });
    setTimeout(() => stop.abort(), 20);
    await expect(stopped).rejects.toThrow(/abort/i);
    expect(await readdir(folder)).toEqual([]);
  });
});
