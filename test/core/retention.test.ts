import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { chunksOf } from "#core/attachments.ts";
import type { ImageStore } from "#core/image-store.ts";
import { checkStillKept } from "#core/inputs.ts";
import { clearOld, removeOrphans } from "#core/retention.ts";
import type { Picture } from "#core/rows.ts";
import { openSqliteRecords } from "#src/stores/records/sqlite.ts";
import { aDelivery, anImage, writeJob } from "#test/contract/sample-rows.ts";
import { type Desk, desk } from "#test/desk.ts";
import { imageServer, modelAt } from "#test/image-server.ts";

const dayMs = 24 * 60 * 60 * 1000;
const never = new AbortController().signal;

/** A desk whose days pass when the test says so; files on disk are as old as they really are. */
async function deskInTime() {
  let passedMs = 0;
  const now = () => Date.now() + passedMs;
  const open = await desk(modelAt(await imageServer()), { chance: { now } });
  return {
    ...open,
    now,
    daysPass: (days: number) => {
      passedMs += days * dayMs;
    },
    clear: (days: number | null, images: ImageStore = open.images) => clearOld({ ...open, images, now }, days, never),
    sweepOrphans: () => removeOrphans({ ...open, now }, never),
  };
}

async function paint(open: Desk, prompt: string, count = 1): Promise<readonly Picture[]> {
  const { jobId } = await open.asks("imagine", { prompt, count });
  await open.nextAnswer();
  return open.records.transaction(({ pictures }) => pictures.ofJob(jobId ?? ""));
}

function imageOf({ records }: Desk, picture: Picture | undefined) {
  return records.transaction(({ images }) => images.find(picture?.imageId ?? ""));
}

async function isThere({ images }: Desk, key: string | undefined): Promise<boolean> {
  return images.read(key ?? "").then(
    () => true,
    () => false,
  );
}

async function filesOf({ folder }: Desk): Promise<readonly string[]> {
  const entries = await readdir(join(folder, "images"), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && !entry.name.endsWith(".part")).map(({ name }) => name);
}

describe("after the days that the operator gave", () => {
  test("pictures and words are gone; hash, cost and what was booked stay", async () => {
    const open = await deskInTime();
    const [picture] = await paint(open, "a fox in Ada's garden");
    const image = await imageOf(open, picture);
    const booked = () => open.records.transaction(({ ledger }) => ledger.ofJob(picture?.jobId ?? ""));
    const before = await booked();
    expect(before).toHaveLength(1);

    open.daysPass(29);
    expect(await open.clear(30)).toMatchObject({ images: 0, jobs: 0, files: 0 });
    expect(await isThere(open, image?.key)).toBe(true);
    open.daysPass(2);
    expect(await open.clear(30)).toMatchObject({ images: 1, jobs: 1, files: 1, askings: 1, deliveries: 1 });
    expect(await filesOf(open)).toEqual([]);
    expect(await imageOf(open, picture)).toEqual({ ...image, deletedAt: expect.any(Number) });
    expect(await booked()).toEqual(before);
    expect(await open.clear(30)).toMatchObject({ images: 0, jobs: 0, files: 0, askings: 0, deliveries: 0 });

    const rows = await open.records.transaction(async ({ jobs, inbox, pictures }) => [
      await jobs.find(picture?.jobId ?? ""),
      await inbox.find("asking 1"),
      await pictures.ofJob(picture?.jobId ?? ""),
    ]);
    expect(JSON.stringify(rows)).not.toContain("garden");
    expect(rows[2]).toEqual([picture]);
  });

  test("commands say that it was deleted, and nothing is painted from empty words", async () => {
    const open = await deskInTime();
    const [picture] = await paint(open, "a fox");
    open.daysPass(8);
    await open.clear(7);
    await open.asks("again", { subject: picture?.jobId ?? "" });
    expect(await open.nextAnswer()).toMatchObject({ problem: "invalid" });
    expect(open.read.sentences()[0]).toMatch(/deleted/);
    await open.asks("vary", { subject: picture?.id ?? "" });
    expect(await open.nextAnswer()).toMatchObject({ problem: "invalid" });
    expect(open.read.sentences()[0]).toMatch(/was deleted on/);
    await open.asks("history", {});
    expect(JSON.stringify(await open.nextAnswer())).not.toContain("fox");
    expect(open.read.failures).toEqual([]);
  });

  test("without any number of days everything is kept, except forms that nobody sent off and answered askings", async () => {
    const open = await deskInTime();
    const [picture] = await paint(open, "a fox");
    open.daysPass(31);
    expect(await open.clear(null)).toMatchObject({ images: 0, jobs: 0, files: 0, askings: 1, deliveries: 0 });
    expect(await isThere(open, (await imageOf(open, picture))?.key)).toBe(true);
    const again = await open.asks("again", { subject: picture?.jobId ?? "" });
    expect(again.jobId).not.toBe(null);
    expect(await open.nextAnswer()).toMatchObject({ problem: null });
  });
});

