import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, onTestFinished, test } from "vitest";
import { inTrouble } from "./in-trouble.ts";

describe("the first answer to an interaction", () => {
  test("comes too late: nothing is painted, and nothing was paid", async () => {
    const { discord, bot, channel, ada, images } = await inTrouble({ annoys: true });
    const callbacks = discord.hold("POST callback");
    await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await callbacks.reached;
    discord.passes({ seconds: 4 });
    callbacks.open();
    await discord.until(() => bot.log().includes("interaction not acknowledged"));
    expect(bot.log()).toMatch(/"because":"too-late"/);
    expect(discord.trouble).toEqual(["ada: /imagine prompt: a red fox: The application did not respond"]);
    expect(images.requests).toEqual([]);
    const later = await ada.in(channel).runs("/usage");
    await later.shows("$0.00");
  });

  test.for([false, true])(
    "is cut off on its way (after it took effect: %s): it is sent again, and the picture comes",
    async (afterEffect) => {
      const { discord, channel, ada, everybodySees, images } = await inTrouble();
      discord.drops("POST callback", { afterEffect });
      const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
      await asking.pictures();
      expect(channel.messages()).toHaveLength(1);
      expect(everybodySees()).toContain('[picture "a red fox" 1024x1024 png]');
      expect(images.requests).toHaveLength(1);
    },
  );

  test.for([500, 502])("meets HTTP %s three times: it is tried on, and the picture comes", async (status) => {
    const { discord, channel, ada, images } = await inTrouble();
    discord.fails("POST callback", { status, times: 3 });
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await asking.pictures();
    expect(discord.requests("POST callback")).toHaveLength(4);
    expect(images.requests).toHaveLength(1);
  });

  test("is cut off again and again, the last time after it took effect: it is ours, and is given once", async () => {
    const { discord, channel, ada, everybodySees, images } = await inTrouble();
    discord.drops("POST callback", { times: 2 });
    discord.drops("POST callback", { times: 1, afterEffect: true });
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await asking.pictures();
    // Of tries that were cut off nothing is recorded.
    expect(discord.requests("POST callback").map(({ status }) => status)).toEqual([400]);
    expect(everybodySees()).toContain('[picture "a red fox" 1024x1024 png]');
    expect(channel.messages()).toHaveLength(1);
    expect(images.requests).toHaveLength(1);
  });

  test("comes too often for a moment: it waits, and the picture comes", async () => {
    const { discord, channel, ada, images } = await inTrouble();
    discord.limits({ route: "POST callback", after: 0, times: 1, retryAfterSeconds: 0 });
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await asking.pictures();
    expect(images.requests).toHaveLength(1);
  });

  test("comes too often for longer than it may take: it is given up at once, and nothing is painted", async () => {
    const { discord, bot, channel, ada, images } = await inTrouble({ annoys: true });
    discord.limits({ route: "POST callback", after: 0, times: 1, retryAfterSeconds: 5 });
    await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await discord.until(() => bot.log().includes("interaction not acknowledged"));
    expect(discord.requests("POST callback")).toHaveLength(1);
    expect(images.requests).toEqual([]);
  });

  test("meets a Discord that is down for as long as it would be taken: it is given up, and nothing is painted", async () => {
    const { discord, bot, channel, ada, images, passes } = await inTrouble({ annoys: true });
    discord.fails("POST callback", { status: 503 });
    await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await discord.until(() => discord.requests("POST callback").length > 2);
    passes(2.5 / 60);
    await discord.until(() => bot.log().includes("interaction not acknowledged"));
    expect(bot.log()).toMatch(/"because":"unreachable"/);
    expect(images.requests).toEqual([]);
  });

  test.for([400, 401, 403, 404])(
    "is refused with HTTP %s: it is not tried again, and nothing is painted",
    async (status) => {
      const { discord, bot, channel, ada, images } = await inTrouble({ annoys: true });
      discord.fails("POST callback", { status });
      await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
      await discord.until(() => bot.log().includes("interaction not acknowledged"));
      expect(bot.log()).toMatch(/"because":"refused"/);
      expect(discord.requests("POST callback")).toHaveLength(1);
      expect(images.requests).toEqual([]);
    },
  );

  test("is reported as failed although it took effect: it is ours, and is answered", async () => {
    const { discord, channel, ada, images } = await inTrouble();
    discord.fails("POST callback", { status: 502, times: 1, afterEffect: true });
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox", private: true });
    await asking.pictures();
    expect(images.requests).toHaveLength(1);
  });

  test("does not wait for the rows: whoever holds them holds up the painting alone", async () => {
    const folder = await mkdtemp(join(tmpdir(), "limner-rows-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const { channel, ada, images } = await inTrouble({ env: { DATA_DIR: folder } });
    const rows = new DatabaseSync(join(folder, "limner.db"), { timeout: 5_000 });
    rows.exec("begin immediate");
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await asking.shows("Taking it in");
    expect(images.requests).toEqual([]);
    rows.exec("rollback");
    rows.close();
    await asking.pictures();
    expect(images.requests).toHaveLength(1);
  });
});
