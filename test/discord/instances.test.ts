import { describe, expect, test } from "vitest";
import { inTrouble } from "./in-trouble.ts";

describe("two processes receive the same", () => {
  test("interaction: one of them answers, the other lets it be, and it is painted once", async () => {
    const { discord, channel, ada, bot, start, everybodySees, images } = await inTrouble();
    const other = await start();
    await discord.gateway.ready(2);
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await asking.pictures();
    expect(everybodySees()).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a red fox
      Limner: > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    expect(discord.requests("POST callback").map(({ status }) => status)).toEqual([200, 400]);
    expect(images.requests).toHaveLength(1);
    const log = bot.log() + other.log();
    expect(log).not.toContain("not acknowledged");
  });

  test.for([false, true])(
    "interaction, and the first answer of one is cut off (after it took effect: %s): it is painted once",
    async (afterEffect) => {
      const { discord, channel, ada, start, images } = await inTrouble();
      await start();
      await discord.gateway.ready(2);
      discord.drops("POST callback", { afterEffect });
      const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
      await asking.pictures();
      expect(channel.messages()).toHaveLength(1);
      await discord.until(() => discord.requests("POST callback").length >= 2);
      expect(images.requests).toHaveLength(1);
    },
  );

  test("presses of a button by two people: each gets a result of their own", async () => {
    const { discord, channel, ada, bob, start, everybodySees, images } = await inTrouble();
    await start();
    await discord.gateway.ready(2);
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await asking.pictures();
    const result = asking.message();
    const [adas, bobs] = await Promise.all([
      ada.in(channel).presses("Again", result),
      bob.in(channel).presses("Again", result),
    ]);
    await Promise.all([adas.pictures(), bobs.pictures()]);
    expect(everybodySees()).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a red fox
      Limner: > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
      Limner (to Limner): > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056 · from [JOB1](LINK)
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
      Limner (to Limner): > **a red fox**
        -# asked by @bob · gpt-image-2 · 1024x1024 · medium · # s · $0.056 · from [JOB1](LINK)
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    expect(images.requests).toHaveLength(3);
  });

  test("message that mentions the bot: it is answered once", async () => {
    const { discord, channel, ada, start, everybodySees, images } = await inTrouble();
    await start();
    await discord.gateway.ready(2);
    await ada.in(channel).says("@Limner a red fox");
    await discord.until(() => channel.messages().some((message) => message.pictures().length > 0));
    expect(everybodySees()).toMatchInlineSnapshot(`
      "#general
      ada: @Limner a red fox
      Limner (to ada): > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    expect(images.requests).toHaveLength(1);
  });
});
