import { expect, onTestFinished, test } from "vitest";
import { type Answer, answer } from "#core/answer.ts";
import { realChance } from "#core/clock.ts";
import { deliver } from "#core/delivery.ts";
import { AppError } from "#core/errors.ts";
import { forgetPerson } from "#core/forget.ts";
import { waitingDelivery } from "#core/hand-over.ts";
import { say } from "#core/message.ts";
import { pictureRecords } from "#core/picture-records.ts";
import type { Platform } from "#core/platform.ts";
import { resultAnswer } from "#core/result-answer.ts";
import { usualTiming } from "#core/timing.ts";
import { words } from "#core/words.ts";
import { inProcessFeed } from "#src/stores/feeds/in-process-feed.ts";
import { inProcessQueue } from "#src/stores/queues/in-process-queue.ts";
import { openSqliteRecords } from "#src/stores/records/sqlite.ts";
import { writeJob } from "#test/contract/sample-rows.ts";
import { ada, desk } from "#test/desk.ts";
import { imageServer, modelAt } from "#test/image-server.ts";

/** Two processes on the same rows, one of which has something of Ada's to bring, at a clock that the test moves. */
async function twoProcesses(said: (jobId: string) => Answer | null) {
  const records = await openSqliteRecords({ path: ":memory:", log: () => {} });
  const queue = inProcessQueue({ slots: { paint: 1, deliver: 1, remove: 1 }, log: () => {} });
  onTestFinished(async () => {
    await queue.close(0);
    await records.close();
  });
  const clock = { now: 1_000_000 };
  const chance = { ...realChance, now: () => clock.now };
  const job = await writeJob(records, 1, { actor: ada, handedOverAt: 1 });
  const stored = said(job.id);
  const what = stored ? { jobId: null, answer: stored } : { jobId: job.id, answer: null };
  const delivery = waitingDelivery("d1", job, what, chance);
  await records.transaction(({ deliveries }) => deliveries.insert(delivery));
  const brought: string[][] = [];
  const takenAway: string[] = [];
  const state = { isAway: false, held: Promise.resolve() };

  const platform: Platform = {
    name: delivery.replyTo.platform,
    session: delivery.replyTo.session,
    limits: { progressEveryMs: 1, showsPartialImages: false, maxAttachmentBytes: 1 },
    start: async () => {},
    open: async () => new Blob([]).stream(),
    prepare: async (address) => address,
    reply: () => ({
      ahead() {},
      progress: async () => {},
      async answer({ text }) {
        await state.held;
        if (state.isAway) throw new AppError("delivery", say("bring.away"), { retryAfterMs: 600_000 });
        brought.push(text.map((one) => words(one, "en")));
        return { messages: [{ channel: "c", message: "m", files: [{ file: "f", pictureId: `${job.id}-1` }] }] };
      },
      fail: async () => {},
    }),
    post: async () => ({ messages: [] }),
    remove: async ({ messages }) => void takenAway.push(...messages.map(({ message }) => message)),
    stop: async () => {},
  };
  const feed = inProcessFeed({ read: async () => [] });
  const process = (owner: string) => ({
    ...{ records, feed, chance, platforms: [platform], owner, timing: usualTiming, log: () => {} },
  });
  const work = { kind: "deliver", id: "d1", platform: platform.name, session: platform.session, person: "d1" } as const;
  return {
    brought,
    state,
    delivers: (owner: string) => deliver(process(owner), work, new AbortController().signal),
    forgets: () => records.transaction((transaction) => forgetPerson(transaction, { queue, chance }, ada)),
    async passes(milliseconds: number) {
      clock.now += milliseconds;
      await records.transaction(({ deliveries }) => deliveries.putBack(clock.now));
    },
    row: () => records.transaction(({ deliveries }) => deliveries.find("d1")),
    due: () => records.transaction(({ removals }) => removals.due(clock.now, 9)),
  };
}

const notBrought = "This was not brought, because its person asked to be forgotten.";
const secret = (jobId: string) =>
  answer({ text: [{ literal: "a xylophone" }], buttons: [{ command: "again", subject: jobId, forAll: false }] });

for (const [what, said] of Object.entries({ "a result": () => null, "words about it": secret })) {
  test(`${what} of somebody who is forgotten, put off while the platform is away, is never brought, by no process`, async () => {
    const open = await twoProcesses(said);
    open.state.isAway = true;
    await open.delivers("first");
    expect(await open.row()).toMatchObject({ state: "posting" });
    await open.forgets();
    expect(await open.row()).toMatchObject({ jobId: null, failure: { code: "cancelled" } });
    open.state.isAway = false;
    await open.delivers("second");
    expect(open.brought).toEqual([]);
    await open.passes(600_001);
    await open.delivers("second");
    expect(open.brought).toEqual([[notBrought]]);
    expect(await open.row()).toMatchObject({ state: "undelivered", answer: null });
  });
}

test("what is just being posted when its person is forgotten is taken away again", async () => {
  const open = await twoProcesses(secret);
  const gate = Promise.withResolvers<void>();
  open.state.held = gate.promise;
  const posting = open.delivers("first");
  await expect.poll(async () => (await open.row())?.state).toBe("posting");
  await open.forgets();
  gate.resolve();
  await posting;
  expect(open.brought).toEqual([["a xylophone"]]);
  expect(await open.row()).toMatchObject({ state: "undelivered" });
  expect((await open.due()).map(({ id }) => id)).toEqual(["d1"]);
});

test("a picture that could not be stopped is not said to be there", async () => {
  const open = await desk(modelAt(await imageServer()));
  await open.asks("imagine", { prompt: "a xylophone" });
  const { result } = await open.nextAnswer();
  await open.asks("forget", { sure: true });
  await open.nextAnswer();
  const left = await open.records.transaction(async (transaction) => {
    const job = await transaction.jobs.find(result?.jobId ?? "");
    if (!job) throw new Error("the row stays");
    return resultAnswer(transaction, job, await pictureRecords(transaction, job));
  });
  expect(left).toMatchObject({ images: [], facts: [], buttons: [], problem: "cancelled" });
  expect(left.text.map((one) => words(one, "en"))).toEqual([notBrought]);
});
