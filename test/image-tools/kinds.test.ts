import sharp, { type Sharp } from "sharp";
import { expect, test } from "vitest";
import { say } from "#core/message.ts";
import { imageTools } from "#src/image-tools/image-tools.ts";
import { blobOf, maskFor, png, quarteredPixels, quarteredPng } from "#test/images.ts";
import { decoded, expectNear, expectUpright, refusal } from "./decoded.ts";

const tools = imageTools();
const size = { width: 120, height: 80 };

function quartered(): Sharp {
  return sharp(quarteredPixels(size), { raw: { ...size, channels: 3 } });
}

async function cleaned(picture: Buffer) {
  const clean = await tools.clean(blobOf(picture));
  return { format: clean.format, ...(await decoded(clean.bytes)) };
}

test.each(["png", "jpeg", "webp", "gif", "avif", "tiff"] as const)("reads %s", async (format) => {
  const picture = await quartered().toFormat(format).toBuffer();
  expect(await tools.inspect(blobOf(picture))).toMatchObject({ format, size, frames: 1 });
  const image = await cleaned(picture);
  expect(image.format).toBe(format === "jpeg" ? "jpeg" : "png");
  expectUpright(image);
});

test("a CMYK JPEG becomes RGB", async () => {
  const print = await quartered().toColourspace("cmyk").jpeg({ quality: 100 }).toBuffer();
  expect((await sharp(print).metadata()).space).toBe("cmyk");
  const image = await cleaned(print);
  expect(image.format).toBe("jpeg");
  // Printing inks reach fewer colours, so this is only about right.
  expectNear(image.at(20, 10), [220, 40, 40], 60);
  expectNear(image.at(100, 70), [240, 220, 80], 60);
});

test("a PNG of 16 bits becomes one of 8", async () => {
  const deep = await quartered().toColourspace("rgb16").png().toBuffer();
  expect((await sharp(deep).metadata()).depth).toBe("ushort");
  const clean = await tools.clean(blobOf(deep));
  expect((await sharp(await clean.bytes.bytes()).metadata()).depth).toBe("uchar");
  expectUpright(await decoded(clean.bytes));
});

test("a grey picture becomes RGB, with its transparency", async () => {
  const pixels = Buffer.alloc(64 * 64 * 2, Buffer.from([90, 255]));
  pixels.fill(0, 0, 64 * 2);
  const raw = { width: 64, height: 64, channels: 2 } as const;
  const grey = await sharp(pixels, { raw }).toColourspace("b-w").png().toBuffer();
  const clean = await tools.clean(blobOf(grey));
  expect((await sharp(await clean.bytes.bytes()).metadata()).channels).toBe(4);
  const image = await decoded(clean.bytes);
  expect([image.at(5, 5), image.at(5, 0)[3]]).toEqual([[90, 90, 90, 255], 0]);
});

test("a palette keeps its transparency", async () => {
  const mask = await maskFor(size, { left: 10, top: 10, width: 20, height: 20 });
  const palette = await sharp(mask).png({ palette: true }).toBuffer();
  expect((await tools.inspect(blobOf(palette))).alpha).toBe(true);
  const image = await cleaned(palette);
  expect([image.at(15, 15)[3], image.at(50, 50)]).toEqual([0, [128, 128, 128, 255]]);
});

test("the colours of a P3 photo are the same in sRGB", async () => {
  const photo = await quartered().withIccProfile("p3").jpeg({ quality: 100, chromaSubsampling: "4:4:4" }).toBuffer();
  expectNear((await decoded(await sharp(photo, { ignoreIcc: true }).png().toBuffer())).at(20, 10), [203, 61, 50], 10);
  expectUpright(await cleaned(photo));
});

test("an animated PNG says how many frames it has", async () => {
  const drawing = await quarteredPng(size);
  const control = Buffer.alloc(8);
  control.writeUInt32BE(7);
  const animated = Buffer.concat([drawing.subarray(0, 33), png([["acTL", control]]).subarray(8), drawing.subarray(33)]);
  expect(await tools.inspect(blobOf(animated))).toMatchObject({ format: "png", frames: 7 });
  expectUpright(await cleaned(animated));
});

test("a soft brush leaves a hard mask: what is more than half erased is transparent", async () => {
  const pixels = Buffer.alloc(32 * 32 * 4, Buffer.from([0, 0, 0, 255]));
  [0, 100, 127, 128, 200].forEach((opacity, column) => {
    pixels[column * 4 + 3] = opacity;
  });
  const brushed = await sharp(pixels, { raw: { width: 32, height: 32, channels: 4 } })
    .png()
    .toBuffer();
  const facts = await tools.inspect(blobOf(await quarteredPng({ width: 32, height: 32 })));
  const mask = await decoded((await tools.cleanMask(blobOf(brushed), facts)).bytes);
  expect([0, 1, 2, 3, 4].map((column) => mask.at(column, 0)[3])).toEqual([0, 0, 0, 255, 255]);
});

test("the limit of pixels can be set, and holds for every kind of work", async () => {
  const strict = imageTools({ maxPixels: 5000 });
  const picture = blobOf(await quarteredPng(size));
  const text = say("image.too-many-pixels", { ...size, megapixels: 0.1, maxMegapixels: 0.005 });
  const works = [
    () => strict.inspect(picture),
    () => strict.clean(picture),
    () => strict.fit(picture, 100),
    () => strict.pixels(picture, { width: 9, height: 9 }),
  ];
  for (const work of works) expect(await refusal(work())).toEqual(text);
});

test("many at once all come out right", async () => {
  const picture = blobOf(await quarteredPng(size));
  const images = await Promise.all(Array.from({ length: 12 }, () => tools.clean(picture)));
  for (const image of images) expectUpright(await decoded(image.bytes));
});
