import { describe, expect, test } from "vitest";
import { inTrouble } from "./in-trouble.ts";

describe("the money for today is used up", () => {
  test("the bot's own: the person is told alone, before anything is paid", async () => {
    const { discord, ada, bob, channel, everybodySees, sees, images } = await inTrouble({
      env: { DAILY_BUDGET_USD: "0.10" },
    });
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await asking.pictures();
    const afterFirst = everybodySees();
    await ada.in(channel).runs("/imagine", { prompt: "a blue fox" });
    await discord.until(() => sees(ada).includes("does not suffice"));
    await discord.until(() => everybodySees() === afterFirst);
    expect(sees(ada).slice(afterFirst.length)).toMatchInlineSnapshot(`
      "
      Limner (only you): The budget of this bot for today does not suffice: $0.056 of $0.100 are used or held. Nothing was charged. It starts anew on NOW; fewer or smaller pictures may still fit."
    `);
    expect(sees(bob)).toBe(afterFirst);
    expect(images.requests).toHaveLength(1);
  });

  test("a person's: others go on", async () => {
    const { discord, ada, bob, channel, everybodySees, sees, images } = await inTrouble();
    const set = await discord.owner.in(channel).runs("/settings", {
      ...{ name: "daily-budget", value: "0.01", for: "person", person: ada },
    });
    await set.shows("0.01");
    await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await discord.until(() => sees(ada).includes("does not suffice"));
    await discord.until(() => everybodySees() === "#general");
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): Your budget for today does not suffice: $0.00 of $0.010 are used or held. Nothing was charged. It starts anew on NOW; fewer or smaller pictures may still fit."
    `);
    expect(images.requests).toHaveLength(0);
    const asking = await bob.in(channel).runs("/imagine", { prompt: "a red fox" });
    await asking.pictures();
    expect(images.requests).toHaveLength(1);
  });
});
