import sharp from "sharp";
import { describe, expect, test } from "vitest";
import type { CleanImage, ImageTools } from "#core/image-tools.ts";
import { say } from "#core/message.ts";
import { decoded, expectNear, expectUpright, hole, refusal } from "#test/image-tools/decoded.ts";
import {
  animatedGif,
  blobOf,
  bomb,
  heic,
  maskFor,
  phonePhoto,
  phoneSecrets,
  quarteredPng,
  svg,
  textFile,
  truncatedJpeg,
} from "#test/images.ts";

/** What every ImageTools keeps. */
export function imageToolsContract(tools: ImageTools): void {
  describe("looking at a picture", () => {
    test("finds its kind and size in the bytes, upright and as stored", async () => {
      const facts = await tools.inspect(blobOf(await phonePhoto({ width: 300, height: 400, orientation: 6 })));
      expect(facts).toEqual({
        format: "jpeg",
        size: { width: 300, height: 400 },
        storedSize: { width: 400, height: 300 },
        orientation: 6,
        alpha: false,
        frames: 1,
      });
    });

    test("counts the frames of an animation", async () => {
      expect(await tools.inspect(blobOf(await animatedGif()))).toMatchObject({ format: "gif", frames: 3 });
    });

    test("refuses what is no picture, a drawing, a HEIC photo and a bomb", async () => {
      expect(await refusal(tools.inspect(new Blob([])))).toEqual(say("image.empty"));
      expect(await refusal(tools.inspect(blobOf(textFile())))).toEqual(say("image.text"));
      expect(await refusal(tools.inspect(blobOf(svg())))).toEqual(say("image.svg"));
      expect(await refusal(tools.inspect(blobOf(heic())))).toEqual(say("image.heic"));
      const size = { width: 30_000, height: 30_000, megapixels: 900, maxMegapixels: 50 };
      expect(await refusal(tools.inspect(blobOf(bomb())))).toEqual(say("image.too-many-pixels", size));
    });

    test("refuses a picture in which nothing can be seen", async () => {
      const tiny = blobOf(await quarteredPng({ width: 400, height: 15 }));
      const text = say("image.too-small", { width: 400, height: 15, minEdge: 16 });
      expect(await refusal(tools.inspect(tiny))).toEqual(text);
      expect(await refusal(tools.clean(tiny))).toEqual(text);
    });
  });

  describe("cleaning a picture", () => {
    test.each([1, 2, 3, 4, 5, 6, 7, 8])("turns a photo of orientation %i upright", async (orientation) => {
      const clean = await tools.clean(blobOf(await phonePhoto({ width: 60, height: 80, orientation })));
      expect(clean.size).toEqual({ width: 60, height: 80 });
      expectUpright(await decoded(clean.bytes));
    });

    test("leaves nothing of the place, the camera, XMP, or what stands behind the end", async () => {
      const photo = await phonePhoto();
      const secrets = (bytes: Uint8Array) => phoneSecrets.filter((secret) => Buffer.from(bytes).includes(secret));
      expect(secrets(photo)).toContain("a note at the end");
      const clean = await tools.clean(blobOf(photo));
      expect(secrets(await clean.bytes.bytes())).toEqual([]);
      const metadata = await sharp(await clean.bytes.bytes()).metadata();
      expect([metadata.exif, metadata.xmp, metadata.icc, metadata.orientation]).toEqual(Array(4).fill(undefined));
    });

    test("keeps a JPEG a JPEG and makes everything else a PNG", async () => {
      const photo = await tools.clean(blobOf(await phonePhoto()));
      expect([photo.format, photo.bytes.type]).toEqual(["jpeg", "image/jpeg"]);
      const frame = await tools.clean(blobOf(await animatedGif({ width: 120, height: 90 })));
      expect([frame.format, frame.bytes.type]).toEqual(["png", "image/png"]);
      expect(frame.size).toEqual({ width: 120, height: 90 });
      expectUpright(await decoded(frame.bytes));
    });

    test("finds out that a file was cut off", async () => {
      expect(await refusal(tools.clean(blobOf(await truncatedJpeg())))).toEqual(say("image.damaged"));
      const drawing = await quarteredPng({ width: 300, height: 200 });
      const cut = blobOf(drawing.subarray(0, drawing.length * 0.6));
      expect(await refusal(tools.clean(cut))).toEqual(say("image.damaged"));
    });
  });

  describe("cleaning a mask", () => {
    const region = { left: 5, top: 10, width: 20, height: 30 };

    test("leaves one that fits the upright picture where it is", async () => {
      const facts = await tools.inspect(blobOf(await phonePhoto({ width: 60, height: 80, orientation: 6 })));
      const mask = await tools.cleanMask(blobOf(await maskFor({ width: 60, height: 80 }, region)), facts);
      expect(mask).toMatchObject({ format: "png", size: { width: 60, height: 80 } });
      expect(hole(await decoded(mask.bytes))).toEqual({ ...region, hard: true });
    });

    test.each([
      // The hole as stored, 80 wide and 60 high, and where people see it once the photo is turned.
      [5, { left: 10, top: 5, width: 30, height: 20 }],
      [6, { left: 10, top: 35, width: 30, height: 20 }],
      [7, { left: 40, top: 35, width: 30, height: 20 }],
      [8, { left: 40, top: 5, width: 30, height: 20 }],
    ])("turns one that fits only the stored picture, orientation %i", async (orientation, stored) => {
      const facts = await tools.inspect(blobOf(await phonePhoto({ width: 60, height: 80, orientation })));
      const mask = await tools.cleanMask(blobOf(await maskFor({ width: 80, height: 60 }, stored)), facts);
      expect(mask.size).toEqual({ width: 60, height: 80 });
      expect(hole(await decoded(mask.bytes))).toEqual({ ...region, hard: true });
    });

    test("refuses another size, and one without a transparent pixel", async () => {
      const facts = await tools.inspect(blobOf(await quarteredPng({ width: 60, height: 80 })));
      const other = blobOf(await maskFor({ width: 64, height: 64 }, region));
      expect(await refusal(tools.cleanMask(other, facts))).toEqual(
        say("mask.size", { width: 64, height: 64, imageWidth: 60, imageHeight: 80 }),
      );
      const blackAndWhite = blobOf(await quarteredPng({ width: 60, height: 80 }));
      expect(await refusal(tools.cleanMask(blackAndWhite, facts))).toEqual(say("mask.opaque"));
      const opaque = blobOf(await maskFor({ width: 60, height: 80 }, { left: 0, top: 0, width: 0, height: 0 }));
      expect(await refusal(tools.cleanMask(opaque, facts))).toEqual(say("mask.opaque"));
    });
  });

  describe("shrinking", () => {
    test("keeps the shape and gives the same picture back when it fits", async () => {
      const clean = await tools.clean(blobOf(await phonePhoto({ width: 300, height: 400 })));
      expect(await tools.shrink(clean, 400)).toBe(clean);
      const small = await tools.shrink(clean, 100);
      expect(small).toMatchObject({ format: "jpeg", size: { width: 75, height: 100 } });
      expectUpright(await decoded(small.bytes));
    });

    test("keeps the edges of a mask hard", async () => {
      const size = { width: 300, height: 400 };
      const facts = await tools.inspect(blobOf(await quarteredPng(size)));
      const drawn = await maskFor(size, { left: 31, top: 33, width: 101, height: 103 });
      const mask = await tools.shrink(await tools.cleanMask(blobOf(drawn), facts), 100);
      expect(mask).toMatchObject({ format: "png", size: { width: 75, height: 100 } });
      expect(hole(await decoded(mask.bytes))).toMatchObject({ left: 8, top: 8, hard: true });
    });
  });

  describe("fitting into so many bytes", () => {
    test("gives back what fits already", async () => {
      const picture = blobOf(await quarteredPng({ width: 300, height: 200 }));
      expect((await tools.fit(picture, picture.size)).bytes).toBe(picture);
    });

    test("gives up quality before pixels, and pixels when it must", async () => {
      const size = { width: 1600, height: 1200 };
      const noisy = sharp({
        create: { ...size, channels: 3, background: "grey", noise: { type: "gaussian", mean: 128, sigma: 30 } },
      });
      const picture = blobOf(await noisy.png().toBuffer());
      for (const [maxBytes, check] of [
        [picture.size * 0.5, ({ size: { width } }: CleanImage) => expect(width).toBe(1600)],
        [200_000, ({ size: { width } }: CleanImage) => expect(width).toBeLessThan(1600)],
        [10_000, ({ size: { width } }: CleanImage) => expect(width).toBeLessThan(1024)],
      ] as const) {
        const fitting = await tools.fit(picture, maxBytes);
        expect(fitting.bytes.size).toBeLessThanOrEqual(maxBytes);
        const { width, height } = await decoded(fitting.bytes);
        expect(fitting.size).toEqual({ width, height });
        check(fitting);
      }
      expect(await refusal(tools.fit(picture, 10))).toEqual(say("image.cannot-fit", { maxBytes: 10 }));
    });

    test("keeps transparency", async () => {
      const size = { width: 200, height: 200 };
      const picture = blobOf(await maskFor(size, { left: 50, top: 50, width: 100, height: 100 }));
      const fitting = await tools.fit(picture, picture.size - 1);
      const image = await decoded(fitting.bytes);
      expect([image.at(100, 100)[3], image.at(10, 10)[3]]).toEqual([0, 255]);
    });
  });

  describe("putting the original back around an edit", () => {
    const encoding = { format: "png", compression: null, background: "auto" } as const;
    const region = { left: 100, top: 80, width: 120, height: 100 };
    const size = { width: 400, height: 300 };
    const black = sharp({ create: { ...size, channels: 3, background: "black" } });

    test("leaves every pixel under the opaque mask exactly as it was, and softens the edge inside the hole", async () => {
      const original = await quarteredPng(size);
      const mask = blobOf(await maskFor(size, region));
      const composed = await tools.compose(blobOf(original), blobOf(await black.png().toBuffer()), mask, encoding);
      expect(composed).toMatchObject({ format: "png", size });
      const [before, after] = [await decoded(original), await decoded(composed.bytes)];
      const changed: string[] = [];
      for (let y = 0; y < size.height; y += 1) {
        for (let x = 0; x < size.width; x += 1) {
          const inside =
            x >= region.left && x < region.left + region.width && y >= region.top && y < region.top + region.height;
          if (!inside && before.at(x, y).join() !== after.at(x, y).join()) changed.push(`${x},${y}`);
        }
      }
      expect(changed).toEqual([]);
      expect(after.at(160, 130)).toEqual([0, 0, 0, 255]);
      const reds = [99, 100, 101, 102, 103].map((x) => after.at(x, 100)[0] ?? 0);
      expect(reds[0]).toBe(before.at(99, 100)[0]);
      expect(reds).toEqual(reds.toSorted((one, other) => other - one));
      expect(reds.at(-1)).toBe(0);
      expect(reds[1]).toBeGreaterThan(40);
      expect(reds[1]).toBeLessThan(200);
    });

    test("scales the original and the mask to the edited picture", async () => {
      const original = await quarteredPng({ width: 800, height: 600 });
      const mask = await maskFor({ width: 800, height: 600 }, { left: 200, top: 160, width: 240, height: 200 });
      const edited = blobOf(await black.png().toBuffer());
      const composed = await tools.compose(blobOf(original), edited, blobOf(mask), encoding);
      expect(composed.size).toEqual(size);
      const scaled = await decoded(await sharp(original).resize(400, 300, { fit: "fill" }).png().toBuffer());
      const after = await decoded(composed.bytes);
      for (const [x, y] of [
        [0, 0],
        [50, 50],
        [350, 250],
        [90, 100],
        [399, 299],
      ] as const) {
        expect(after.at(x, y)).toEqual(scaled.at(x, y));
      }
      expect(after.at(160, 130)).toEqual([0, 0, 0, 255]);
    });

    test("keeps the edit's transparency unless an opaque background was asked for", async () => {
      const original = blobOf(await quarteredPng(size));
      const mask = blobOf(await maskFor(size, region));
      const clear = blobOf(
        await sharp({ create: { ...size, channels: 4, background: "#00000000" } })
          .png()
          .toBuffer(),
      );
      const kept = await decoded(
        (await tools.compose(original, clear, mask, { ...encoding, background: "transparent" })).bytes,
      );
      expect([kept.at(160, 130)[3], kept.at(20, 20)[3]]).toEqual([0, 255]);
      // At the soft edge the original fades away and keeps its colour.
      const edge = kept.at(100, 100);
      expectNear(edge, (await decoded(await quarteredPng(size))).at(100, 100).slice(0, 3), 2);
      expect(edge[3]).toBeGreaterThan(0);
      expect(edge[3]).toBeLessThan(255);
      const filled = await tools.compose(original, clear, mask, { ...encoding, background: "opaque" });
      expect((await decoded(filled.bytes)).at(160, 130)).toEqual([255, 255, 255, 255]);
    });

    test.each(["jpeg", "webp"] as const)("writes %s when asked to", async (format) => {
      const original = blobOf(await quarteredPng(size));
      const edited = blobOf(await black.png().toBuffer());
      const mask = blobOf(await maskFor(size, region));
      const small = await tools.compose(original, edited, mask, { format, compression: 10, background: "auto" });
      const fine = await tools.compose(original, edited, mask, { format, compression: 100, background: "auto" });
      expect([small.format, small.bytes.type]).toEqual([format, `image/${format}`]);
      expect(small.bytes.size).toBeLessThan(fine.bytes.size);
      expectNear((await decoded(fine.bytes)).at(20, 20), [221, 41, 41, 255], 6);
    });
  });

  describe("raw pixels for a terminal", () => {
    test("fit into the box, three bytes each", async () => {
      const { size, rgb } = await tools.pixels(blobOf(await phonePhoto({ width: 300, height: 400 })), {
        width: 60,
        height: 40,
      });
      expect(size).toEqual({ width: 30, height: 40 });
      expect(rgb.length).toBe(30 * 40 * 3);
      expectNear([...rgb.subarray(0, 3)], [220, 40, 40], 8);
    });

    test("are black where the picture is transparent", async () => {
      const picture = await maskFor({ width: 100, height: 100 }, { left: 0, top: 0, width: 50, height: 100 });
      const { rgb } = await tools.pixels(blobOf(picture), { width: 10, height: 10 });
      expect([...rgb.subarray(0, 3), ...rgb.subarray(27, 30)]).toEqual([0, 0, 0, 128, 128, 128]);
    });
  });
}
