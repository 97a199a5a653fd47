import { describe, expect, test } from "vitest";
import { askingOf } from "#test/processes/worker-process.ts";
import { eventually, type Scene, scene } from "./scene.ts";

const fox = askingOf("event 1", "imagine", { prompt: "a red fox" });

/** Seen once, paid once, booked once, whatever happened to the posting. */
async function expectDeliveredOnce(
  { chat, records, paid, ledger, budgets }: Scene,
  jobId: string | null,
  repeats: number,
): Promise<void> {
  const delivery = () => records.transaction(({ deliveries }) => deliveries.find(`${jobId}.result`));
  await eventually(async () => (await delivery())?.state).toBe("delivered");
  expect(chat.messages.filter(({ asking }) => asking === "event 1")).toMatchObject([{ pictures: [`${jobId}-1`] }]);
  expect(chat.failures).toEqual([]);
  expect(chat.repeats()).toBe(repeats);
  expect(paid()).toBe(1);
  const rows = await ledger(jobId);
  expect(rows).toMatchObject([{ source: "usage", attempt: 1 }]);
  expect((await budgets()).person).toEqual([rows[0]?.costMicros, 0, 1]);
}

describe.concurrent("a process that is killed while a result", () => {
  test("waits to be posted: the next one posts it", async (context) => {
    const open = await scene(context);
    const { chat, records } = open;
    const door = chat.close("post");
    const first = await open.process();
    // As many as may be posted at once.
    for (let nth = 0; nth < 8; nth += 1) await first.asks(askingOf(`help ${nth}`, "help", {}));
    await door.reached;
    const { jobId } = await first.asks(fox);
    const delivery = () => records.transaction(({ deliveries }) => deliveries.find(`${jobId}.result`));
    await eventually(async () => (await delivery())?.state).toBe("waiting");
    first.signal("SIGKILL");
    await door.left;
    door.open();

    await open.process();
    await expectDeliveredOnce(open, jobId, 0);
    await eventually(() => chat.messages).toHaveLength(9);
  });

  test("is being posted and not there yet: the next one posts it", async (context) => {
    const open = await scene(context);
    const door = open.chat.close("post");
    const first = await open.process();
    const { jobId } = await first.asks(fox);
    await door.reached;
    first.signal("SIGKILL");
    await door.left;
    door.open();

    await open.process();
    await expectDeliveredOnce(open, jobId, 0);
  });

  test("is there, and no row says so: the next one posts it under the same nonce, and people see it once", async (context) => {
    const open = await scene(context);
    const door = open.chat.close("posted");
    const first = await open.process();
    const { jobId } = await first.asks(fox);
    await door.reached;
    first.signal("SIGKILL");
    await door.left;
    door.open();

    await open.process();
    await expectDeliveredOnce(open, jobId, 1);
  });
});

describe.concurrent("a process that is stopped beyond its lease while it posts", () => {
  test("finds when it goes on that another one has posted, and says nothing more", async (context) => {
    const open = await scene(context);
    const door = open.chat.close("posted");
    const first = await open.process();
    const { jobId } = await first.asks(fox);
    await door.reached;
    open.putToSleep(first);
    door.open();

    await open.process();
    await expectDeliveredOnce(open, jobId, 1);
    first.signal("SIGCONT");
    // It takes part again: whatever it had to say of the first result is said before this.
    await first.asks(askingOf("event 2", "help", {}));
    await eventually(() => open.chat.messages).toHaveLength(2);
    await expectDeliveredOnce(open, jobId, 1);
  });
});
