import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { realChance } from "#core/clock.ts";
import { totalScope } from "#core/scopes.ts";
import { usualTiming } from "#core/timing.ts";
import { readConfig } from "#src/config.ts";
import { openLimner } from "#src/limner.ts";
import { inOrder, silence } from "#src/local-images-api/faults.ts";
import { openSqliteRecords } from "#src/stores/records/sqlite.ts";
import { aDelivery, aJob, replyTo, writeJob } from "#test/contract/sample-rows.ts";
import { accountAt, imageServer } from "#test/image-server.ts";
import { mountable, smallDisk } from "#test/small-disk.ts";
import { type Host, host } from "./service.ts";

async function recordsOf({ dataFolder }: Host) {
  const records = await openSqliteRecords({ path: join(dataFolder, "limner.db"), log: () => {} });
  onTestFinished(() => records.close());
  return records;
}

describe("npm start", () => {
  test("says what it started, tells how it is, and stops in peace", async () => {
    const machine = await host();
    const service = await machine.serves({ DAILY_BUDGET_USD: "5", IMAGE_MODEL: "gpt-image-1" });
    const alive = await fetch(`${service.origin}/healthz`);
    expect(await alive.json()).toMatchObject({ status: "alive", version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
    const ready = await fetch(`${service.origin}/readyz`);
    expect(await ready.json()).toEqual({ ready: true, parts: { database: "ok", pictures: "ok", queue: "ok" } });

    service.kill("SIGTERM");
    const said = await service.ended;
    expect(said.exitCode).toBe(0);
    expect(said.note).toContain("offline sketches");
    expect(said.note).toContain(machine.dataFolder);
    expect(said.note).toContain("$5.00 a day");
    expect(said.note).toContain("gpt-image-1 was shut down on 2026-10-23: set IMAGE_MODEL to another model");
    expect(said.note).toContain('npm run imagine -- "a lighthouse at dusk"');
    const log = said.out.trim().split("\n");
    for (const line of log) expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number) });
    expect(log.map((line) => JSON.parse(line).msg)).toEqual(expect.arrayContaining(["started", "stopped"]));
    await expect(fetch(`${service.origin}/healthz`)).rejects.toThrow();
  });

  test("on a port that is taken says so and ends with 1", async () => {
    const machine = await host();
    const first = await machine.serves();
    const { port } = new URL(first.origin);
    const second = await machine.starts([], { PORT: port }).ended;
    expect(second.exitCode).toBe(1);
    expect(second.note).toMatch(new RegExp(`^Limner cannot start\\. Port ${port} on 127\\.0\\.0\\.1 is taken`));
  });

  test("without a folder that it may write to says so and ends with 1", async () => {
    const machine = await host();
    await writeFile(join(machine.folder, "in-the-way"), "");
    const said = await machine.starts([], { DATA_DIR: join(machine.folder, "in-the-way", "data") }).ended;
    expect(said.exitCode).toBe(1);
    expect(said.note).toMatch(/^Limner cannot start\. The folder \S+in-the-way\S* cannot be used for Limner's data/);
  });

  if (mountable) {
    test("on a disk that is nearly full goes on, and is not ready until there is room", async () => {
      const machine = await host();
      const disk = await smallDisk(machine.dataFolder, "300m");
      await writeFile(join(disk, "filler"), Buffer.alloc(100_000_000));
      const service = await machine.serves();
      const response = await fetch(`${service.origin}/readyz`);
      expect(response.status).toBe(503);
      expect(await response.json()).toMatchObject({
        ready: false,
        parts: { database: "ok", pictures: expect.stringMatching(/^The disk has \d+ MB left/), queue: "ok" },
      });
      expect((await fetch(`${service.origin}/healthz`)).status).toBe(200);
      await writeFile(join(disk, "filler"), "");
      expect((await fetch(`${service.origin}/readyz`)).status).toBe(200);
      service.kill("SIGINT");
      const said = await service.ended;
      expect(said.exitCode).toBe(0);
      expect(said.out).toContain("the disk is nearly full");
    });
  }
});