describe("what is old stays", () => {
  test("while a younger image has the same bytes, and goes with the last one", async () => {
    const open = await deskInTime();
    const [picture] = await paint(open, "a fox");
    const image = await imageOf(open, picture);
    const twin = anImage({ ...image, id: "twin", createdAt: open.now() + 20 * dayMs, jobId: null });
    await open.records.transaction(({ images }) => images.insert(twin, []));
    open.daysPass(31);
    expect(await open.clear(30)).toMatchObject({ images: 1, files: 0 });
    expect(await isThere(open, image?.key)).toBe(true);
    open.daysPass(31);
    expect(await open.clear(30)).toMatchObject({ images: 1, files: 1 });
    expect(await isThere(open, image?.key)).toBe(false);
  });

  test("while it is not delivered yet", async () => {
    const open = await deskInTime();
    const [picture] = await paint(open, "a fox");
    const { id } = aDelivery();
    const delivery = aDelivery({
      id,
      jobId: picture?.jobId ?? "",
      replyTo: { ...aDelivery().replyTo, platform: "chat" },
    });
    await open.records.transaction(({ deliveries }) => deliveries.insert(delivery));
    open.daysPass(31);
    expect(await open.clear(30)).toMatchObject({ images: 0, jobs: 0, files: 0 });
    const failure = {
      code: "delivery",
      text: { code: "delivery.nobody-there", parameters: {} },
      charged: "no",
    } as const;
    await open.records.transaction(({ deliveries }) => deliveries.giveUp(id, failure, open.now()));
    expect(await open.clear(30)).toMatchObject({ images: 1, jobs: 1, files: 1 });
  });

  test("while an open job is made from it, and a job that comes too late is told so before anything is paid", async () => {
    const open = await deskInTime();
    const [picture, other] = await paint(open, "a fox", 2);
    const images = [picture?.imageId ?? ""];
    const size = { width: 1024, height: 1024 };
    open.daysPass(31);
    const job = await writeJob(open.records, 1, {
      createdAt: open.now(),
      request: { ...(await requestOf(open, picture)), images },
    });
    expect(await open.clear(30)).toMatchObject({ images: 1, jobs: 0, files: 1 });
    expect(await isThere(open, (await imageOf(open, picture))?.key)).toBe(true);
    const taken = (id: string) => ({
      inputs: [{ id, size, row: null }],
      mask: null,
      parentJobId: null,
      spoiler: false,
      notes: [],
    });
    await open.records.transaction((rows) => checkStillKept(rows, taken(picture?.imageId ?? "")));
    const late = open.records.transaction((rows) => checkStillKept(rows, taken(other?.imageId ?? "")));
    await expect(late).rejects.toMatchObject({ code: "invalid", text: { code: "subject.deleted" } });

    await open.records.transaction(({ jobs }) => jobs.handOver(job.id, open.now()));
    expect(await open.clear(30)).toMatchObject({ images: 1, files: 1 });
  });

  async function requestOf(open: Desk, picture: Picture | undefined) {
    const job = await open.records.transaction(({ jobs }) => jobs.find(picture?.jobId ?? ""));
    if (!job) throw new Error("a painted picture has a job");
    return job.request;
  }
});

describe("retention that is disturbed", () => {
  test("between rows and bytes goes on where it was", async () => {
    const open = await deskInTime();
    await paint(open, "a fox", 3);
    open.daysPass(31);
    const failing: ImageStore = {
      ...open.images,
      removeOlder: async () => {
        throw new Error("killed here");
      },
    };
    await expect(open.clear(30, failing)).rejects.toThrow("killed here");
    expect(await filesOf(open)).toHaveLength(3);
    expect(await open.clear(30)).toMatchObject({ images: 0, files: 3 });
    expect(await filesOf(open)).toEqual([]);
  });

  test("by a second process that does the same at once removes everything, and counts each row once", async () => {
    const open = await deskInTime();
    const count = 250;
    await open.records.transaction(async ({ images }) => {
      for (let index = 0; index < count; index += 1) {
        const { key, sha256, bytes } = await open.images.write(chunksOf(new Blob([`picture ${index}`])), "png");
        await images.insert(anImage({ key, sha256, bytes, createdAt: open.now() }), []);
      }
    });
    const other = await openSqliteRecords({ path: join(open.folder, "limner.db"), log: () => {} });
    onTestFinished(() => other.close());
    open.daysPass(31);
    const both = await Promise.all([
      open.clear(30),
      clearOld({ records: other, images: open.images, now: open.now }, 30, never),
    ]);
    expect(await filesOf(open)).toEqual([]);
    expect((both[0]?.images ?? 0) + (both[1]?.images ?? 0)).toBe(count);
  });

  test("by a stop ends between two batches", async () => {
    const open = await deskInTime();
    await open.records.transaction(async ({ images }) => {
      for (let index = 0; index < 150; index += 1) await images.insert(anImage({ createdAt: open.now() }), []);
    });
    open.daysPass(31);
    const cleared = await clearOld({ ...open }, 30, AbortSignal.abort());
    expect(cleared.images).toBe(100);
  });
});

test("files that no row knows go when they are older than a day, and none that a row needs", async () => {
  const open = await deskInTime();
  const [picture] = await paint(open, "a fox");
  const orphan = await open.images.write(chunksOf(new Blob(["painted, and then the process died"])), "png");
  expect(await open.sweepOrphans()).toBe(0);
  open.daysPass(2);
  expect(await open.sweepOrphans()).toBe(1);
  expect(await isThere(open, orphan.key)).toBe(false);
  expect(await isThere(open, (await imageOf(open, picture))?.key)).toBe(true);
});
