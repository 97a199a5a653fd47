import { describe, expect, type TestContext, test } from "vitest";
import { askingOf } from "#test/processes/worker-process.ts";
import { eventually, scene } from "./scene.ts";

/** One process falls asleep while its picture is painted, and another one gives the picture up. */
async function oneFellAsleep(context: TestContext) {
  const open = await scene(context);
  const painting = open.holdPainting();
  const first = await open.process();
  const { jobId } = await first.asks(askingOf("event 1", "imagine", { prompt: "a red fox" }));
  await painting.reached;
  open.putToSleep(first);
  painting.open();
  await eventually(() => open.api.requests[0]?.state).toBe("done");
  const second = await open.process();
  await eventually(() => open.chat.messages).toMatchObject([{ problem: "unknown", buttons: ["retry"] }]);
  return { ...open, first, second, jobId };
}

describe.concurrent("a process that is stopped beyond its lease, and goes on with the picture it had asked for", () => {
  test("brings it late, and what it really cost takes the estimate's place", async (context) => {
    const { first, jobId, chat, pictures, ledger, budgets, api } = await oneFellAsleep(context);
    const [estimated] = await ledger(jobId);
    first.signal("SIGCONT");
    await eventually(() => chat.messages).toHaveLength(2);
    expect(chat.messages[1]).toMatchObject({ pictures: [`${jobId}-1`], problem: null });
    expect(chat.messages[1]?.text[0]).toBe("Here is your picture.");

    expect(await pictures(jobId)).toMatchObject([{ state: "rendered", attempt: 1, charged: "yes" }]);
    const rows = await ledger(jobId);
    const cost = rows[0]?.costMicros ?? 0;
    expect(rows).toMatchObject([{ source: "usage", attempt: 1, personMicros: cost }]);
    expect(cost).toBeLessThan(estimated?.costMicros ?? 0);
    const each = [cost, 0, 1];
    expect(await budgets()).toEqual({ person: each, channel: each, workspace: each, total: each });
    expect(api.requests).toHaveLength(1);
  });

  test("keeps it for history when the person has pressed Retry meanwhile: both were paid, one is shown", async (context) => {
    const { first, second, jobId, chat, pictures, ledger, budgets, paid } = await oneFellAsleep(context);
    const retried = await second.asks(askingOf("press 1", "retry", { subject: jobId ?? "" }));
    const pressedTwice = await second.asks(askingOf("press 2", "retry", { subject: jobId ?? "" }));
    expect(pressedTwice.jobId).toBeNull();
    await eventually(() => chat.messages).toHaveLength(3);
    first.signal("SIGCONT");
    await eventually(async () => (await pictures(jobId))[0]?.state).toBe("rendered");
    // It takes part again: whatever it had to say of its picture is said before this.
    await first.asks(askingOf("event 2", "help", {}));
    await eventually(() => chat.messages).toHaveLength(4);

    expect(chat.messages.flatMap((message) => message.pictures)).toEqual([`${retried.jobId}-1`]);
    expect(paid()).toBe(2);
    const rows = [...(await ledger(jobId)), ...(await ledger(retried.jobId))];
    expect(rows).toMatchObject([{ source: "usage" }, { source: "usage" }]);
    const cost = rows.reduce((sum, row) => sum + row.costMicros, 0);
    const each = [cost, 0, 2];
    expect(await budgets()).toEqual({ person: each, channel: each, workspace: each, total: each });
  });
});

describe.concurrent("with ON_UNKNOWN=retry-once", () => {
  test("all pictures of a crashed job are painted once more, in one job, and not a third time", async (context) => {
    const { chat, process, holdPainting, records, api } = await scene(context);
    const painting = holdPainting();
    const first = await process();
    const { jobId } = await first.asks(askingOf("event 1", "imagine", { prompt: "a red fox", count: 3 }));
    await eventually(() => api.requests).toHaveLength(3);
    first.signal("SIGKILL");
    await first.ended;

    const again = holdPainting();
    painting.open();
    const second = await process({ ON_UNKNOWN: "retry-once" });
    await again.reached;
    await eventually(() => api.requests).toHaveLength(6);
    second.signal("SIGKILL");
    await second.ended;
    again.open();

    await process({ ON_UNKNOWN: "retry-once" });
    await eventually(() => chat.messages).toHaveLength(2);
    const retry = await records.transaction(({ jobs }) => jobs.retryOf(jobId ?? ""));
    expect(retry?.request.count).toBe(3);
    expect(chat.messages.map(({ problem, buttons }) => [problem, buttons])).toEqual([
      ["unknown", ["retry"]],
      ["unknown", ["retry"]],
    ]);
    expect(api.requests).toHaveLength(6);
  });
});
