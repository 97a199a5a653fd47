import { describe, expect, test } from "vitest";
import { story } from "./story.ts";

describe("a private result", () => {
  test("is seen by nobody else until it is shared", async () => {
    const { ada, bob, channel, discord, sees } = await story();
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a surprise party", private: true });
    await asking.pictures(1);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a surprise party private: true
      Limner (only you): > **a surprise party**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a surprise party" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [📢 Share] [🗑️ Delete]"
    `);
    expect(sees(bob)).toBe("#general");

    await (await ada.in(channel).presses("Again", asking.message())).pictures(1);
    const form = await (await ada.in(channel).presses("Edit", asking.message())).form();
    await (await form.submits({ Prompt: "with a cake" })).pictures(1);
    await (await ada.in(channel).presses("Info", asking.message())).shows("Asked by");
    expect(sees(bob)).toBe("#general");

    await (await ada.in(channel).presses("Share", asking.message())).shows("being posted here");
    await discord.until(() => channel.messages().length === 1);
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      Limner: > **a surprise party**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a surprise party" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    expect(sees(ada).split("\n").slice(-10).join("\n")).toMatchInlineSnapshot(`
      "  **Asked by** ada
        **When** NOW
        **JOB1-1** png, # kB
        [picture "a surprise party" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [🖼️ Original] [📢 Share] [🗑️ Delete]
      Limner (only you) (to Limner): JOB1 is being posted here, and everybody here can use it from now on.
      Limner: > **a surprise party**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a surprise party" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
  });

  test("that was shared can be used by everybody; shared once more it says that it is there", async () => {
    const { ada, bob, channel, discord, sees } = await story();
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a surprise party", private: true, count: 2 });
    await asking.pictures(2);
    await (await ada.in(channel).presses("Share", asking.message())).shows("being posted here");
    await discord.until(() => channel.messages().length === 1);
    await (await ada.in(channel).presses("Share", asking.message())).shows("already");
    await (await bob.in(channel).presses("Again")).pictures(2);
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      Limner: > **a surprise party**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.111
        [picture "a surprise party" 1024x1024 png]
        [picture "a surprise party" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
        <Picture 1 | Picture 2>
      Limner (to Limner): > **a surprise party**
        -# asked by @bob · gpt-image-2 · 1024x1024 · medium · # s · $0.111 · from [JOB1](LINK)
        [picture "a surprise party" 1024x1024 png]
        [picture "a surprise party" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
        <Picture 1 | Picture 2>"
    `);
  });

  test("a picture chosen in a public gallery is looked at alone, and what is made of it is for all", async () => {
    const { ada, bob, channel, sees } = await story();
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a lighthouse", count: 3 });
    await asking.pictures(3);
    const panel = await bob.in(channel).chooses("Picture 2", asking.message());
    await panel.pictures(1);
    expect(channel.messages({ as: ada })).toHaveLength(1);
    await (await bob.in(channel).presses("Vary", panel.message())).pictures(1);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a lighthouse count: 3
      Limner: > **a lighthouse**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.167
        [picture "a lighthouse" 1024x1024 png]
        [picture "a lighthouse" 1024x1024 png]
        [picture "a lighthouse" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
        <Picture 1 | Picture 2 | Picture 3>
      Limner (to Limner): > **a lighthouse**
        -# asked by @bob · gpt-image-2 · 1024x1024 · medium · # s · $0.064 · from [JOB1](LINK)
        [picture "a lighthouse" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
  });
});
