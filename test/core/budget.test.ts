import { describe, expect, test } from "vitest";
import { periodsAt } from "#core/periods.ts";
import { channelScope, peopleOf, personScope, roleScope, totalScope, workspaceScope } from "#core/scopes.ts";
import { inOrder, moderated, resetAfter, silence } from "#src/local-images-api/faults.ts";
import type { Fault } from "#src/local-images-api/script.ts";
import { ada, type Desk, desk } from "#test/desk.ts";
import { imageServer, modelAt } from "#test/image-server.ts";

const now = Date.UTC(2026, 10, 20, 12);
const still = { now: () => now };

async function deskWith(script: readonly Fault[] = [], limits = {}) {
  const server = await imageServer({ script: inOrder(...script) });
  return { server, ...(await desk(modelAt(server), { chance: still, limits })) };
}

function set({ records }: Desk, scope: string, name: string, value: string) {
  return records.transaction(({ settings }) => settings.set(scope, name, value));
}

function spent({ records }: Desk, scope: string, period = "2026-11-20") {
  return records.transaction(({ spending }) => spending.get(scope, period));
}

/** A picture of gpt-image-2 at 1024x1024 and medium: 1,756 output tokens at 30 dollars a million, and the prompt. */
const onePicture = 52_680;

describe("a budget", () => {
  test("for 50 pictures, asked for 200 at once: never one cent over, and afterwards nothing stays reserved", async () => {
    const open = await deskWith([], { dailyMicros: 50 * 60_000 });
    await set(open, workspaceScope(ada), "person-open-jobs", "1000");
    await set(open, workspaceScope(ada), "person-running-jobs", "1000");
    const receipts = await Promise.all(Array.from({ length: 200 }, () => open.asks("imagine", { prompt: "a fox" })));
    const answers = [];
    for (const _ of receipts) answers.push(await open.nextAnswer());

    const painted = answers.filter(({ problem }) => problem === null);
    expect(answers.filter(({ problem }) => problem === "limited")).toHaveLength(200 - painted.length);
    expect(open.server.requests).toHaveLength(painted.length);
    const total = await spent(open, totalScope);
    expect(total.spentMicros).toBeLessThanOrEqual(50 * 60_000);
    expect(total.spentMicros).toBeGreaterThan(40 * onePicture);
    expect(total).toMatchObject({ reservedMicros: 0, images: painted.length });
    for (const scope of [personScope(ada), workspaceScope(ada), channelScope({ ...ada, channel: "hall" })]) {
      for (const period of ["2026-11-20", "2026-11"])
        expect(await spent(open, scope, period)).toMatchObject({ reservedMicros: 0, spentMicros: total.spentMicros });
    }
  });

  test("that is used up says whose it is, how much is used, when it starts anew, and that nothing was charged", async () => {
    const open = await deskWith();
    await set(open, personScope(ada), "daily-budget", "100000");
    await open.asks("imagine", { prompt: "a fox" });
    await open.nextAnswer();
    await open.asks("imagine", { prompt: "a fox", count: 2 });
    expect(await open.nextAnswer()).toMatchObject({ problem: "limited" });
    expect(open.read.sentences()[0]).toMatch(
      /^Your budget for today does not suffice: \$0\.056 of \$0\.100 are used or held\. Nothing was charged\. It starts anew on 21 Nov 2026/,
    );
  });

  test.each([
    ["of a channel", channelScope({ ...ada, channel: "hall" }), "daily-budget"],
    ["of a workspace", workspaceScope(ada), "monthly-budget"],
    ["of everybody", totalScope, "daily-budget"],
    ["of everyone in a workspace", workspaceScope(ada), "person-daily-budget"],
  ])("%s holds", async (_, scope, name) => {
    const open = await deskWith();
    await set(open, scope, name, "10000");
    await open.asks("imagine", { prompt: "a fox" });
    expect(await open.nextAnswer()).toMatchObject({ problem: "limited" });
    expect(open.server.requests).toHaveLength(0);
  });

  test("of a role counts for each who has it; the most generous role wins, and one's own setting over all", async () => {
    const open = await deskWith();
    const actor = { ...ada, roles: ["guest", "painter"] };
    await set(open, workspaceScope(ada), "person-daily-images", "0");
    await set(open, roleScope(ada, "guest"), "daily-images", "0");
    await set(open, roleScope(ada, "painter"), "daily-images", "1");
    await open.asks("imagine", { prompt: "a fox" }, { actor });
    expect(await open.nextAnswer()).toMatchObject({ problem: null });
    await open.asks("imagine", { prompt: "a fox" }, { actor });
    expect(await open.nextAnswer()).toMatchObject({ problem: "limited" });
    await set(open, personScope(ada), "daily-images", "5");
    await open.asks("imagine", { prompt: "a fox" }, { actor });
    expect(await open.nextAnswer()).toMatchObject({ problem: null });
  });

  test("warns from 80 percent on", async () => {
    const open = await deskWith();
    await set(open, personScope(ada), "daily-images", "5");
    await open.asks("imagine", { prompt: "a fox", count: 3 });
    await open.nextAnswer();
    expect(open.read.sentences()).toEqual(["Here are your 3 pictures."]);
    await open.asks("imagine", { prompt: "a fox" });
    await open.nextAnswer();
    expect(open.read.sentences()).toContain("Your budget for today is used to 80 %.");
  });

  test("in pictures says so, also where there is one in money beside it", async () => {
    const open = await deskWith();
    await set(open, personScope(ada), "daily-budget", "10000000");
    await set(open, personScope(ada), "daily-images", "1");
    await open.asks("imagine", { prompt: "a fox", count: 2 });
    await open.nextAnswer();
    expect(open.read.sentences()[0]).toMatch(/^Your budget for today does not suffice: 0 of 1 pictures are used\./);
  });

  test("is given back what was not charged", async () => {
    const open = await deskWith([moderated("input")]);
    await open.asks("imagine", { prompt: "a fox" });
    expect(await open.nextAnswer()).toMatchObject({ problem: "blocked" });
    expect(await spent(open, personScope(ada))).toMatchObject({ spentMicros: 0, reservedMicros: 0, images: 0 });
    expect(await spent(open, totalScope)).toMatchObject({ spentMicros: 0, reservedMicros: 0, images: 0 });
  });

  test("of a person is given back what may have been charged, those of others are not", async () => {
    const open = await deskWith([resetAfter]);
    await open.asks("imagine", { prompt: "a fox" });
    expect(await open.nextAnswer()).toMatchObject({ problem: "unknown" });
    expect(await spent(open, personScope(ada))).toMatchObject({ spentMicros: 0, reservedMicros: 0, images: 0 });
    const total = await spent(open, totalScope);
    expect(total).toMatchObject({ reservedMicros: 0, images: 1 });
    expect(total.spentMicros).toBeGreaterThanOrEqual(onePicture);
  });
});

