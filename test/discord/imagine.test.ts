import { describe, expect, test } from "vitest";
import { story } from "./story.ts";

describe("somebody asks for a picture", () => {
  test("sees at once that it is under way, and then the picture in the same message", async () => {
    const { ada, bob, channel, discord, sees } = await story();
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox in snow" });
    const [picture] = await asking.pictures();

    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a red fox in snow
      Limner: > **a red fox in snow**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a red fox in snow" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    expect(sees(bob)).toBe(sees(ada));
    const [first] = asking.message()?.edits ?? [];
    expect(first).toMatchObject({ text: "Taking it in…", pictures: 0 });
    expect(channel.messages()).toHaveLength(1);
    expect(picture).toMatchObject({ alt: "a red fox in snow", contentType: "image/png", isSpoiler: false });
    expect(picture?.name).toMatch(/^a-red-fox-in-snow-[0-9a-z]{10}-1\.png$/);
    expect(asking.message()?.json()).toMatchObject({ content: "", embeds: [], attachments: [] });
    expect(discord.requests("DELETE @original")).toEqual([]);
  });

  test("sees four pictures as one gallery, and can look at each by itself", async () => {
    const { ada, channel, images, sees } = await story();
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a lighthouse", count: 4, size: "landscape" });
    await asking.pictures(4);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a lighthouse count: 4 size: landscape
      Limner: > **a lighthouse**
        -# asked by @ada · gpt-image-2 · 1536x1024 · medium · # s · $0.177
        [picture "a lighthouse" 1536x1024 png]
        [picture "a lighthouse" 1536x1024 png]
        [picture "a lighthouse" 1536x1024 png]
        [picture "a lighthouse" 1536x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
        <Picture 1 | Picture 2 | Picture 3 | Picture 4>"
    `);
    expect(images.requests.map(({ fields }) => fields.n)).toEqual([1, 1, 1, 1]);

    const chosen = await ada.in(channel).chooses("Picture 3");
    await chosen.pictures(1);
    expect(sees(ada).split("\n").slice(-12).join("\n")).toMatchInlineSnapshot(`
      "  **Prompt** a lighthouse
        **Model** gpt-image-2
        **Size** 1536x1024
        **Quality** medium
        **Time** # s
        **Cost** $0.044
        **Command** imagine
        **Asked by** ada
        **When** NOW
        **JOB1-3** png, # kB
        [picture "a lighthouse" 1536x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [🖼️ Original] [🗑️ Delete]"
    `);
  });
});
