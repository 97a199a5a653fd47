import sharp from "sharp";
import { describe, expect, test } from "vitest";
import type { FileToShare } from "#test/fakes/slack/value-types.ts";
import { animatedGif, heic, maskFor, phonePhoto, quarteredPng, textFile } from "#test/images.ts";
import { story } from "./story.ts";

const size = { width: 1024, height: 1024 };
const file = (name: string, bytes: Uint8Array, more: Partial<FileToShare> = {}): FileToShare => ({
  name,
  bytes,
  ...more,
});

describe("somebody changes a picture that they put into a form", () => {
  test("with a mask, and everything outside of it stays as it was", async () => {
    const { ada, bob, channel, images, results, sees } = await story();
    const original = await quarteredPng(size);
    const form = await (await ada.in(channel).types("/edit make it snow --quality low")).form();
    expect([form.title(), form.prefilled("Prompt"), form.text()]).toMatchInlineSnapshot(`
      [
        "Edit image",
        "make it snow",
        "Image:
      Prompt:
      Mask:
      References:
      Size:
      Count:
      ---
      More
      Quality:
      Private:
      Model:
      Format:
      Compression:
      Background:
      Moderation:",
      ]
    `);
    const hole = { left: 600, top: 600, width: 200, height: 200 };
    await form.submits({
      ...{ Image: file("garden.png", original), Mask: file("hole.png", await maskFor(size, hole)) },
      Prompt: "a small pond",
    });
    const result = await results(1);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner: a small pond
        asked by @ada · gpt-image-2 · 1024x1024 · low · # s · $0.014
        [picture "a small pond" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      Limner: a small pond
        asked by @ada · gpt-image-2 · 1024x1024 · low · # s · $0.014
        [picture "a small pond" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);

    const [request] = images.requests;
    expect(request?.fields).toMatchObject({ prompt: "a small pond", quality: "low", size: "1024x1024" });
    expect(request?.files.map(({ field }) => field)).toEqual(["image", "mask"]);
    const shown = await pixels(result.files()[0]?.bytes());
    const before = await pixels(original);
    const outside = [
      [10, 10],
      [1000, 10],
      [10, 1000],
      [1000, 1000],
      [500, 700],
    ] as const;
    for (const [x, y] of outside) expect(at(shown, x, y)).toEqual(at(before, x, y));
    expect(at(shown, 700, 700)).not.toEqual(at(before, 700, 700));
  });

  test("with references, which go along in their order", async () => {
    const { ada, bob, channel, images, results, sees } = await story();
    const form = await (await ada.in(channel).types("/edit put the lamp and the chair into the room")).form();
    const square = (width: number) => quarteredPng({ width, height: 300 });
    await form.submits({
      Image: file("room.jpg", await phonePhoto()),
      References: [file("lamp.png", await square(300)), file("chair.png", await square(320))],
    });
    await results(1);
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      Limner: put the lamp and the chair into the room
        asked by @ada · gpt-image-2 · 864x1152 · medium · # s · $0.061
        [picture "put the lamp and the chair into the room" 864x1152 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
    const sizes = await Promise.all((images.requests[0]?.files ?? []).map(({ bytes }) => sizeOf(bytes)));
    expect(sizes).toEqual(["600x800", "300x300", "320x300"]);
    // Where the photo was taken is nobody's business.
    expect(images.requests[0]?.files[0]?.bytes.includes("PhoneMaker")).toBe(false);
  });

  test("what can be known at once is said in the form, which stays open", async () => {
    const { ada, channel, images, results, sees } = await story();
    const form = await (await ada.in(channel).types("/edit make it night")).form();
    const wrong = await form.submits({
      Image: file("notes.txt", textFile()),
      Format: "jpeg",
      Background: "transparent",
    });
    expect(wrong.errors).toMatchInlineSnapshot(`
      {
        "Format": "A transparent background does not fit into jpeg. Use png or webp.",
        "Image": "notes.txt is not a picture.",
      }
    `);
    expect(form.isOpen()).toBe(true);
    expect(sees(ada)).toBe("#general");
    await form.submits({ Image: file("garden.png", await quarteredPng(size)), Format: "png", Background: "opaque" });
    await results(1);
    expect(images.requests).toHaveLength(1);
  });

  test("what turns out later is said to them alone, and costs nothing", async () => {
    const { ada, bob, channel, images, reads, sees } = await story();
    const asks = async (image: FileToShare, more: Record<string, FileToShare> = {}) => {
      const form = await (await ada.in(channel).types("/edit make it night")).form();
      await form.submits({ Image: image, ...more });
    };
    await asks(file("ideas.png", textFile()));
    await reads(ada, "ideas.png");
    await asks(file("tiny.png", await quarteredPng({ width: 8, height: 8 })));
    await reads(ada, "tiny.png");
    await asks(file("holiday.heic", heic()));
    await reads(ada, "holiday.heic");
    await asks(file("garden.png", await quarteredPng(size)), {
      Mask: file("hole.png", await maskFor({ width: 512, height: 512 }, { left: 1, top: 1, width: 9, height: 9 })),
    });
    await reads(ada, /mask/i);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): ideas.png: This file is text, not a picture. Send a PNG, JPEG or WebP.
        Nothing was charged.
        Your words, to use them again: make it night
      Limner (only you): tiny.png: This picture is too small: 8 × 8 pixels, and both edges need at least 16. Send a larger one.
        Nothing was charged.
        Your words, to use them again: make it night
      Limner (only you): holiday.heic is HEIC, which image models do not take. Slack's own preview of it is used, at most 1024 pixels wide.
      Limner (only you): holiday.heic is HEIC, which image models do not take, and Slack has no preview of it. Please attach it as JPEG or PNG.
        Nothing was charged.
        Your words, to use them again: make it night
      Limner (only you): hole.png: The mask is 512 × 512 pixels but the picture is 1024 × 1024. Make the mask from the picture itself, at the same size.
        Nothing was charged.
        Your words, to use them again: make it night"
    `);
    expect(sees(bob)).toBe("#general");
    expect(images.requests).toEqual([]);
  });

  test("of an animation the first frame is used, of a photo of an iPhone the preview that Slack made; both is said", async () => {
    const { ada, bob, channel, images, results, sees } = await story();
    const thumbnail = await quarteredPng({ width: 768, height: 1024 });
    for (const image of [
      file("wave.gif", await animatedGif({ width: 320, height: 240 })),
      file("holiday.heic", heic(), { thumbnail }),
    ]) {
      const form = await (await ada.in(channel).types("/edit as an oil painting")).form();
      await form.submits({ Image: image });
      await results(images.requests.length + 1);
    }
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      Limner: wave.gif is an animation; its first frame was used.
        as an oil painting
        asked by @ada · gpt-image-2 · 1152x864 · medium · # s · $0.045
        [picture "as an oil painting" 1152x864 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
      Limner: as an oil painting
        asked by @ada · gpt-image-2 · 864x1152 · medium · # s · $0.045
        [picture "as an oil painting" 864x1152 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
    expect(sees(ada).replaceAll(/^Limner \(only you\): .*\n/gm, "")).toBe(sees(bob));
    expect(
      channel.messages({ as: ada }).flatMap((message) => (message.onlyFor ? [message.text()] : [])),
    ).toMatchInlineSnapshot(`
      [
        "holiday.heic is HEIC, which image models do not take. Slack's own preview of it is used, at most 1024 pixels wide.",
      ]
    `);
    expect(ada.direct.messages()).toEqual([]);
    expect(await Promise.all(images.requests.map(({ files }) => sizeOf(files[0]?.bytes)))).toEqual([
      "320x240",
      "768x1024",
    ]);
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
