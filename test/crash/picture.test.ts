import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { maskFor, quarteredPng } from "#test/images.ts";
import { askingOf } from "#test/processes/worker-process.ts";
import { eventually, type Scene, scene } from "./scene.ts";

const fox = askingOf("event 1", "imagine", { prompt: "a red fox" });
const uncertain =
  "Limner was interrupted while the image service was painting, so what became of this picture is not known. It may have been charged; your own budget is not.";

/** What is booked of a picture whose fate nobody knows: against everybody but the person who asked. */
async function expectUncertain({ chat, pictures, ledger, budgets }: Scene, jobId: string | null): Promise<void> {
  await eventually(() => chat.messages).toHaveLength(1);
  expect(chat.messages).toMatchObject([{ text: [uncertain], pictures: [], buttons: ["retry"], problem: "unknown" }]);
  expect(await pictures(jobId)).toMatchObject([{ state: "unknown", charged: "unknown", reservedMicros: 0 }]);
  const rows = await ledger(jobId);
  expect(rows).toMatchObject([{ source: "estimate", personMicros: 0, attempt: 1 }]);
  const estimate = rows[0]?.costMicros ?? 0;
  expect(estimate).toBeGreaterThan(0);
  const everybody = [estimate, 0, 1];
  expect(await budgets()).toEqual({ person: [0, 0, 0], channel: everybody, workspace: everybody, total: everybody });
}

/** A picture that arrived: booked once, by the service's own account. */
async function expectPainted({ chat, pictures, ledger, budgets, paid }: Scene, jobId: string | null): Promise<void> {
  await eventually(() => chat.messages).toHaveLength(1);
  expect(chat.messages).toMatchObject([{ pictures: [`${jobId}-1`], problem: null }]);
  expect(chat.messages[0]?.text[0]).toBe("Here is your picture.");
  expect(paid()).toBe(1);
  expect(await pictures(jobId)).toMatchObject([{ state: "rendered", charged: "yes", attempt: 1 }]);
  const rows = await ledger(jobId);
  expect(rows).toMatchObject([{ source: "usage", attempt: 1 }]);
  const cost = rows[0]?.costMicros ?? 0;
  const each = [cost, 0, 1];
  expect(await budgets()).toEqual({ person: each, channel: each, workspace: each, total: each });
}

describe.concurrent("a process that is killed while a picture", () => {
  test("was asked for and not yet painted: not paid, but who knows; the person is not charged and may retry", async (context) => {
    const open = await scene(context);
    const painting = open.holdPainting();
    const first = await open.process();
    const { jobId } = await first.asks(fox);
    await painting.reached;
    first.signal("SIGKILL");
    await first.ended;

    await open.process();
    await expectUncertain(open, jobId);
    expect(open.paid()).toBe(0);
    expect(open.api.requests).toHaveLength(1);
  });

  test("was painted and paid, and had not arrived: nobody asks for it again unless the person does", async (context) => {
    const open = await scene(context);
    const painting = open.holdPainting();
    const first = await open.process();
    const { jobId } = await first.asks(fox);
    await painting.reached;
    open.putToSleep(first);
    painting.open();
    await eventually(() => open.api.requests[0]?.state).toBe("done");
    first.signal("SIGKILL");
    await first.ended;

    await open.process();
    await expectUncertain(open, jobId);
    expect(open.paid()).toBe(1);
    expect(open.api.requests).toHaveLength(1);
  });

  test("lay on the disk and in no row yet: as uncertain as one that did not arrive", async (context) => {
    const open = await scene(context);
    const painting = open.holdPainting();
    const first = await open.process();
    const { jobId } = await first.asks(fox);
    await painting.reached;
    const lock = open.lockRows();
    painting.open();
    await eventually(() => storedIn(open.folder)).toHaveLength(1);
    first.signal("SIGKILL");
    await first.ended;
    lock.release();

    await open.process();
    await expectUncertain(open, jobId);
    expect(open.paid()).toBe(1);
  });

  test("was rendered, and the original was not put back outside the mask yet: that is done then, and nothing paid again", async (context) => {
    const open = await scene(context);
    open.chat.attach("cat.png", await quarteredPng({ width: 1024, height: 768 }));
    open.chat.attach(
      "mask.png",
      await maskFor({ width: 1024, height: 768 }, { left: 100, top: 100, width: 300, height: 300 }),
    );
    const first = await open.process();
    const { jobId } = await first.asks(
      askingOf("event 1", "edit", {
        image: { attached: "desk", reference: "cat.png", name: "cat.png", bytes: null },
        mask: { attached: "desk", reference: "mask.png", name: "mask.png", bytes: null },
        prompt: "a hat",
      }),
    );
    const state = () => open.pictures(jobId).then(([picture]) => picture?.state);
    await eventually(state, 1).toBe("rendered");
    const lock = open.lockRows();
    first.signal("SIGKILL");
    await first.ended;
    lock.release();
    expect(await open.pictures(jobId)).toMatchObject([{ imageId: null }]);

    await open.process();
    await expectPainted(open, jobId);
    const [picture] = await open.pictures(jobId);
    expect(picture?.imageId).not.toBe(picture?.paintedImageId);
  });

  test("was rendered, and its job not handed over: it is delivered as if nothing had been", async (context) => {
    const open = await scene(context);
    const painting = open.holdPainting();
    const first = await open.process();
    const { jobId } = await first.asks(fox);
    await painting.reached;
    const progress = open.chat.close("progress");
    await progress.reached;
    // Whoever took the asking in may stand there first; the worker, who reports every 50 ms, has to as well.
    await pause(300);
    painting.open();
    const state = () => open.pictures(jobId).then(([picture]) => picture?.state);
    await eventually(state).toBe("rendered");
    first.signal("SIGKILL");
    await progress.left;
    progress.open();
    expect(await open.records.transaction(({ jobs }) => jobs.find(jobId ?? ""))).toMatchObject({ handedOverAt: null });

    await open.process();
    await expectPainted(open, jobId);
  });
});

test("a process that is killed while it sketches offline: nothing was charged, and nobody is left in doubt", async (context) => {
  const { chat, process, lockRows, pictures, ledger, budgets } = await scene(context);
  const offline = { OPENAI_API_KEY: "", OPENAI_BASE_URL: "" };
  const first = await process(offline);
  const { jobId } = await first.asks(fox);
  const state = () => pictures(jobId).then(([picture]) => picture?.state);
  await eventually(state, 1).toBe("submitting");
  const lock = lockRows();
  first.signal("SIGKILL");
  await first.ended;
  lock.release();
  expect(await state()).toBe("submitting");

  await process(offline);
  await eventually(() => chat.messages).toHaveLength(1);
  expect(chat.messages).toMatchObject([
    {
      text: ["Limner was stopped before this was painted. Nothing was charged; ask again."],
      buttons: [],
      problem: "cancelled",
    },
  ]);
  expect(await ledger(jobId)).toEqual([]);
  expect((await budgets()).total).toEqual([0, 0, 0]);
});

async function storedIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(join(folder, "images"), { recursive: true });
  return names.filter((name) => name.endsWith(".png"));
}