describe("who may ask at all", () => {
  test.each<[string, string, string, string, RegExp]>([
    ["a blocked person", personScope(ada), "blocked", "yes", /^Pictures cannot be asked for here by you\./],
    [
      "a blocked channel",
      channelScope({ ...ada, channel: "hall" }),
      "blocked",
      "yes",
      /^Pictures cannot be asked for here by you\./,
    ],
    [
      "a channel that is not listed",
      workspaceScope(ada),
      "channels",
      "kitchen, garden",
      /^Pictures cannot be asked for in this channel\./,
    ],
    [
      "a model that is not listed",
      workspaceScope(ada),
      "models",
      "gpt-image-2.5-flare",
      /^gpt-image-2 is not allowed here\. Choose one of: gpt-image-2\.5-flare\.$/,
    ],
  ])("%s is refused with the reason", async (_, scope, name, value, sentence) => {
    const open = await deskWith();
    await set(open, scope, name, value);
    await open.asks("imagine", { prompt: "a fox" });
    expect(await open.nextAnswer()).toMatchObject({ problem: "forbidden" });
    expect(open.read.sentences()[0]).toMatch(sentence);
  });

  test("somebody with too many results under way waits or cancels", async () => {
    const open = await deskWith();
    await set(open, personScope(ada), "open-jobs", "0");
    await open.asks("imagine", { prompt: "a fox" });
    expect(await open.nextAnswer()).toMatchObject({ problem: "limited" });
    expect(open.read.sentences()[0]).toMatch(/^You have 0 results under way, and at most 0 are possible at once\./);
  });
});

test("thirty at once from one person: as many as may be open, and no more", async () => {
  const server = await imageServer({ paceMs: 300 });
  const open = await desk(modelAt(server), { chance: still });
  await set(open, personScope(ada), "open-jobs", "5");
  await Promise.all(Array.from({ length: 30 }, () => open.asks("imagine", { prompt: "a fox" })));
  const answers = [];
  for (let count = 0; count < 30; count += 1) answers.push(await open.nextAnswer());
  expect(answers.filter(({ problem }) => problem === null)).toHaveLength(5);
  expect(answers.filter(({ problem }) => problem === "limited")).toHaveLength(25);
});

test("a full queue is refused politely, whoever asks", async () => {
  const server = await imageServer({ script: () => silence });
  const open = await desk(modelAt(server), { maxOpenJobs: 2 });
  for (const prompt of ["a fox", "a hen"]) await open.asks("imagine", { prompt });
  await open.asks("imagine", { prompt: "an owl" }, { actor: { ...ada, id: "bob" } });
  expect(await open.nextAnswer()).toMatchObject({ problem: "busy" });
  expect(open.read.sentences()).toEqual([
    "2 results are under way and no more can wait here. Nothing was charged; try again in a few minutes.",
  ]);
  for (const job of await open.records.transaction(({ jobs }) => jobs.open(9))) await open.studio.cancel(job.id, ada);
});

describe("days and months", () => {
  test("begin at midnight where the operator is, also when the clocks change", () => {
    const [day, month] = periodsAt(Date.UTC(2026, 9, 24, 22, 30), "Europe/Berlin");
    expect([day.name, month.name]).toEqual(["2026-10-25", "2026-10"]);
    expect(day.endsAt).toBe(Date.UTC(2026, 9, 25, 23));
    expect(month.endsAt).toBe(Date.UTC(2026, 9, 31, 23));
  });

  test("an id cannot reach into somebody else's scope", () => {
    expect(personScope({ platform: "a", workspace: "b", id: "c/d" })).not.toBe(
      personScope({ platform: "a", workspace: "b/c", id: "d" }),
    );
    expect(personScope(ada).startsWith(peopleOf(ada))).toBe(true);
  });
});
