import { describe, expect, test } from "vitest";
import * as faults from "#src/local-images-api/faults.ts";
import { imageServer } from "#test/image-server.ts";
import { inTrouble } from "./in-trouble.ts";

describe("one of four pictures is refused", () => {
  test("the three others come, the fourth is explained, and three are paid for", async () => {
    const { ada, channel, everybodySees, sees, paid } = await inTrouble({
      images: { script: (_, ordinal) => (ordinal === 2 ? faults.moderated("input") : null) },
    });
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a duel at dawn", count: 4 });
    await asking.pictures(3);
    expect(everybodySees()).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a duel at dawn count: 4
      Limner: 3 of 4 pictures are here.
        The image service's safety check declined this. Nothing was charged; say it differently or use another picture.
        > **a duel at dawn**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.167
        [picture "a duel at dawn" 1024x1024 png]
        [picture "a duel at dawn" 1024x1024 png]
        [picture "a duel at dawn" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
        <Picture 1 | Picture 2 | Picture 4>"
    `);
    expect(paid()).toBe(3);
    const usage = await ada.in(channel).runs("/usage");
    await usage.shows("$");
    expect(sees(ada).split("/usage")[1]).toMatchInlineSnapshot(`
      "
      Limner (only you): No budget applies to you here.
        **Today** $0.167, 3 pictures
        **This month** $0.167, 3 pictures
        **Under way** 0 running, 0 waiting"
    `);
  });
});

describe("the image service is down", () => {
  test("it cannot be reached: the person is told alone, and that nothing was charged", async () => {
    // Nothing there speaks TLS; a refused connection would be tried again for half a minute first.
    const images = await imageServer();
    const env = { OPENAI_BASE_URL: images.baseUrl.replace("http:", "https:") };
    const { discord, ada, channel, everybodySees, sees } = await inTrouble({ env });
    await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await discord.until(() => sees(ada).includes("charged"));
    await discord.until(() => everybodySees() === "#general");
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): The image service cannot be reached under the address that is set for it. Nothing was charged; whoever runs this bot has to correct it.
        > **a red fox**
        -# asked by @ada"
    `);
  });

  test("it is away for a moment: the picture comes all the same", async () => {
    const { discord, ada, channel, images, bot } = await inTrouble();
    await images.close();
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await discord.until(() => bot.log().includes("ECONNREFUSED"));
    await imageServer({ port: Number(new URL(images.baseUrl).port) });
    await asking.pictures();
    expect(channel.messages()).toHaveLength(1);
  });

  test("it answers that it has a fault: the same", async () => {
    const { discord, ada, channel, everybodySees, sees, paid } = await inTrouble({
      images: { script: () => faults.providerError() },
    });
    await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await discord.until(() => sees(ada).includes("charged"), { timeoutMs: 10_000 });
    await discord.until(() => everybodySees() === "#general");
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): The image service had a fault of its own. Nothing was charged; try again.
        > **a red fox**
        -# asked by @ada"
    `);
    expect(paid()).toBe(0);
  });
});

describe("nobody knows whether a picture was paid for", () => {
  test("Retry is offered, and pressed twice makes one job", async () => {
    const { discord, ada, bob, channel, everybodySees, sees, paid, images } = await inTrouble({
      images: { script: (_, ordinal) => (ordinal === 0 ? faults.htmlAnswer(503) : null) },
    });
    await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await discord.until(() => sees(ada).includes("Retry"));
    await discord.until(() => everybodySees() === "#general");
    expect(sees(ada)).toMatchInlineSnapshot(`
        "#general
        Limner (only you): The connection to the image service was lost before the picture had arrived. It may have been charged; try again if that is fine with you.
          > **a red fox**
          -# asked by @ada
          [🔁 Retry]"
      `);
    expect(sees(bob)).toBe("#general");
    const told = channel.messages({ as: ada })[0];
    await Promise.all([ada.in(channel).presses("Retry", told), ada.in(channel).presses("Retry", told)]);
    // What was asked before all comes before all, and that it was pressed twice is the asker's own.
    await discord.until(() => sees(ada).includes("already"));
    await discord.until(() => everybodySees().includes("[picture"));
    expect(images.requests).toHaveLength(2);
    expect(paid()).toBe(1);
    await ada.in(channel).presses("Retry", told);
    await discord.until(() => sees(ada).match(/already/g)?.length === 2);
    expect(images.requests).toHaveLength(2);
  });
});
