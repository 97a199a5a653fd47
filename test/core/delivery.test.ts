import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { answer } from "#core/answer.ts";
import { realChance } from "#core/clock.ts";
import { deliver } from "#core/delivery.ts";
import { waitingDelivery } from "#core/hand-over.ts";
import type { Platform } from "#core/platform.ts";
import { usualTiming } from "#core/timing.ts";
import { inProcessFeed } from "#src/stores/feeds/in-process-feed.ts";
import { openSqliteRecords } from "#src/stores/records/sqlite.ts";
import { askingOf } from "#test/processes/worker-process.ts";

test("whoever finds that somebody else goes on with a posting makes no further step of it, and says nothing", async () => {
  const folder = await mkdtemp(join(tmpdir(), "limner-delivery-"));
  const records = await openSqliteRecords({ path: join(folder, "limner.db"), log: () => {} });
  onTestFinished(async () => {
    await records.close();
    await rm(folder, { recursive: true });
  });
  const asked = askingOf("event 1", "help", {});
  const delivery = waitingDelivery("d1", asked, { jobId: null, answer: answer({ text: [] }) }, realChance);
  await records.transaction(({ deliveries }) => deliveries.insert(delivery));

  const said: string[] = [];
  const held = { reached: Promise.withResolvers<void>(), opened: Promise.withResolvers<void>() };
  const partsOf = (owner: string, firstStep: () => Promise<void>) => {
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
        async answer(_answer, journal) {
          for (const step of ["first", "second"]) {
            if (journal.done(step) !== null) continue;
            said.push(`${owner}: ${step}`);
            if (step === "first") await firstStep();
            await journal.write(step, "left");
          }
          return { messages: [{ channel: "desk", message: owner, files: [] }] };
        },
        fail: async () => void said.push(`${owner}: failed`),
      }),
      post: async () => ({ messages: [] }),
      remove: async () => {},
      stop: async () => {},
    };
    const feed = inProcessFeed({ read: async () => [] });
    return { records, feed, chance: realChance, platforms: [platform], owner, timing: usualTiming, log: () => {} };
  };
  const work = { kind: "deliver", id: "d1", platform: "desk", session: null, person: "d1" } as const;

  const never = new AbortController().signal;
  const slow = deliver(
    partsOf("the slow one", async () => {
      held.reached.resolve();
      await held.opened.promise;
    }),
    work,
    never,
  );
  await held.reached.promise;
  const muchLater = Date.now() + 10 * usualTiming.deliveryLeaseMs;
  expect(await records.transaction(({ deliveries }) => deliveries.putBack(muchLater))).toBe(1);
  await deliver(
    partsOf("the other one", async () => {}),
    work,
    never,
  );
  held.opened.resolve();
  await slow;

  expect(said).toEqual(["the slow one: first", "the other one: first", "the other one: second"]);
  const { messages } = await records.transaction(({ deliveries }) => deliveries.messages("d1"));
  expect(messages.map(({ message }) => message)).toEqual(["the other one"]);
});
