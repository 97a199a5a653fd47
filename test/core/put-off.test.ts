import { expect, test } from "vitest";
import { type Answer, answer } from "#core/answer.ts";
import { realChance } from "#core/clock.ts";
import { deliver } from "#core/delivery.ts";
import { AppError } from "#core/errors.ts";
import { waitingDelivery } from "#core/hand-over.ts";
import { say } from "#core/message.ts";
import type { Platform } from "#core/platform.ts";
import { usualTiming } from "#core/timing.ts";
import { inProcessFeed } from "#src/stores/feeds/in-process-feed.ts";
import { openSqliteRecords } from "#src/stores/records/sqlite.ts";
import { askingOf } from "#test/processes/worker-process.ts";

const work = { kind: "deliver", id: "d1", platform: "desk", session: null, person: "d1" } as const;

/** A platform that is away for the first so many postings, at a clock that the test moves. */
async function awayFor(postings: number, retryAfterMs = 1_000) {
  const records = await openSqliteRecords({ path: ":memory:", log: () => {} });
  const clock = { now: 1_000_000 };
  const chance = { ...realChance, now: () => clock.now };
  const asked = askingOf("event 1", "help", {});
  const delivery = waitingDelivery("d1", asked, { jobId: null, answer: answer({ text: [] }) }, chance);
  await records.transaction(({ deliveries }) => deliveries.insert(delivery));
  const said: (Answer | AppError)[] = [];
  let tries = 0;
  const platform: Platform = {
    name: "desk",
    session: null,
    limits: { progressEveryMs: 1, showsPartialImages: false, maxAttachmentBytes: 1 },
    start: async () => {},
    open: async () => new Blob([]).stream(),
    prepare: async (address) => address,
    reply: () => ({
      ahead() {},
      progress: async () => {},
      async answer(answered) {
        tries += 1;
        if (tries <= postings) throw new AppError("delivery", say("bring.away"), { retryAfterMs });
        said.push(answered);
        return { messages: [] };
      },
      fail: async (error) => void said.push(error),
    }),
    post: async () => ({ messages: [] }),
    remove: async () => {},
    stop: async () => {},
  };
  const feed = inProcessFeed({ read: async () => [] });
  const parts = { records, feed, chance, platforms: [platform], owner: "me", timing: usualTiming, log: () => {} };
  return {
    said,
    /** Some time passes, then the delivery is handed out as the sweep does it. */
    async after(milliseconds: number) {
      clock.now += milliseconds;
      await records.transaction(({ deliveries }) => deliveries.putBack(clock.now));
      await deliver(parts, work, new AbortController().signal);
      return (await records.transaction(({ deliveries }) => deliveries.find("d1")))?.state;
    },
  };
}

test("brings an answer later when the platform is away, with growing pauses, and says nothing meanwhile", async () => {
  const open = await awayFor(2);
  expect(await open.after(0)).toBe("posting");
  expect(await open.after(1_999)).toBe("posting");
  expect(await open.after(2)).toBe("posting");
  expect(await open.after(3_999)).toBe("posting");
  expect(open.said).toEqual([]);
  expect(await open.after(2)).toBe("delivered");
  expect(open.said).toHaveLength(1);
});

test("looks again after ten minutes at the latest, however long it was told to wait: another way may be right by then", async () => {
  const open = await awayFor(1, 24 * 3_600_000);
  expect(await open.after(0)).toBe("posting");
  expect(await open.after(600_001)).toBe("delivered");
});

test("gives up after a day, and says so", async () => {
  const open = await awayFor(Number.POSITIVE_INFINITY);
  expect(await open.after(0)).toBe("posting");
  expect(await open.after(25 * 3_600_000)).toBe("undelivered");
  expect(open.said).toMatchObject([{ code: "delivery" }]);
});
