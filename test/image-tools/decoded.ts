import sharp from "sharp";
import { expect } from "vitest";
import { AppError } from "#core/errors.ts";
import type { Message } from "#core/message.ts";
import type { Size } from "#core/size.ts";
import { quarters, type Region } from "#test/images.ts";

/** A picture as its pixels, read by sharp without any of Limner's own code. */
export interface Decoded extends Size {
  readonly alpha: boolean;
  /** Red, green, blue and opacity, each 0 to 255. */
  at(x: number, y: number): readonly number[];
}

export async function decoded(image: Blob | Buffer): Promise<Decoded> {
  const bytes = image instanceof Blob ? await image.bytes() : image;
  const { hasAlpha } = await sharp(bytes).metadata();
  const { data, info } = await sharp(bytes)
    .toColourspace("srgb")
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return {
    width: info.width,
    height: info.height,
    alpha: hasAlpha,
    at: (x, y) => [...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4)],
  };
}

/** That the four quarters stand where people expect them. */
export function expectUpright(image: Decoded): void {
  const x = [Math.floor(image.width / 4), Math.floor((image.width * 3) / 4)] as const;
  const y = [Math.floor(image.height / 4), Math.floor((image.height * 3) / 4)] as const;
  expectNear(image.at(x[0], y[0]), quarters.topLeft, 14);
  expectNear(image.at(x[1], y[0]), quarters.topRight, 14);
  expectNear(image.at(x[0], y[1]), quarters.bottomLeft, 14);
  expectNear(image.at(x[1], y[1]), quarters.bottomRight, 14);
}

/** That two colours differ by at most `tolerance` in each channel. */
export function expectNear(colour: readonly number[], expected: readonly number[], tolerance: number): void {
  const difference = Math.max(...expected.map((value, channel) => Math.abs(value - (colour[channel] ?? -999))));
  expect(difference, `${colour} should be about ${expected}`).toBeLessThanOrEqual(tolerance);
}

/** The box around all transparent pixels of a mask, and whether everything else is opaque and everything in it transparent. */
export function hole(mask: Decoded): Region & { readonly hard: boolean } {
  const holes: (readonly [number, number])[] = [];
  let hard = true;
  for (let y = 0; y < mask.height; y += 1) {
    for (let x = 0; x < mask.width; x += 1) {
      const opacity = mask.at(x, y)[3];
      if (opacity === 0) holes.push([x, y]);
      else if (opacity !== 255) hard = false;
    }
  }
  const left = Math.min(...holes.map(([x]) => x));
  const top = Math.min(...holes.map(([, y]) => y));
  const width = Math.max(...holes.map(([x]) => x)) - left + 1;
  const height = Math.max(...holes.map(([, y]) => y)) - top + 1;
  return { left, top, width, height, hard: hard && holes.length === width * height };
}

/** What the person reads when work is refused. */
export async function refusal(work: Promise<unknown>): Promise<Message> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error("It was not refused.", { cause: error });
  expect(error.code).toBe("invalid");
  expect(error.charged).toBe("no");
  return error.text;
}
