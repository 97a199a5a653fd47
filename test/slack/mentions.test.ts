import { describe, expect, test } from "vitest";
import { picture } from "./pictures.ts";
import { story } from "./story.ts";

describe("somebody mentions the bot", () => {
  test("with words, and gets a picture in a thread; the two events of it make one job", async () => {
    const { ada, bob, channel, images, results, sees, slack } = await story();
    slack.deliveries.doubles(2);
    await ada.in(channel).mentions("a red fox in snow --size portrait");
    await results(1);
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      ada: @Limner a red fox in snow --size portrait
        | Limner: a red fox in snow
        |   asked by @ada · gpt-image-2 · 1024x1536 · medium · # s · $0.041
        |   [picture "a red fox in snow" 1024x1536 png]
        |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
    expect(sees(ada)).toBe(sees(bob));
    expect(slack.deliveries.attempts.filter(({ name }) => /mention|message/.test(name)).length).toBeGreaterThan(2);
    expect(images.requests).toHaveLength(1);
  });

  test("without words, and is told how; other people's talk is none of the bot's business", async () => {
    const { ada, bob, channel, images, reads, results, sees } = await story();
    await ada.in(channel).types("/imagine a red fox");
    const thread = await results(1);
    await bob.in(channel).says("nice", { thread });
    await bob.in(channel).says("@ada look at this", { files: [await picture("cat.png")] });
    await ada.in(channel).mentions("");
    await reads(ada, "Say what to paint");
    await ada.in(channel).mentions("help");
    await reads(ada, "These are the things");
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      Limner: a red fox
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a red fox" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
        | bob: nice
      bob: @ada look at this
        [picture cat.png 320x320 png]
      ada: @Limner 
      ada: @Limner help"
    `);
    expect(sees(ada).split("\n").slice(6)).toMatchInlineSnapshot(`
      [
        "  [Again] [Vary] [Edit] [Upscale] [Info] [Delete]",
        "  | bob: nice",
        "bob: @ada look at this",
        "  [picture cat.png 320x320 png]",
        "ada: @Limner ",
        "Limner (only you): Say what to paint, or attach a picture and say what to change. To change a picture that is here already, say it in that picture's thread. The command help lists everything else.",
        "ada: @Limner help",
        "Limner (only you): These are the things you can ask for:",
        "  *imagine*",
        "  Paint a picture from words",
        "  *edit*",
        "  Change a picture by saying what should be different",
        "  *vary*",
        "  Make variations of a result",
        "  *again*",
        "  Ask for the same thing once more",
        "  *upscale*",
        "  Make a result larger",
        "  *history*",
        "  List your results, the newest first",
        "  *remove*",
        "  Delete a result, or one of its pictures, for good",
        "  *usage*",
        "  Tell what was used, what is left and what is under way",
        "  *And*",
        "  blend, retry, cancel, info, original, post, share, settings, forget",
        "  *help edit*",
        "  Every option of edit; likewise for all others",
      ]
    `);
    expect(images.requests).toHaveLength(1);
  });
});

test("in the conversation with the app nobody has to mention it", async () => {
  const { ada, bob, channel, images, shown, sees } = await story();
  await ada.dm().says("a red fox in snow");
  await shown(1, ada.direct);
  await ada.dm().says("make it night", { files: [await picture("garden.png", 400)] });
  await shown(2, ada.direct);
  await ada.dm().presses("Again");
  await shown(3, ada.direct);
  expect(sees(ada, ada.direct)).toMatchInlineSnapshot(`
    "@ada @Limner
    ada: a red fox in snow
    Limner: a red fox in snow
      asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
      [picture "a red fox in snow" 1024x1024 png]
      [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
    ada: make it night
      [picture garden.png 400x320 png]
    Limner: make it night
      asked by @ada · gpt-image-2 · 1120x896 · medium · # s · $0.048
      [picture "make it night" 1120x896 png]
      [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
    Limner: make it night
      asked by @ada · gpt-image-2 · 1120x896 · medium · # s · $0.048 · from JOB2
      [picture "make it night" 1120x896 png]
      [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
  `);
  expect(sees(bob)).toBe(sees(ada));
  expect(channel.messages()).toEqual([]);
  expect(images.requests).toHaveLength(3);
});
