import sharp from "sharp";
import { expect, test } from "vitest";
import type { Size } from "#core/size.ts";
import { imageTools } from "#src/image-tools/image-tools.ts";
import { blobOf, maskFor, quarteredPng, type Region } from "#test/images.ts";
import { decoded } from "./decoded.ts";

const tools = imageTools();

async function plain(size: Size, background: string): Promise<Blob> {
  return blobOf(
    await sharp({ create: { ...size, channels: 4, background } })
      .png()
      .toBuffer(),
  );
}

/** White around, black edited: how much of the edit shows. */
async function shown(size: Size, region: Region) {
  const mask = blobOf(await maskFor(size, region));
  const encoding = { format: "png", compression: null, background: "auto" } as const;
  const composed = await tools.compose(await plain(size, "white"), await plain(size, "black"), mask, encoding);
  const image = await decoded(composed.bytes);
  return (x: number, y: number) => 255 - (image.at(x, y)[0] ?? 0);
}

test("the edge is as wide as the picture is large", async () => {
  const width = async (edge: number) => {
    const at = await shown({ width: edge, height: 64 }, { left: 20, top: 0, width: edge - 40, height: 64 });
    return Array.from({ length: 60 }, (_, x) => at(x, 32)).filter((value) => value > 0 && value < 255).length;
  };
  expect([await width(256), await width(1024), await width(1600), await width(4000)]).toEqual([2, 3, 5, 10]);
});

test("an edited region at the border of the picture is hard there", async () => {
  const at = await shown({ width: 200, height: 100 }, { left: 0, top: 0, width: 50, height: 100 });
  expect([at(0, 0), at(0, 99), at(25, 50), at(50, 50)]).toEqual([255, 255, 255, 0]);
});

test("a thin line that was asked for still shows", async () => {
  const at = await shown({ width: 400, height: 100 }, { left: 100, top: 0, width: 3, height: 100 });
  expect([at(99, 50), at(100, 50), at(101, 50), at(102, 50), at(103, 50)]).toEqual([0, 85, 170, 85, 0]);
});

test("half-transparent originals stay exactly as they are under the mask", async () => {
  const size = { width: 64, height: 64 };
  const original = await plain(size, "#c8643240");
  const mask = blobOf(await maskFor(size, { left: 0, top: 0, width: 20, height: 20 }));
  const encoding = { format: "png", compression: null, background: "transparent" } as const;
  const composed = await decoded((await tools.compose(original, await plain(size, "black"), mask, encoding)).bytes);
  expect(composed.at(40, 40)).toEqual((await decoded(original)).at(40, 40));
  expect(composed.at(5, 5)).toEqual([0, 0, 0, 255]);
});

test("a mask without transparency gives the original back", async () => {
  const size = { width: 64, height: 48 };
  const original = await quarteredPng(size);
  const encoding = { format: "png", compression: null, background: "auto" } as const;
  const { bytes } = await tools.compose(blobOf(original), await plain(size, "black"), blobOf(original), encoding);
  expect((await decoded(bytes)).at(30, 20)).toEqual((await decoded(original)).at(30, 20));
});
