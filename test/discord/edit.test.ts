import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { file } from "#test/fakes/discord/discord.ts";
import type { FileToAttach } from "#test/fakes/discord/value-types.ts";
import { animatedGif, heic, maskFor, phonePhoto, quarteredPng, textFile } from "#test/images.ts";
import { story } from "./story.ts";

const size = { width: 1024, height: 1024 };

describe("somebody changes a picture that they attach", () => {
  test("with a mask, and everything outside of it stays as it was", async () => {
    const { ada, channel, images, sees } = await story();
    const original = await quarteredPng(size);
    const hole = { left: 600, top: 600, width: 200, height: 200 };
    const asking = await ada.in(channel).runs("/edit", {
      image: file("garden.png", original),
      mask: file("hole.png", await maskFor(size, hole)),
      prompt: "a small pond",
    });
    const [picture] = await asking.pictures();
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada used /edit image: garden.png mask: hole.png prompt: a small pond
      Limner: > **a small pond**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.064
        [picture "a small pond" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);

    const [request] = images.requests;
    expect(request?.path).toBe("/v1/images/edits");
    expect(request?.fields).toMatchObject({ prompt: "a small pond", model: "gpt-image-2", size: "1024x1024" });
    expect(request?.files.map(({ field, type }) => [field, type])).toEqual([
      ["image", "image/png"],
      ["mask", "image/png"],
    ]);
    const shown = await pixels(await picture?.bytes());
    const before = await pixels(original);
    for (const [x, y] of [
      [10, 10],
      [1000, 10],
      [10, 1000],
      [1000, 1000],
      [500, 700],
    ] as const)
      expect(at(shown, x, y)).toEqual(at(before, x, y));
    expect(at(shown, 700, 700)).not.toEqual(at(before, 700, 700));
  });

  test("with references, which go along in their order", async () => {
    const { ada, channel, images, sees } = await story();
    const asking = await ada.in(channel).runs("/edit", {
      image: file("room.jpg", await phonePhoto()),
      references: file("lamp.png", await quarteredPng({ width: 300, height: 300 })),
      "references-2": file("chair.png", await quarteredPng({ width: 320, height: 300 })),
      prompt: "put the lamp and the chair into the room",
    });
    await asking.pictures(1);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada used /edit image: room.jpg references: lamp.png references-2: chair.png prompt: put the lamp and the chair into the room
      Limner: > **put the lamp and the chair into the room**
        -# asked by @ada · gpt-image-2 · 864x1152 · medium · # s · $0.064
        [picture "put the lamp and the chair into the room" 864x1152 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    const sizes = await Promise.all((images.requests[0]?.files ?? []).map(({ bytes }) => sizeOf(bytes)));
    expect(sizes).toEqual(["600x800", "300x300", "320x300"]);
    // Where the photo was taken is nobody's business.
    expect(images.requests[0]?.files[0]?.bytes.includes("PhoneMaker")).toBe(false);
  });

  test("and what cannot be used is said to them alone, and costs nothing", async () => {
    const { ada, bob, channel, discord, images, sees } = await story();
    const asks = async (image: FileToAttach, more: Record<string, FileToAttach> = {}) => {
      const asking = await ada.in(channel).runs("/edit", { image, prompt: "make it night", ...more });
      await discord.until(() => asking.messages().some(({ isEphemeral }) => isEphemeral));
      await discord.until(() => channel.messages({ as: bob }).length === 0);
    };
    await asks(file("holiday.png", heic(), { contentType: "image/png" }));
    await asks(file("ideas.png", textFile()));
    await asks(file("tiny.png", await quarteredPng({ width: 8, height: 8 })));
    await asks(file("garden.png", await quarteredPng(size)), {
      mask: file("hole.png", await maskFor({ width: 512, height: 512 }, { left: 1, top: 1, width: 9, height: 9 })),
    });
    const cdn = discord.hold("GET attachment");
    const late = asks(file("yesterday.png", await quarteredPng(size)));
    await cdn.reached;
    discord.expireLinks();
    cdn.open();
    await late;

    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): holiday.png: HEIC photos cannot be used. Share it as JPEG (on an iPhone: Settings > Camera > Formats > Most Compatible), or send a screenshot of it.
        Nothing was charged.
      Limner (only you): ideas.png: This file is text, not a picture. Send a PNG, JPEG or WebP.
        Nothing was charged.
      Limner (only you): tiny.png: This picture is too small: 8 × 8 pixels, and both edges need at least 16. Send a larger one.
        Nothing was charged.
      Limner (only you): hole.png: The mask is 512 × 512 pixels but the picture is 1024 × 1024. Make the mask from the picture itself, at the same size.
        Nothing was charged.
      Limner (only you): yesterday.png could not be opened. Please attach it again.
        Nothing was charged."
    `);
    expect(sees(bob)).toMatchInlineSnapshot(`"#general"`);
    expect(images.requests).toEqual([]);
  });

  test("of an animation the first frame is used, and said so", async () => {
    const { ada, channel, images, sees } = await story();
    const gif = file("wave.gif", await animatedGif({ width: 320, height: 240 }));
    const asking = await ada.in(channel).runs("/edit", { image: gif, prompt: "as an oil painting" });
    await asking.pictures(1);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada used /edit image: wave.gif prompt: as an oil painting
      Limner: wave.gif is an animation; its first frame was used.
        > **as an oil painting**
        -# asked by @ada · gpt-image-2 · 1152x864 · medium · # s · $0.048
        [picture "as an oil painting" 1152x864 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    expect(await sizeOf(images.requests[0]?.files[0]?.bytes)).toBe("320x240");
  });

  test("which was covered, and stays covered", async () => {
    const { ada, channel, sees } = await story();
    const image = file("ending.png", await quarteredPng(size), { spoiler: true });
    const asking = await ada.in(channel).runs("/edit", { image, prompt: "brighter" });
    await asking.pictures(1);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada used /edit image: ending.png prompt: brighter
      Limner: > **brighter**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.061
        [hidden picture "brighter" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    const again = await ada.in(channel).presses("Again");
    expect((await again.pictures(1))[0]?.isSpoiler).toBe(true);
  });
});

async function pixels(bytes: Uint8Array | undefined) {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width };
}

function at({ data, width }: Awaited<ReturnType<typeof pixels>>, x: number, y: number) {
  return [...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)];
}

async function sizeOf(bytes: Uint8Array | undefined) {
  const { width, height } = await sharp(bytes).metadata();
  return `${width}x${height}`;
}
