import { describe, expect, test } from "vitest";
import { story } from "./story.ts";

describe("after a restart of the bot, under a result from before", () => {
  test("every button of a single picture still works", async () => {
    const { ada, bot, channel, images, sees, start } = await story();
    const first = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await first.pictures(1);
    const result = first.message();
    await bot.stop();
    await start();

    await (await ada.in(channel).presses("Again", result)).pictures(1);
    await (await ada.in(channel).presses("Upscale", result)).pictures(1);
    const strength = await (await ada.in(channel).presses("Vary", result)).shows(/asked by/);
    expect(strength.pictures()).toHaveLength(1);
    await (await ada.in(channel).presses("Info", result)).shows("Asked by");
    expect(sees(ada)).toMatchInlineSnapshot(`
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
        -# asked by @ada · gpt-image-2 · 1920x1920 · medium · # s · $0.110 · from [JOB1](LINK)
        [picture "a red fox" 1920x1920 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
      Limner (to Limner): > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.064 · from [JOB1](LINK)
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
      Limner (only you) (to Limner): **Id** JOB1-1
        **Prompt** a red fox
        **Model** gpt-image-2
        **Size** 1024x1024
        **Quality** medium
        **Time** # s
        **Cost** $0.056
        **Command** imagine
        **Asked by** ada
        **When** NOW
        **JOB1-1** png, # kB
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [🖼️ Original] [🗑️ Delete]"
    `);
    expect(images.requests.map(({ path, fields }) => `${path} ${fields.size}`)).toMatchInlineSnapshot(`
      [
        "/v1/images/generations 1024x1024",
        "/v1/images/generations 1024x1024",
        "/v1/images/edits 1920x1920",
        "/v1/images/edits 1024x1024",
      ]
    `);
  });

  test("of four pictures one is chosen, with how different it shall be", async () => {
    const { ada, bot, channel, images, sees, start } = await story();
    const first = await ada.in(channel).runs("/imagine", { prompt: "a red fox", count: 4 });
    await first.pictures(4);
    const result = first.message();
    await bot.stop();
    await start();

    const form = await (await ada.in(channel).presses("Vary", result)).form();
    expect([form.title, ...form.labels(), form.prefilled("Which picture")]).toMatchInlineSnapshot(`
      [
        "Make variations of a result",
        "Which picture",
        "Strength",
        "Count",
        "Private",
        "Picture 1",
      ]
    `);
    await (await form.submits({ "Which picture": "Picture 3", Strength: "strong", Count: "2" })).pictures(2);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a red fox count: 4
      Limner: > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.223
        [picture "a red fox" 1024x1024 png]
        [picture "a red fox" 1024x1024 png]
        [picture "a red fox" 1024x1024 png]
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
        <Picture 1 | Picture 2 | Picture 3 | Picture 4>
      Limner (to Limner): > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.128 · from [JOB1](LINK)
        [picture "a red fox" 1024x1024 png]
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
        <Picture 1 | Picture 2>"
    `);
    expect(images.requests[4]?.fields.prompt).toContain("a new take");
  });

  test("one that shows a deleted picture says when that was", async () => {
    const { ada, bob, bot, channel, discord, images, sees, start } = await story();
    const first = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await first.pictures(1);
    const again = await bob.in(channel).presses("Info", first.message());
    await again.shows("Asked by");
    // A private message that old is out of the bot's reach.
    discord.ageTokens(20);
    await bot.stop();
    await start();

    await (await ada.in(channel).presses("Delete", first.message())).shows("is deleted");
    await discord.until(() => first.message()?.isDeleted === true);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you) (to Limner): JOB1 is deleted. Its 2 messages are being removed. What it cost stays in the books."
    `);
    const panel = again.message();
    await (await bob.in(channel).presses("Upscale", panel)).shows("was deleted on");
    await (await bob.in(channel).presses("Original", panel)).shows("was deleted on");
    const form = await (await bob.in(channel).presses("Edit", panel)).form();
    await (await form.submits({ Prompt: "in snow" })).shows("was deleted on");
    await discord.until(() => channel.messages().length === 0);
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      Limner (only you) (to Limner): **Id** JOB1-1
        **Prompt** a red fox
        **Model** gpt-image-2
        **Size** 1024x1024
        **Quality** medium
        **Time** # s
        **Cost** $0.056
        **Command** imagine
        **Asked by** ada
        **When** NOW
        **JOB1-1** png, # kB
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [🖼️ Original]
      Limner (only you) (to Limner): The picture JOB1-1 was deleted on NOW.
        Nothing was charged.
      Limner (only you) (to Limner): The picture JOB1-1 was deleted on NOW.
      Limner (only you) (to Limner): The picture JOB1-1 was deleted on NOW.
        Nothing was charged.
        Your words, to use them again: in snow"
    `);
    expect(images.requests).toHaveLength(1);
  });
});
