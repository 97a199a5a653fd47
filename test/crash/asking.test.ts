import { describe, expect, test } from "vitest";
import { workspaceScope } from "#core/scopes.ts";
import { quarteredPng } from "#test/images.ts";
import { askingOf } from "#test/processes/worker-process.ts";
import { eventually, house, scene } from "./scene.ts";

const fox = askingOf("event 1", "imagine", { prompt: "a red fox" });
const hat = askingOf("event 1", "edit", {
  image: { attached: "desk", reference: "cat.png", name: "cat.png", bytes: null },
  prompt: "a hat",
});

describe.concurrent("an asking", () => {
  test("that was received by a process that is gone, and nothing more, is answered by the next one", async (context) => {
    const { chat, records, process, paid, budgets } = await scene(context);
    const row = { dedupeKey: fox.dedupeKey, invocation: fox, receivedAt: Date.now() };
    await records.transaction(({ inbox }) => inbox.receive(row, { owner: "gone", leaseUntil: Date.now() - 1 }));

    const next = await process();
    await eventually(() => chat.messages).toHaveLength(1);
    expect(chat.messages).toMatchObject([{ asking: "event 1", pictures: [expect.any(String)], problem: null }]);
    expect(paid()).toBe(1);
    expect((await budgets()).person).toEqual([expect.any(Number), 0, 1]);
    // Sent once more by a platform that had heard nothing.
    expect(await next.asks(fox)).toMatchObject({ first: false });
    expect(paid()).toBe(1);
  });

  test("whose process is killed while its pictures are opened is taken in by the next one, and paid once", async (context) => {
    const { chat, process, paid, budgets } = await scene(context);
    chat.attach("cat.png", await quarteredPng({ width: 64, height: 48 }));
    const door = chat.close("attachment");
    const first = await process();
    const asked = first.asks(hat).catch(() => null);
    await door.reached;
    expect((await budgets()).total).toEqual([0, 0, 0]);
    first.signal("SIGKILL");
    await asked;
    await door.left;
    door.open();

    await process();
    await eventually(() => chat.messages).toHaveLength(1);
    expect(chat.messages).toMatchObject([{ pictures: [expect.any(String)], problem: null }]);
    expect(paid()).toBe(1);
  });

  test("whose process is killed when it was admitted, and nothing painted yet, is painted by the next one", async (context) => {
    const { chat, records, process, pictures, ledger, budgets, paid } = await scene(context);
    const mayRun = (jobs: string | null) =>
      records.transaction(({ settings }) => settings.set(workspaceScope(house), "person-running-jobs", jobs));
    await mayRun("0");
    const first = await process();
    const { jobId } = await first.asks(fox);
    first.signal("SIGKILL");
    await first.ended;
    const [waiting] = await pictures(jobId);
    expect(waiting).toMatchObject({ state: "waiting", attempt: 0 });
    expect((await budgets()).person).toEqual([0, waiting?.reservedMicros, 1]);

    await mayRun(null);
    await process();
    await eventually(() => chat.messages).toHaveLength(1);
    expect(chat.messages).toMatchObject([{ pictures: [`${jobId}-1`], problem: null }]);
    expect(paid()).toBe(1);
    const [row] = await ledger(jobId);
    expect(row).toMatchObject({ source: "usage", attempt: 1 });
    expect((await budgets()).person).toEqual([row?.costMicros, 0, 1]);
  });

  test("that is being taken in when the process is told to stop, and does not get ready in time, waits for the next one", async (context) => {
    const { chat, process, paid } = await scene(context);
    chat.attach("cat.png", await quarteredPng({ width: 64, height: 48 }));
    const door = chat.close("attachment");
    const first = await process({ SHUTDOWN_GRACE_MS: "100" });
    const asked = first.asks(hat).catch(() => null);
    await door.reached;
    first.signal("SIGTERM");
    expect(await first.ended).toBe(0);
    await asked;
    expect(chat.failures).toEqual([]);
    expect(chat.messages).toEqual([]);
    door.open();

    await process();
    await eventually(() => chat.messages).toHaveLength(1);
    expect(chat.messages).toMatchObject([{ pictures: [expect.any(String)], problem: null }]);
    expect(paid()).toBe(1);
  });

  test("that arrives a hundred times, at two processes, is one job, one charge and one answer", async (context) => {
    const { api, chat, process, paid } = await scene(context);
    const workers = [await process(), await process()];
    const receipts = await Promise.all(
      Array.from({ length: 50 }, () => workers.map((worker) => worker.asks(fox))).flat(),
    );
    await eventually(() => chat.messages).toHaveLength(1);
    expect(receipts.filter(({ first }) => first)).toHaveLength(1);
    await Promise.all(workers.map((worker) => worker.asks(fox)));
    expect(api.requests).toHaveLength(1);
    expect(paid()).toBe(1);
    expect(chat.messages).toHaveLength(1);
  });
});
