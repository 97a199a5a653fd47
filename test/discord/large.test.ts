import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { parseSubject } from "#core/subject.ts";
import { inTrouble } from "./in-trouble.ts";

const mebibyte = 1024 * 1024;

describe("a picture that is larger than Discord takes", () => {
  test("comes as a smaller copy that says so, and the original is kept", async () => {
    const { ada, channel, images, sees, paid } = await inTrouble({
      ...{ env: { PARTIAL_IMAGES: "0" }, images: { fixedImage: await uncompressedPng(3264) } },
    });
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a dense forest" });
    const [picture] = await asking.pictures();
    expect(picture?.sizeBytes).toBeLessThanOrEqual(10 * mebibyte);
    const original = await ada.in(channel).runs("/original", { private: true });
    await original.shows("is kept");
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a dense forest
      Limner: Picture 1 has 30.6 MB and only 10 MB fit here, so this is a smaller copy. The original is kept.
        > **a dense forest**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a dense forest" 3264x3264 webp]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
      ada used /original private: true
      Limner (only you): a-dense-forest-JOB1-1.png has 30.6 MB and only 10 MB fit here. The original is kept; ask the operator for it.
        This is JOB1-1 in full quality.
        This uses your newest result here, JOB1-1.
        > **a dense forest**
        -# asked by @ada"
    `);
    expect(images.requests).toHaveLength(1);
    expect(paid()).toBe(1);
  });

  test("is made smaller when Discord refuses what it had said it would take", async () => {
    const { discord, ada, channel, holdPainting, everybodySees, paid } = await inTrouble({
      ...{ noise: true, env: { PARTIAL_IMAGES: "0" } },
    });
    const painting = holdPainting();
    const values = { prompt: "a dense forest", size: "1696x1696" };
    const asking = await ada.in(channel).runs("/imagine", values);
    await painting.reached;
    await asking.shows(/Waiting|Painting/);
    discord.fails("PATCH @original", { status: 413, code: 40005, times: 1 });
    painting.open();
    const [picture] = await asking.pictures();
    expect(picture?.sizeBytes).toBeLessThanOrEqual(8 * mebibyte);
    expect(everybodySees()).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a dense forest size: 1696x1696
      Limner: Picture 1 has 8.3 MB and only 8 MB fit here, so this is a smaller copy. The original is kept.
        > **a dense forest**
        -# asked by @ada · gpt-image-2 · 1696x1696 · medium · # s · $0.084
        [picture "a dense forest" 1696x1696 webp]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    expect(paid()).toBe(1);
  });
});

describe("ten pictures that are larger than one message", () => {
  test("come in several messages, each once and in order", async () => {
    const { discord, ada, channel, everybodySees, paid } = await inTrouble({
      ...{ env: { PARTIAL_IMAGES: "0" }, images: { fixedImage: await uncompressedPng(1024) } },
    });
    await ada.in(channel).runs("/imagine", { prompt: "a dense forest", count: 10 });
    await discord.until(() => shown().length === 10, { what: "ten pictures" });
    expect(shown().map((name) => parseSubject(/[0-9a-z]{10}-\d+/.exec(name)?.[0] ?? "")?.position)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
    expect(channel.messages().length).toBeGreaterThan(1);
    expect(everybodySees()).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a dense forest count: 10
      Limner: Part 1
        > **a dense forest**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.527
        [picture "a dense forest" 1024x1024 png]
        [picture "a dense forest" 1024x1024 png]
        [picture "a dense forest" 1024x1024 png]
        [picture "a dense forest" 1024x1024 png]
        [picture "a dense forest" 1024x1024 png]
        [picture "a dense forest" 1024x1024 png]
        [picture "a dense forest" 1024x1024 png]
        [picture "a dense forest" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
        <Picture 1 | Picture 2 | Picture 3 | Picture 4 | Picture 5 | Picture 6 | Picture 7 | Picture 8 | Picture 9 | Picture 10>
      Limner: Part 2 of 2
        [picture "a dense forest" 1024x1024 png]
        [picture "a dense forest" 1024x1024 png]"
    `);
    expect(paid()).toBe(10);

    function shown(): readonly string[] {
      return channel.messages().flatMap((message) => message.pictures().map(({ name }) => name));
    }
  });
});

test("when a later message has to be split once more, no message has said a wrong total", async () => {
  const { discord, ada, channel } = await inTrouble({ noise: true, env: { PARTIAL_IMAGES: "0" } });
  const second = discord.hold("POST follow-up");
  await ada.in(channel).runs("/imagine", { prompt: "a forest", count: 5, size: "1696x1696" });
  await second.reached;
  discord.fails("PATCH follow-up", { status: 413, code: 40005, times: 1 });
  second.open();
  const shown = () => channel.messages().reduce((sum, message) => sum + message.pictures().length, 0);
  await discord.until(() => shown() === 5, { what: "five pictures" });
  expect(channel.messages().map((message) => /Part \d.*/.exec(message.text())?.[0])).toEqual([
    ...["Part 1", "Part 2", "Part 3 of 3"],
  ]);
});

/** Three bytes for every pixel. */
function uncompressedPng(edge: number): Promise<Buffer> {
  const create = { width: edge, height: edge, channels: 3, background: "seagreen" } as const;
  return sharp({ create }).png({ compressionLevel: 0 }).toBuffer();
}
