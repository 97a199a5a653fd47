import { describe, expect, test } from "vitest";
import { inTrouble } from "./in-trouble.ts";

describe("Discord refuses messages of components", () => {
  test("results come as plain messages with files and buttons that work", async () => {
    const { discord, channel, ada, everybodySees, images } = await inTrouble();
    discord.refusesComponentsV2();
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox", count: 2 });
    await asking.pictures(2);
    expect(asking.message()?.isComponentsV2).toBe(false);
    expect(everybodySees()).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a red fox count: 2
      Limner: > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.111
        [picture "a red fox" 1024x1024 png]
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
        <Picture 1 | Picture 2>"
    `);
    const again = await ada.in(channel).presses("Again");
    await again.pictures(2);
    expect(images.requests).toHaveLength(4);
  });

  test("history comes as plain words", async () => {
    const { discord, channel, ada, sees } = await inTrouble();
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await asking.pictures();
    discord.refusesComponentsV2();
    const history = await ada.in(channel).runs("/history");
    await history.shows("a red fox");
    expect(sees(ada).split("/history")[1]).toMatchInlineSnapshot(`
      "
      Limner (only you): **JOB1** NOW imagine 1 picture a red fox
        [picture "a red fox" 256x256 png]
        [📌 Post here]"
    `);
  });

  test("a failure is told alone all the same", async () => {
    const { discord, channel, ada, everybodySees, sees } = await inTrouble({ env: { DAILY_BUDGET_USD: "0.01" } });
    discord.refusesComponentsV2();
    await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await discord.until(() => sees(ada).includes("does not suffice"));
    await discord.until(() => everybodySees() === "#general");
  });
});
