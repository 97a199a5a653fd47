import { describe, expect, test } from "vitest";
import type { Answer } from "#core/answer.ts";
import { csv } from "#core/csv.ts";
import { daysOf } from "#core/periods.ts";
import { personScope, workspaceScope } from "#core/scopes.ts";
import { words } from "#core/words.ts";
import { silence } from "#src/local-images-api/faults.ts";
import { ada, type Desk, desk } from "#test/desk.ts";
import { imageServer, modelAt } from "#test/image-server.ts";

const now = Date.UTC(2026, 10, 20, 12);
const bob = { ...ada, id: "bob", name: "Bob" };
const mod = { ...ada, id: "mod", name: "Mo", right: "moderator" as const };
const away = { ...ada, id: "eve", name: "Eve", workspace: "barn" };

async function opened(options: Parameters<typeof imageServer>[0] = {}, limits = {}) {
  const clock = { now };
  const server = await imageServer(options);
  return { clock, ...(await desk(modelAt(server), { chance: { now: () => clock.now }, limits, partialImages: 0 })) };
}

async function say(open: Desk, command: string, values: object, more: object = {}): Promise<Answer> {
  await open.asks(command, { ...values }, more);
  return open.nextAnswer();
}

function table({ facts }: Answer): Readonly<Record<string, string>> {
  return Object.fromEntries(facts.map(({ label, value }) => [words(label, "en"), words(value, "en")]));
}

function set({ records }: Desk, scope: string, name: string, value: string) {
  return records.transaction(({ settings }) => settings.set(scope, name, value));
}

describe("usage", () => {
  test("tells somebody what they used, what is left of each limit until when, and what is under way", async () => {
    const open = await opened({}, { monthlyMicros: 20_000_000 });
    await set(open, personScope(ada), "daily-budget", "1000000");
    await set(open, personScope(ada), "daily-images", "10");
    await say(open, "imagine", { prompt: "a fox", count: 2 });
    await say(open, "imagine", { prompt: "a fox" }, { actor: bob });
    expect(table(await say(open, "usage", {}))).toEqual({
      Today: "$0.105, 2 pictures",
      "This month": "$0.105, 2 pictures",
      "Your budget for today": expect.stringMatching(
        /^\$0\.895 of \$1\.00 left, anew on 21 Nov 2026, [\d:]+; 8 of 10 pictures left, anew on 21 Nov 2026,/,
      ),
      "The budget of this bot for this month": expect.stringMatching(/^\$19\.84 of \$20\.00 left, anew on 1 Dec 2026/),
      "Under way": "0 running, 0 waiting",
    });
  });

  test("says what is held and what waits", async () => {
    const open = await opened({ script: () => silence });
    await set(open, workspaceScope(ada), "person-running-jobs", "1");
    const first = await open.asks("imagine", { prompt: "a fox" });
    await expect.poll(async () => (await open.records.transaction(({ jobs }) => jobs.openOf(ada))).painting).toBe(1);
    const second = await open.asks("imagine", { prompt: "a fox" });
    const told = table(await say(open, "usage", {}));
    expect(told).toMatchObject({ "Under way": "1 running, 1 waiting" });
    expect(told.Today).toMatch(/^\$0\.00 and \$0\.\d+ held, 2 pictures$/);
    for (const { jobId } of [second, first]) await open.studio.cancel(jobId ?? "", ada);
    await open.nextAnswer();
    await open.nextAnswer();
  });

  test("of others is for those who run the workspace, and of all workspaces for operators", async () => {
    const open = await opened();
    await say(open, "imagine", { prompt: "a fox", count: 2 });
    await say(open, "imagine", { prompt: "a fox" }, { actor: bob });
    const barn = { platform: "desk", workspace: "barn", channel: "loft", thread: null };
    await say(open, "imagine", { prompt: "a fox" }, { actor: away, place: barn });

    const refused = await say(open, "usage", { by: "person" });
    expect(refused).toMatchObject({ problem: "forbidden", facts: [] });
    expect(table(await say(open, "usage", { by: "person" }, { actor: mod }))).toEqual({
      Ada: "$0.105, 2 pictures",
      Bob: "$0.053, 1 picture",
      All: "$0.158, 3 pictures",
    });
    const operator = { ...mod, right: "operator" };
    expect(table(await say(open, "usage", { by: "person", period: "today" }, { actor: operator }))).toEqual({
      "Ada · desk/house": "$0.105, 2 pictures",
      "Bob · desk/house": "$0.053, 1 picture",
      "Eve · desk/barn": "$0.053, 1 picture",
      All: "$0.211, 4 pictures",
    });
  });

  test("by day is one line a day, and its file one line a day and person, without what a spreadsheet would run", async () => {
    const open = await opened();
    const tricky = { ...bob, name: '=cmd|"x",1' };
    await say(open, "imagine", { prompt: "a fox" });
    open.clock.now = now + 24 * 60 * 60 * 1000;
    await say(open, "imagine", { prompt: "a fox", count: 2 });
    await say(open, "imagine", { prompt: "a fox" }, { actor: tricky });
    const told = await say(open, "usage", { by: "day", csv: true }, { actor: mod });
    expect(table(told)).toEqual({
      "2026-11-20": "$0.053, 1 picture",
      "2026-11-21": "$0.158, 3 pictures",
      All: "$0.211, 4 pictures",
    });
    expect(told.file).toMatchObject({ name: "usage-by-day.csv", mediaType: "text/csv" });
    expect(told.file?.text.split("\r\n")).toEqual([
      "day,platform,workspace,person,name,pictures,dollars",
      expect.stringMatching(/^2026-11-20,desk,house,ada,Ada,1,0\.0527/),
      expect.stringMatching(/^2026-11-21,desk,house,ada,Ada,2,0\.105/),
      expect.stringMatching(/^2026-11-21,desk,house,bob,"'=cmd\|""x"",1",1,0\.0527/),
      "",
    ]);
    expect(table(await say(open, "usage", { by: "day", period: "today" }, { actor: mod }))).toEqual({
      "2026-11-21": "$0.158, 3 pictures",
      All: "$0.158, 3 pictures",
    });
  });

  test("names nobody who was forgotten, and keeps their costs", async () => {
    const open = await opened();
    await say(open, "imagine", { prompt: "a fox" });
    await say(open, "forget", { sure: true });
    expect(table(await say(open, "usage", { by: "person" }, { actor: mod }))).toMatchObject({
      "(ada)": "$0.053, 1 picture",
    });
  });
});

describe("days of a month", () => {
  test("begin at midnight where the operator is, also when the clocks change", () => {
    const days = daysOf("month", Date.UTC(2026, 9, 26, 12), "Europe/Berlin");
    expect(days).toHaveLength(26);
    expect(days[0]).toEqual({
      ...{ name: "2026-10-01", startsAt: Date.UTC(2026, 8, 30, 22), endsAt: Date.UTC(2026, 9, 1, 22) },
    });
    const change = days[24];
    expect(change?.name).toBe("2026-10-25");
    expect((change?.endsAt ?? 0) - (change?.startsAt ?? 0)).toBe(25 * 60 * 60 * 1000);
    expect(daysOf("day", Date.UTC(2026, 9, 25, 23, 30), "Europe/Berlin").map(({ name }) => name)).toEqual([
      "2026-10-26",
    ]);
  });

  test.each(["=1+1", "+1", "-1", "@a", "\tx"])("a cell %j is no formula", (text) => {
    expect(csv([[text]])).toBe(`'${text}\r\n`);
  });
});
