import { describe, expect, test } from "vitest";
import { inTrouble } from "./in-trouble.ts";

const sentence = expect.stringMatching(/^Discord refuses DISCORD_TOKEN\. Copy the bot's token anew/);

describe("Discord refuses the bot's token while it runs", () => {
  test("whoever asks how it is reads what to do; it asks once a minute, and goes on when the token counts again", async () => {
    const { discord, channel, ada, bot, passes } = await inTrouble();
    const refusals = () => discord.exchanges.filter(({ status }) => status === 401).length;
    // Nobody has called since, so nobody knows.
    discord.refusesToken();
    expect(await bot.health()).toEqual({ discord: "ok" });
    await ada.in(channel).says("@Limner a red fox");
    await expect.poll(() => bot.health()).toEqual({ discord: sentence });
    for (let nth = 0; nth < 5; nth += 1) expect(await bot.health()).toEqual({ discord: sentence });
    const before = refusals();
    passes(1);
    for (let nth = 0; nth < 5; nth += 1) expect(await bot.health()).toEqual({ discord: sentence });
    expect(refusals()).toBe(before + 1);
    discord.refusesToken(false);
    expect(await bot.health()).toEqual({ discord: sentence });
    passes(1);
    expect(await bot.health()).toEqual({ discord: "ok" });
    await ada.in(channel).says("@Limner a blue fox");
    await discord.until(() => channel.messages().some((message) => message.pictures().length > 0));
  });

  test("and closes the gateway for it: it listens again when the token counts again", async () => {
    const { discord, channel, ada, bot, passes } = await inTrouble();
    discord.refusesToken();
    discord.gateway.drops();
    await expect.poll(() => bot.health()).toEqual({ discord: sentence });
    passes(1);
    expect(await bot.health()).toEqual({ discord: sentence });
    discord.refusesToken(false);
    passes(1);
    await expect.poll(() => bot.health()).toEqual({ discord: "ok" });
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await asking.pictures();
  });
});
