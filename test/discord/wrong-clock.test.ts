import { describe, expect, test } from "vitest";
import { inTrouble } from "./in-trouble.ts";

const hourMs = 3_600_000;

describe.each([
  ["ahead of Discord's", hourMs],
  ["behind Discord's", -hourMs],
])("on a machine whose clock is an hour %s", (_, clockOffMs) => {
  test("a private result comes where it was asked", async () => {
    const { ada, channel, discord } = await inTrouble({ clockOffMs });
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox", private: true });
    await asking.pictures();
    expect(ada.direct.messages()).toEqual([]);
    expect(discord.requests("POST dm")).toEqual([]);
  });

  test("a token that has ended is not tried any more", async () => {
    const { ada, channel, discord, holdPainting, passes } = await inTrouble({ clockOffMs });
    const painting = holdPainting();
    await ada.in(channel).runs("/imagine", { prompt: "a red fox", private: true });
    await painting.reached;
    passes(16);
    const before = discord.exchanges.length;
    painting.open();
    await discord.until(() => ada.direct.messages().length > 0);
    expect(discord.exchanges.slice(before).filter(({ path }) => path.includes(":token"))).toEqual([]);
  });
});