describe("a terminal beside the service, on one folder", () => {
  test("gets its pictures while the service sweeps, one after the other and several at once; neither touches the other's", async () => {
    const server = await imageServer();
    const machine = await host(accountAt(server));
    const service = await machine.serves();
    const config = readConfig({ ...accountAt(server), DATA_DIR: machine.dataFolder });
    const busy = { ...usualTiming, sweepEveryMs: 20 };
    const sweeping = await openLimner(
      config,
      () => {},
      () => [],
      busy,
    );
    const records = await recordsOf(machine);
    const elsewhere = { ...replyTo, platform: "chat" };
    const others = await writeJob(records, 2, { replyTo: elsewhere, request: { ...aJob().request, images: [] } });
    const waiting = aDelivery({ replyTo: elsewhere });
    await records.transaction(({ deliveries }) => deliveries.insert(waiting));
    const first = await machine.starts(["imagine", "a fox", "--json"]).ended;
    const more = await Promise.all(
      ["a hare", "an owl"].map((prompt) => machine.starts(["imagine", prompt, "-n", "2", "--json"]).ended),
    );
    const answers = [first, ...more].map(({ out, exitCode }) => ({ ...JSON.parse(out), exitCode }));
    for (const answer of answers) expect(answer).toMatchObject({ ok: true, exitCode: 0 });
    expect(answers.map(({ pictures }) => pictures.length)).toEqual([1, 2, 2]);
    expect(server.requests).toHaveLength(5);
    expect((await fetch(`${service.origin}/readyz`)).status).toBe(200);

    service.kill("SIGTERM");
    expect((await service.ended).exitCode).toBe(0);
    await sweeping.stop();
    await records.transaction(async ({ jobs, pictures, deliveries, ledger }) => {
      expect(await jobs.open(10)).toEqual([others]);
      for (const picture of await pictures.ofJob(others.id)) {
        expect(picture).toMatchObject({ state: "waiting", attempt: 0 });
      }
      expect(await deliveries.find(waiting.id)).toEqual(waiting);
      for (const { job } of answers) {
        for (const picture of await pictures.ofJob(job))
          expect(picture).toMatchObject({ state: "rendered", attempt: 1 });
        expect(await deliveries.ofJob(job)).toMatchObject({ state: "delivered", attempt: 1 });
        expect(await ledger.ofJob(job)).toHaveLength((await pictures.ofJob(job)).length);
      }
    });
  });

  test("that is killed while painting is settled once its lease is over: unknown, undelivered, nothing held", async () => {
    const server = await imageServer({ script: inOrder(silence) });
    const account = accountAt(server);
    const machine = await host(account);
    const terminal = machine.starts(["imagine", "a fox"]);
    await expect.poll(() => server.requests.length, { timeout: 15_000 }).toBe(1);
    terminal.kill("SIGKILL");
    await terminal.ended;

    const config = readConfig({ ...account, DATA_DIR: machine.dataFolder });
    const serviceAt = (laterMs: number) =>
      openLimner(
        config,
        () => {},
        () => [],
        undefined,
        { ...realChance, now: () => Date.now() + laterMs },
      );
    // It sweeps when it opens: at once, and a minute later.
    await (await serviceAt(0)).stop();
    const records = await recordsOf(machine);
    const [job] = await records.transaction(({ jobs }) => jobs.open(1));
    const state = () =>
      records.transaction(async ({ jobs, pictures, deliveries, spending }) => ({
        job: await jobs.find(job?.id ?? ""),
        picture: (await pictures.ofJob(job?.id ?? ""))[0],
        delivery: await deliveries.ofJob(job?.id ?? ""),
        total: await spending.get(totalScope, new Date(job?.createdAt ?? 0).toISOString().slice(0, 10)),
      }));
    const held = await state();
    expect(held).toMatchObject({ picture: { state: "submitting" }, delivery: null });
    expect(held.total.reservedMicros).toBeGreaterThan(0);

    await (await serviceAt(60_000)).stop();
    const settled = await state();
    expect(settled).toMatchObject({
      picture: { state: "unknown", charged: "unknown", reservedMicros: 0 },
      delivery: { state: "undelivered" },
      total: { reservedMicros: 0, spentMicros: held.total.reservedMicros },
    });
    expect(settled.job?.handedOverAt).not.toBe(null);
    expect(server.requests).toHaveLength(1);
  });
});

describe("the night", () => {
  const at = (time: string) => ({ ...realChance, now: () => Date.parse(time) });

  test("brings one backup, though two services run, at the first quiet moment after three", async () => {
    const server = await imageServer();
    const machine = await host();
    const env = { ...accountAt(server), DATA_DIR: machine.dataFolder, TIME_ZONE: "Europe/Berlin" };
    const said: string[] = [];
    const serviceAt = (time: string) =>
      openLimner(
        readConfig(env),
        (message) => void said.push(message),
        () => [],
        undefined,
        at(time),
      );
    const backups = () => readdir(join(machine.dataFolder, "backups")).catch(() => []);

    const evening = await serviceAt("2026-11-21T01:59:00Z");
    await evening.stop();
    expect(await backups()).toEqual([]);
    const both = await Promise.all([serviceAt("2026-11-21T02:00:00Z"), serviceAt("2026-11-21T02:00:00Z")]);
    await expect.poll(backups, { timeout: 10_000 }).toEqual(["limner-2026-11-21.db"]);
    await expect.poll(() => said, { timeout: 10_000 }).toContain("the database was backed up");
    for (const service of both) await service.stop();
    const later = await serviceAt("2026-11-21T15:00:00Z");
    await later.stop();
    expect(said.filter((message) => message === "the database was backed up")).toHaveLength(1);
    expect(said).not.toContain("housekeeping failed and is tried again");
  });

  test("deletes what is older than RETENTION_DAYS while the service runs", async () => {
    const machine = await host();
    const painted = JSON.parse((await machine.starts(["imagine", "a fox", "--json"]).ended).out);
    const env = { DATA_DIR: machine.dataFolder, RETENTION_DAYS: "30", BACKUPS: "0" };
    const inSpring = at(new Date(Date.now() + 40 * 24 * 60 * 60 * 1000).toISOString());
    const service = await openLimner(
      readConfig(env),
      () => {},
      () => [],
      undefined,
      inSpring,
    );
    const images = () => readdir(join(machine.dataFolder, "images"), { recursive: true });
    await expect
      .poll(async () => (await images()).filter((name) => /\.(png|jpeg|webp)$/.test(name)), { timeout: 10_000 })
      .toEqual([]);
    await service.stop();
    const info = await machine.starts(["info", painted.job]).ended;
    expect(info.out + info.note).toMatch(/deleted on/);
  });
});
