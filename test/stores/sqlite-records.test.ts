import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Records } from "#core/records.ts";
import { openSqliteRecords } from "#src/stores/records/sqlite.ts";
import { recordsContract } from "#test/contract/records.ts";

const writer = fileURLToPath(new URL("./sqlite-writer.ts", import.meta.url));

async function newFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "limner-records-"));
  return { path: join(folder, "data", "limner.db"), remove: () => rm(folder, { recursive: true }) };
}

async function newFile(): Promise<string> {
  const { path, remove } = await newFolder();
  onTestFinished(remove);
  return path;
}

function open(path: string, waitMs?: number): Promise<Records> {
  return openSqliteRecords({ path, log: () => {}, ...(waitMs === undefined ? {} : { waitMs }) });
}

function startWriter(
  path: string,
  prefix: string,
  count: number,
): { child: ChildProcess; names: AsyncIterable<string> } {
  const child = spawn(process.execPath, [writer, path, prefix, String(count)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return { child, names: createInterface({ input: child.stdout }) };
}

async function allOf(names: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const name of names) all.push(name);
  return all;
}

async function missing(records: Records, names: readonly string[]): Promise<string[]> {
  return records.transaction(async ({ settings }) => {
    const lost: string[] = [];
    for (const name of names) if ((await settings.get("written", name)) === null) lost.push(name);
    return lost;
  });
}

recordsContract("SQLite records", async () => {
  const { path, remove } = await newFolder();
  const records = await open(path);
  return {
    records,
    close: async () => {
      await records.close();
      await remove();
    },
  };
});

describe("one SQLite file", () => {
  test("made by two processes that start at once takes 200 rows from each and loses none", async () => {
    const path = await newFile();
    const [left, right] = [startWriter(path, "left ", 200), startWriter(path, "right ", 200)];
    const names = (await Promise.all([allOf(left.names), allOf(right.names)])).flat();
    expect(names).toHaveLength(400);
    const records = await open(path);
    expect(await missing(records, names)).toEqual([]);
    await records.close();
  });

  test("keeps every acknowledged row of a writer that was killed", async () => {
    const path = await newFile();
    const { child, names } = startWriter(path, "", 100_000);
    const acknowledged: string[] = [];
    for await (const name of names) {
      acknowledged.push(name);
      if (acknowledged.length === 50) child.kill("SIGKILL");
    }
    const records = await open(path);
    expect(acknowledged.length).toBeGreaterThanOrEqual(50);
    expect(await missing(records, acknowledged)).toEqual([]);
    await records.close();
  });

  test("opens again with everything in it", async () => {
    const path = await newFile();
    for (const value of ["first", "second"]) {
      const records = await open(path);
      const before = await records.transaction(({ settings }) => settings.get("s", "n"));
      expect(before).toBe(value === "first" ? null : "first");
      await records.transaction(({ settings }) => settings.set("s", "n", value));
      await records.close();
      await records.close();
    }
  });

  test("that another process holds for too long is answered with busy, and works again afterwards", async () => {
    const path = await newFile();
    const records = await open(path, 100);
    const other = new DatabaseSync(path);
    other.exec("begin immediate");
    const write = () => records.transaction(({ settings }) => settings.set("s", "n", "v"));
    await expect(write()).rejects.toMatchObject({ code: "busy", text: { code: "records.busy" } });
    const waiting = write();
    other.exec("rollback");
    await waiting;
    other.close();
    await records.close();
  });

  test("closes only when its running transactions have ended", async () => {
    const path = await newFile();
    const records = await open(path);
    let goOn = () => {};
    const pause = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const running = records.transaction(async ({ settings }) => {
      await pause;
      await settings.set("written", "last", "yes");
    });
    const closed = records.close();
    goOn();
    await Promise.all([running, closed]);
    const again = await open(path);
    expect(await missing(again, ["last"])).toEqual([]);
    await again.close();
  });

  test("that is no database, or of a newer release, is refused with a reason", async () => {
    const path = await newFile();
    await (await open(path)).close();
    const newer = new DatabaseSync(path);
    newer.exec("insert into kysely_migration values ('9999-later', '2030-01-01T00:00:00.000Z')");
    newer.close();
    await expect(open(path)).rejects.toMatchObject({ code: "misconfigured", text: { code: "records.unusable" } });
    await rm(path);
    await writeFile(path, "no database at all, but long enough to look at".repeat(100));
    await expect(open(path)).rejects.toMatchObject({ code: "misconfigured", text: { code: "records.unusable" } });
  });
});
