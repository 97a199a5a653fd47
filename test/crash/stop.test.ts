import { describe, expect, test } from "vitest";
import { askingOf } from "#test/processes/worker-process.ts";
import { eventually, scene } from "./scene.ts";

const foxes = askingOf("event 1", "imagine", { prompt: "a red fox", count: 2 });

describe.concurrent("a process that is told to stop", () => {
  test("finishes what it paints, brings it, and then ends: nothing is unknown, nothing waits for the next one", async (context) => {
    const { chat, api, process, holdPainting, pictures, records } = await scene(context);
    const painting = holdPainting();
    const first = await process();
    const { jobId } = await first.asks(foxes);
    await eventually(() => api.requests).toHaveLength(2);
    first.signal("SIGTERM");
    painting.open();
    expect(await first.ended).toBe(0);

    expect(await pictures(jobId)).toMatchObject([{ state: "rendered" }, { state: "rendered" }]);
    expect(chat.messages).toMatchObject([{ pictures: [`${jobId}-1`, `${jobId}-2`], problem: null }]);
    expect(await records.transaction(({ deliveries }) => deliveries.waiting(10))).toEqual([]);
  });

  test("gives up what takes longer than the grace period, and says so itself", async (context) => {
    const { chat, api, process, holdPainting, pictures, budgets } = await scene(context);
    holdPainting();
    const first = await process({ SHUTDOWN_GRACE_MS: "200" });
    const { jobId } = await first.asks(foxes);
    await eventually(() => api.requests).toHaveLength(2);
    first.signal("SIGTERM");
    expect(await first.ended).toBe(0);

    expect(await pictures(jobId)).toMatchObject([{ state: "unknown" }, { state: "unknown" }]);
    expect(chat.messages).toMatchObject([{ pictures: [], buttons: ["retry"] }]);
    expect((await budgets()).person).toEqual([0, 0, 0]);
    expect((await budgets()).total).toEqual([expect.any(Number), 0, 2]);
  });
});

describe.concurrent("cancelling at another process than the one that paints", () => {
  test("aborts the request itself, and says that nobody knows whether it was charged", async (context) => {
    const { chat, api, process, holdPainting, pictures, ledger, budgets, paid } = await scene(context);
    holdPainting();
    const first = await process();
    const second = await process();
    const { jobId } = await first.asks(foxes);
    await eventually(() => api.requests).toHaveLength(2);
    await second.asks(askingOf("event 2", "cancel", { subject: jobId ?? "" }));
    await eventually(() => api.requests.map(({ state }) => state)).toEqual(["aborted", "aborted"]);
    await eventually(() => chat.messages).toHaveLength(2);

    expect(chat.messages[0]?.text).toEqual([`${jobId} is being cancelled.`]);
    expect(chat.messages[1]?.text).toEqual([
      "Cancelled while the image service was painting. Whether it charges for that is not known; the estimate stays booked.",
    ]);
    expect(await pictures(jobId)).toMatchObject([{ state: "unknown" }, { state: "unknown" }]);
    expect(await ledger(jobId)).toMatchObject([{ source: "estimate" }, { source: "estimate" }]);
    // Cancelling is the person's own decision, so it is no way around their limits.
    expect((await budgets()).person).toEqual([expect.any(Number), 0, 2]);
    expect((await budgets()).total).toEqual([expect.any(Number), 0, 2]);
    expect(paid()).toBe(0);
  });
});
