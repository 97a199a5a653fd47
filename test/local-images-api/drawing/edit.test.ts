import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { draw, type RawPicture } from "#src/local-images-api/drawing/draw.ts";
import { redraw } from "#src/local-images-api/drawing/edit.ts";
import { correlation, difference, png, share, sketch } from "./pixels.ts";

const usual = { width: 256, height: 256, variation: 0, transparent: false, detail: "medium" } as const;
let original: RawPicture;
let image: Buffer;

beforeAll(async () => {
  original = await draw({ ...usual, prompt: "a lighthouse at noon" });
  image = await png(original);
});

const edited = (prompt: string, changes: Partial<Parameters<typeof redraw>[0]> = {}) =>
  redraw({ ...usual, prompt, images: [image], mask: null, ...changes });

/** A mask that opens the given field, as parts of the picture. */
async function openField(left: number, top: number, width: number, height: number): Promise<Buffer> {
  const size = usual.width;
  const hole = await sharp({
    create: { width: width * size, height: height * size, channels: 4, background: "#000000" },
  })
    .png()
    .toBuffer();
  return sharp({ create: { width: size, height: size, channels: 4, background: "#ffffff" } })
    .composite([{ input: hole, left: left * size, top: top * size, blend: "dest-out" }])
    .png()
    .toBuffer();
}

describe("redrawing a picture after words", () => {
  it("always differs from the original and always derives from it", async () => {
    const before = await sketch(original);
    const prompts = [
      "make it snow",
      "make the sky purple",
      "at night",
      "at sunset",
      "make it foggy",
      "it is autumn",
      "black and white",
      "add a hot-air balloon",
      "remove the house",
      "as pixel art",
      "watercolor",
      "something nobody has a word for",
      "",
      "雪を降らせて",
    ];
    for (const prompt of prompts) {
      const after = await sketch(await edited(prompt));
      expect(difference(before, after), prompt).toBeGreaterThan(2.5);
      expect(correlation(before, after), prompt).toBeGreaterThan(0.4);
    }
  });

  it("tints the sky and leaves the ground when the sky is meant", async () => {
    const purple = await edited("make the sky purple");
    const isPurple = (r: number, g: number, b: number) => b > g + 25 && r > g + 10;
    expect(share(purple, isPurple)).toBeGreaterThan(0.25);
    const lower = { ...purple, height: 100, data: purple.data.subarray(purple.data.length - 100 * 256 * 3) };
    expect(share(lower, isPurple)).toBeLessThan(0.2);
  });

  it("gives the same bytes for the same request and others for another variation", async () => {
    const [once, again, other] = [await edited("zorp"), await edited("zorp"), await edited("zorp", { variation: 1 })];
    expect(once.data.equals(again.data)).toBe(true);
    expect(once.data.equals(other.data)).toBe(false);
  });

  it("gives the size that was asked for from any image, JPEG and WebP too", async () => {
    const jpeg = await sharp(image).resize(300, 700).jpeg().toBuffer();
    const webp = await sharp(image).resize(64, 64).webp().toBuffer();
    for (const source of [jpeg, webp]) {
      const picture = await edited("at dusk", { images: [source], width: 768, height: 512 });
      expect(picture).toMatchObject({ width: 768, height: 512, channels: 3 });
      expect(picture.data.length).toBe(768 * 512 * 3);
    }
  });

  it("keeps a transparent image transparent when asked to", async () => {
    const cut = await draw({ ...usual, prompt: "a robot", transparent: true });
    const picture = await edited("make it blue", { images: [await png(cut)], transparent: true });
    expect(picture.channels).toBe(4);
    expect(picture.data[3]).toBe(0);
    expect(share(picture, (_r, _g, _b, alpha) => alpha > 200)).toBeGreaterThan(0.08);
  });

  it("repaints inside the mask and hardly touches the rest", async () => {
    const mask = await openField(0.5, 0.125, 0.375, 0.375);
    for (const prompt of ["a red hot-air balloon", "a stormy sea", "a forest in autumn"]) {
      const picture = await edited(prompt, { mask });
      const [before, after] = [await sketch(original), await sketch(picture)];
      let [inside, outside, insideCount, outsideCount] = [0, 0, 0, 0];
      for (let index = 0; index < before.length; index++) {
        const [x, y] = [Math.floor(index / 3) % 64, Math.floor(index / 192)];
        const change = Math.abs((before[index] ?? 0) - (after[index] ?? 0));
        if (x >= 34 && x < 54 && y >= 10 && y < 30) {
          inside += change;
          insideCount++;
        } else if (x < 29 || x > 58 || y < 5 || y > 35) {
          outside += change;
          outsideCount++;
        }
      }
      expect(outside / outsideCount, prompt).toBeLessThan(4);
      expect(inside / insideCount, prompt).toBeGreaterThan((outside / outsideCount) * 2);
    }
  });

  it("brings several images together on top of the first", async () => {
    const second = await png(await draw({ ...usual, prompt: "a red fox in autumn at sunset" }));
    const [before, alone] = [await sketch(original), await sketch(await edited("put them together"))];
    for (const prompt of ["put them together", "blend them", "in the style of the second one"]) {
      const after = await sketch(await edited(prompt, { images: [image, second] }));
      expect(difference(alone, after), prompt).toBeGreaterThan(3);
      expect(correlation(before, after), prompt).toBeGreaterThan(0.4);
    }
  });

  it("says so when an image cannot be read", async () => {
    await expect(edited("at night", { images: [Buffer.from("not an image")] })).rejects.toThrow();
  });
});
