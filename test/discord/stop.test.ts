import { expect, test } from "vitest";
import { inTrouble } from "./in-trouble.ts";

test("what was promised while the bot stops is kept by the next process", async () => {
  const { ada, channel, bot, discord, start, paid } = await inTrouble();
  const acknowledging = discord.hold("POST callback");
  const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
  await acknowledging.reached;
  const stopped = bot.stop();
  await discord.until(() => discord.gateway.sessions.length === 0);
  acknowledging.open();
  await stopped;
  await start();
  await asking.pictures();
  expect(paid()).toBe(1);
});

test("what comes over HTTP while the bot finishes its work is refused in words", async () => {
  const { ada, channel, bot, holdPainting, images } = await inTrouble({ overHttp: true });
  const painting = holdPainting();
  await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
  await painting.reached;
  const stopped = bot.stop();
  const asking = await ada.in(channel).runs("/imagine", { prompt: "an owl" });
  const told = await asking.shows("stopping");
  expect(told.isEphemeral).toBe(true);
  painting.open();
  await stopped;
  expect(images.requests).toHaveLength(1);
});
