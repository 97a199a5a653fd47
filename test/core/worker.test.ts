import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { answer } from "#core/answer.ts";
import { defineCommand, noCheck } from "#core/command.ts";
import { workspaceScope } from "#core/scopes.ts";
import { usualTiming } from "#core/timing.ts";
import { ada, desk } from "#test/desk.ts";
import { imageServer, modelAt } from "#test/image-server.ts";
import { flatPainter } from "#test/painters.ts";

describe("painting", () => {
  test("keeps within the jobs that a person may have running, however many are asked for at once", async () => {
    let running = 0;
    let most = 0;
    const painter = flatPainter(async () => {
      running += 1;
      most = Math.max(most, running);
      await pause(50);
      running -= 1;
    });
    const open = await desk(modelAt(await imageServer({ painter })));
    // The rows are busy for a while, so that all of them are looked at in the same moment then.
    const mayRun = (jobs: string, busyMs = 0) =>
      open.records.transaction(async ({ settings }) => {
        await settings.set(workspaceScope(ada), "person-running-jobs", jobs);
        await pause(busyMs);
      });
    await mayRun("0");
    await Promise.all(["a fox", "a hare", "an owl"].map((prompt) => open.asks("imagine", { prompt })));
    await mayRun("1", 600);
    for (let nth = 0; nth < 3; nth += 1) expect(await open.nextAnswer()).toMatchObject({ problem: null });
    expect(most).toBe(1);
  });

  test("goes on with a job's other pictures when one is settled while its lease is prolonged", async () => {
    let drawn = 0;
    const painter = flatPainter(async () => {
      drawn += 1;
      if (drawn === 2) await pause(300);
    });
    const timing = { ...usualTiming, pictureLeaseMs: 6 };
    const open = await desk(modelAt(await imageServer({ painter })), { timing });
    await open.asks("imagine", { prompt: "a fox", count: 2 });
    // Others write as well, so that settling and prolonging have to queue.
    for (let nth = 0; nth < 20; nth += 1) await open.records.transaction(() => pause(20));
    expect(await open.nextAnswer()).toMatchObject({ problem: null, images: [{}, {}] });
  });

  test("keeps a picture that looks like the unfinished one before it", async () => {
    // One colour: every stage of it is the same file.
    const open = await desk(modelAt(await imageServer({ painter: flatPainter(async () => {}) })));
    await open.asks("imagine", { prompt: "a fox" });
    expect(await open.nextAnswer()).toMatchObject({ problem: null, images: [{}] });
  });
});

describe("an asking that somebody else answered meanwhile", () => {
  test("leaves no trace of what its command did", async () => {
    const key = "event 7";
    const forgetful = defineCommand({
      name: "forgetful",
      description: "Is overtaken while it runs",
      triggers: ["slash"],
      mayUse: "anyone",
      paints: false,
      audience: "asker",
      options: {},
      check: noCheck,
      async run(_values, { rows }) {
        await rows.settings.set("total", "touched", "yes");
        // What another process that took this asking over has written by the time this one comes to its end.
        await rows.inbox.close(key, { jobId: null, deliveryId: null }, 1);
        return answer({ text: [] });
      },
    });
    const open = await desk(modelAt(await imageServer()), { commands: [forgetful] });
    expect(await open.asks("forgetful", {}, { dedupeKey: key })).toEqual({ jobId: null, first: true });
    expect(await open.records.transaction(({ settings }) => settings.get("total", "touched"))).toBeNull();
  });
});
