import { expect, test } from "vitest";
import { inTrouble } from "./in-trouble.ts";

test("a result that could not be brought yet when its person asks to be forgotten never comes; where it was to come, nothing is left", async () => {
  const { ada, bob, bot, channel, discord, holdPainting, sees, paid } = await inTrouble({
    timing: { sweepEveryMs: 100 },
  });
  const painting = holdPainting();
  const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
  await painting.reached;
  await asking.shows(/Waiting|Painting/);
  discord.fails("PATCH @original", { status: 503 });
  painting.open();
  await discord.until(() => bot.log().includes("delivery put off"));
  const forgetting = await ada.in(channel).runs("/forget", { sure: true });
  await discord.until(() => bot.log().split("delivery put off").length > 2);
  discord.recovers();
  await forgetting.shows("Done: the words of 1 result and 1 picture are deleted");
  await discord.until(() => sees(ada).includes("This was not brought") && channel.messages().length === 0);
  expect(sees(ada)).toMatchInlineSnapshot(`
    "#general
    ada used /forget sure: true
    Limner (only you): Done: the words of 1 result and 1 picture are deleted, with what you attached, your defaults and your name.
      Costs stay in the books, without your name. What others asked for again in your words is theirs, and stays.
    Limner (only you): This was not brought, because its person asked to be forgotten."
  `);
  expect(sees(bob)).toBe("#general");
  expect(discord.exchanges.filter(({ files, status }) => status < 300 && files.length > 0)).toEqual([]);
  expect(paid()).toBe(1);
});
