import { describe, expect, test } from "vitest";
import * as faults from "#src/local-images-api/faults.ts";
import { imageServer } from "#test/image-server.ts";
import { inTrouble } from "./in-trouble.ts";

describe("one of four pictures is refused", () => {
  test("the three others come, the fourth is explained, and three are paid for", async () => {
    const { ada, channel, everybodySees, results, reads, paid } = await inTrouble({
      images: { script: (_, ordinal) => (ordinal === 2 ? faults.moderated("input") : null) },
    });
    await ada.in(channel).types("/imagine a duel at dawn --n 4");
    await results(1);
    expect(everybodySees()).toMatchInlineSnapshot(`
      "#general
      Limner: 3 of 4 pictures are here.
        The image service's safety check declined this. Nothing was charged; say it differently or use another picture.
        a duel at dawn
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.158
        [picture "a duel at dawn" 1024x1024 png]
        [picture "a duel at dawn" 1024x1024 png]
        [picture "a duel at dawn" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
        <Picture 1 | Picture 2 | Picture 4>"
    `);
    expect(paid()).toBe(3);
    await ada.in(channel).types("/limner usage");
    const usage = await reads(ada, "Today");
    expect(usage.text()).toMatchInlineSnapshot(`
      "No budget applies to you here.
      *Today*
      $0.158, 3 pictures
      *This month*
      $0.158, 3 pictures
      *Under way*
      0 running, 0 waiting"
    `);
  });
});

describe("ten pictures are asked for", () => {
  test("they come in one message", async () => {
    const { ada, channel, results, paid } = await inTrouble();
    await ada.in(channel).types("/imagine a red fox --n 10");
    const result = await results(1);
    expect(result.files()).toHaveLength(10);
    expect(channel.messages()).toHaveLength(1);
    expect(paid()).toBe(10);
  });
});

describe("the image service is down", () => {
  test("it cannot be reached: the person is told alone, and that nothing was charged", async () => {
    // Nothing there speaks TLS; a refused connection would be tried again for half a minute first.
    const { baseUrl } = await imageServer();
    const env = { OPENAI_BASE_URL: baseUrl.replace("http:", "https:") };
    const { ada, channel, everybodySees, reads, sees } = await inTrouble({ env });
    await ada.in(channel).types("/imagine a red fox");
    await reads(ada, "charged");
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner (only you): The image service cannot be reached under the address that is set for it. Nothing was charged; whoever runs this bot has to correct it.
        a red fox
        asked by @ada"
    `);
    expect(everybodySees()).toBe("#general");
  });

  test("it is away for a moment: the picture comes all the same", async () => {
    const { slack, ada, channel, images, bot, results } = await inTrouble();
    await images.close();
    await ada.in(channel).types("/imagine a red fox");
    await slack.until(() => bot.log().includes("ECONNREFUSED"));
    await imageServer({ port: Number(new URL(images.baseUrl).port) });
    await results(1);
    expect(channel.messages()).toHaveLength(1);
  });

  test("it answers that it has a fault: the person is told alone", async () => {
    const { slack, ada, channel, everybodySees, sees, paid } = await inTrouble({
      images: { script: () => faults.providerError() },
    });
    await ada.in(channel).types("/imagine a red fox");
    await slack.until(() => sees(ada).includes("charged"), { timeoutMs: 10_000 });
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner (only you): The image service had a fault of its own. Nothing was charged; try again.
        a red fox
        asked by @ada"
    `);
    expect(everybodySees()).toBe("#general");
    expect(paid()).toBe(0);
  });
});

describe("nobody knows whether a picture was paid for", () => {
  test("Retry is offered, and pressed twice makes one job", async () => {
    const { slack, ada, bob, channel, results, reads, sees, paid, images } = await inTrouble({
      images: { script: (_, ordinal) => (ordinal === 0 ? faults.htmlAnswer(503) : null) },
    });
    await ada.in(channel).types("/imagine a red fox");
    const told = await reads(ada, "may have been charged");
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner (only you): The connection to the image service was lost before the picture had arrived. It may have been charged; try again if that is fine with you.
        a red fox
        asked by @ada
        [Retry]"
    `);
    expect(sees(bob)).toBe("#general");
    await Promise.all([ada.in(channel).presses("Retry", told), ada.in(channel).presses("Retry", told)]);
    await reads(ada, "already");
    await results(1);
    expect(images.requests).toHaveLength(2);
    await ada.in(channel).presses("Retry", told);
    await slack.until(() => sees(ada).match(/already/g)?.length === 2);
    expect(images.requests).toHaveLength(2);
    expect(paid()).toBe(1);
    expect(channel.messages().filter((message) => message.files().length > 0)).toHaveLength(1);
  });
});

describe("somebody's budget is used up", () => {
  test("they alone are told before anything is painted, and what will be possible when", async () => {
    const env = { DAILY_BUDGET_USD: "0.10" };
    const { ada, bob, channel, results, reads, sees, images } = await inTrouble({ env });
    await ada.in(channel).types("/imagine a red fox");
    await results(1);
    await ada.in(channel).types("/imagine a blue fox");
    await reads(ada, "does not suffice");
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner: a red fox
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a red fox" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner (only you): The budget of this bot for today does not suffice: $0.053 of $0.100 are used or held. Nothing was charged. It starts anew on NOW; fewer or smaller pictures may still fit."
    `);
    expect(sees(bob)).not.toContain("budget");
    expect(images.requests).toHaveLength(1);
  });
});
