import { describe, expect, test } from "vitest";
import { file } from "#test/fakes/discord/discord.ts";
import { quarteredPng } from "#test/images.ts";
import { story } from "./story.ts";

const picture = async (name: string, width = 320) => file(name, await quarteredPng({ width, height: 320 }));

describe("a form", () => {
  test("behind the Edit button takes words and two uploads", async () => {
    const { ada, channel, images, sees } = await story();
    await (await ada.in(channel).runs("/imagine", { prompt: "a living room" })).pictures(1);
    const form = await (await ada.in(channel).presses("Edit")).form();
    expect([form.title, ...form.labels()]).toMatchInlineSnapshot(`
      [
        "Edit image",
        "Prompt",
        "Mask",
        "References",
        "Size",
        "Count",
      ]
    `);
    const asking = await form.submits({
      Prompt: "put these into the room",
      References: [await picture("lamp.png", 330), await picture("chair.png", 340)],
    });
    await asking.pictures(1);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a living room
      Limner: > **a living room**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a living room" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
      Limner (to Limner): > **put these into the room**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.080 · from [JOB1](LINK)
        [picture "put these into the room" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    const widths = images.requests[1]?.files.map(({ bytes }) => bytes.readUInt32BE(16));
    expect(widths).toEqual([1024, 330, 340]);
  });

  test("that is sent twice asks once; the second time it says that it is used up", async () => {
    const { ada, bob, channel, discord, images, sees } = await story();
    await (await ada.in(channel).runs("/imagine", { prompt: "a living room" })).pictures(1);
    const form = await (await ada.in(channel).presses("Edit")).form();
    await (await form.submits({ Prompt: "at night" })).pictures(1);
    const second = await form.submits({ Prompt: "at night, with candles" });
    await second.shows("was sent already, or is too old");
    await discord.until(() => channel.messages().length === 2);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a living room
      Limner: > **a living room**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a living room" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
      Limner (to Limner): > **at night**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.064 · from [JOB1](LINK)
        [picture "at night" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
      Limner (only you) (to Limner): This form was sent already, or is too old. If nothing came of it, nothing was charged: open it again."
    `);
    expect(sees(bob)).not.toContain("too old");
    expect(images.requests).toHaveLength(2);
  });

  test("opens for an edit that was typed without its picture, with the words in it", async () => {
    const { ada, channel, sees } = await story();
    const form = await (await ada.in(channel).runs("/edit", { prompt: "make it night" })).form();
    expect([form.title, ...form.labels(), form.prefilled("Prompt")]).toMatchInlineSnapshot(`
      [
        "Edit image",
        "Image",
        "Prompt",
        "Mask",
        "References",
        "Size",
        "make it night",
      ]
    `);
    await (await form.submits({ Image: await picture("garden.png"), Prompt: "make it night, with stars" })).pictures(1);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner: > **make it night, with stars**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.064
        [picture "make it night, with stars" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
  });

  test("keeps what was chosen beforehand: a private edit stays private", async () => {
    const { ada, bob, channel, sees } = await story();
    const form = await (await ada.in(channel).runs("/edit", { prompt: "make it night", private: true })).form();
    await (await form.submits({ Image: await picture("garden.png"), Prompt: "make it night" })).pictures(1);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): > **make it night**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.064
        [picture "make it night" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [📢 Share] [🗑️ Delete]"
    `);
    expect(channel.messages({ as: bob })).toEqual([]);
  });

  test("with a file that is no picture says so to its sender alone", async () => {
    const { ada, bob, channel, discord, images, sees } = await story();
    const form = await (await ada.in(channel).runs("/edit", { prompt: "make it night" })).form();
    const text = file("garden.png", Buffer.from("not a picture at all, only words"));
    const asking = await form.submits({ Image: text, Prompt: "make it night, a long and careful description" });
    await discord.until(() => asking.messages().some(({ isEphemeral }) => isEphemeral));
    await discord.until(() => channel.messages({ as: bob }).length === 0);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): garden.png: This file is text, not a picture. Send a PNG, JPEG or WebP.
        Nothing was charged.
        Your words, to use them again: make it night, a long and careful description"
    `);
    expect(images.requests).toEqual([]);
  });
});
