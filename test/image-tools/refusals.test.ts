import sharp from "sharp";
import { expect, test } from "vitest";
import { words } from "#core/words.ts";
import { imageTools } from "#src/image-tools/image-tools.ts";
import {
  animatedGif,
  blobOf,
  bomb,
  heic,
  maskFor,
  pdf,
  phonePhoto,
  png,
  pngHeader,
  quarteredPng,
  svg,
  textFile,
  truncatedJpeg,
  video,
  webPage,
} from "#test/images.ts";
import { refusal } from "./decoded.ts";

const tools = imageTools();
const headless = png([
  ["IHDR", pngHeader({ width: 0, height: 64 })],
  ["IDAT", Buffer.alloc(9)],
  ["IEND", Buffer.alloc(0)],
]);
const gif = await animatedGif();
const avif = await sharp(await quarteredPng({ width: 90, height: 90 }))
  .avif()
  .toBuffer();

test.each<[string, Buffer, string]>([
  ["an empty file", Buffer.alloc(0), "The file is empty. Send the picture again."],
  ["a text named .png", textFile(), "This file is text, not a picture. Send a PNG, JPEG or WebP."],
  ["a text that talks of pictures", Buffer.from("I like a WEBP"), "This file is text, not a picture."],
  ["JSON", Buffer.from('{"error":"<svgs>"}'), "This file is text, not a picture."],
  ["text of Windows", Buffer.from("\ufeffhello", "utf16le"), "This file is text, not a picture."],
  ["a login page", webPage(), "This file is a web page, not a picture; perhaps its link asks for a login."],
  [
    "a page with a byte order mark",
    Buffer.from("\ufeff\n<!-- <b> --><HTML>"),
    "This file is a web page, not a picture",
  ],
  ["a feed", Buffer.from('<?xml version="1.0"?><rss/>'), "This file is text, not a picture."],
  ["a drawing", svg(), "SVG drawings cannot be used. Open the drawing, save it as PNG and send that."],
  [
    "an iPhone's photo",
    heic(),
    "HEIC photos cannot be used. Share it as JPEG (on an iPhone: Settings > Camera > Formats",
  ],
  ["another phone's photo", heic("mif1"), "HEIC photos cannot be used."],
  ["a burst of a phone", heic("hevc"), "HEIC photos cannot be used."],
  ["a PDF", pdf(), "This is a PDF document, not a picture. Send a screenshot of the page."],
  ["a video", video(), "This is a video, not a picture. Send a screenshot of the moment that you want."],
  ["a bitmap", Buffer.from("BM\x8a\0\0\0\0\0", "latin1"), "BMP files cannot be used. Save it as PNG, JPEG or WebP"],
  ["JPEG XL", Buffer.from("\xff\x0a\xfa\x1f", "latin1"), "JPEG XL files cannot be used."],
  ["an archive", Buffer.from("PK\x03\x04\x14\0", "latin1"), "ZIP files cannot be used."],
  [
    "any other bytes",
    Buffer.from([1, 2, 3, 250, 0, 9]),
    "This file is not a picture that I can read. Use PNG, JPEG or WebP.",
  ],
  ["a picture of no width", headless, "This picture is damaged or was cut off"],
  [
    "a text that begins as a GIF",
    Buffer.from('GIF89a<svg xmlns="http://www.w3.org/2000/svg"/>'),
    "This picture is damaged",
  ],
  ["a drawing behind a PNG's first bytes", Buffer.concat([bomb().subarray(0, 8), svg()]), "This picture is damaged"],
  [
    "a JPEG that broke off",
    await truncatedJpeg(),
    "This picture is damaged or was cut off, so it cannot be read to its end.",
  ],
  ["a GIF that broke off", gif.subarray(0, gif.length * 0.4), "This picture is damaged"],
  ["an AVIF that broke off", avif.subarray(0, avif.length - 40), "This picture is damaged"],
  ["a bomb", bomb(), "This picture is too large: 30000 × 30000 pixels are 900 megapixels, and at most 50 can be read."],
  [
    "a line",
    await quarteredPng({ width: 300, height: 4 }),
    "This picture is too small: 300 × 4 pixels, and both edges need at least 16.",
  ],
])("%s is refused with its own sentence", async (_, bytes, sentence) => {
  expect(words(await refusal(tools.clean(blobOf(bytes))), "en")).toContain(sentence);
});

test("a mask is refused with what to do about it", async () => {
  const facts = await tools.inspect(blobOf(await phonePhoto({ width: 60, height: 80 })));
  const refused = async (mask: Buffer) => words(await refusal(tools.cleanMask(blobOf(mask), facts)), "en");
  expect(await refused(await maskFor({ width: 90, height: 90 }, { left: 0, top: 0, width: 9, height: 9 }))).toBe(
    "The mask is 90 × 90 pixels but the picture is 60 × 80. Make the mask from the picture itself, at the same size.",
  );
  expect(await refused(await quarteredPng({ width: 60, height: 80 }))).toBe(
    "The mask has no transparent part. Erase the part that should change, so that it is transparent, and save the mask as PNG.",
  );
  expect(await refused(textFile())).toContain("This file is text");
});

test("libvips itself refuses drawings once the tools exist", async () => {
  await expect(sharp(svg()).metadata()).rejects.toThrow("unsupported image format");
});
