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

  test("is refused twice because Discord is down: nothing is painted", async () => {
    const { discord, bot, channel, ada, images } = await inTrouble({ annoys: true });
    discord.fails("POST callback", { status: 503 });
    await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await discord.until(() => bot.log().includes("interaction not acknowledged"));
    expect(discord.requests("POST callback")).toHaveLength(2);
    expect(images.requests).toEqual([]);
  });

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
