import sharp from "sharp";
import { ovalMask } from "./masks.ts";
import { randomFrom } from "./random.ts";
import { over, pipeline, type RawPicture, toRaw, withoutAlpha } from "./raster.ts";
import { blendBy } from "./retouch.ts";

/** At most this many pictures beside the first one find a place. */
const maxInsets = 4;

async function fitted(image: Buffer, width: number, height: number): Promise<RawPicture> {
  return toRaw(sharp(image).rotate().resize(width, height, { fit: "cover" }).flatten({ background: "#ffffff" }));
}

/** One picture fading into the next, side by side across the sheet. */
async function doubleExposure(base: RawPicture, images: readonly Buffer[]): Promise<RawPicture> {
  const { width, height } = base;
  let current = base;
  for (const [index, image] of images.slice(0, maxInsets).entries()) {
    const other = await fitted(image, width, height);
    const mask = await ovalMask(width, height, index % 2 === 0 ? 0.86 : 0.14, index < 2 ? 0.4 : 0.8, 0.62, 0.85);
    await blendBy(current, other, mask, 0.68);
    const faint = await toRaw(pipeline(other).linear(0.24, 0));
    current = withoutAlpha(await over(current, faint, "screen"));
  }
  return current;
}

/** The other pictures as round, soft-edged insets near the corners of the first. */
async function insets(base: RawPicture, images: readonly Buffer[], seed: string): Promise<RawPicture> {
  const { width, height } = base;
  const random = randomFrom(seed);
  const unit = Math.min(width, height);
  const size = Math.round(unit * (images.length > 2 ? 0.36 : 0.46));
  const margin = unit * 0.05;
  const right = random.chance(0.5);
  const corners: readonly (readonly [number, number])[] = [
    [right ? width - size - margin : margin, height - size - margin],
    [right ? margin : width - size - margin, margin],
    [right ? width - size - margin : margin, margin],
    [right ? margin : width - size - margin, height - size - margin],
  ];
  const disc = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"><defs><radialGradient id="g"><stop offset="0.8" stop-color="#fff"/><stop offset="0.97" stop-color="#fff" stop-opacity="0"/></radialGradient></defs><circle cx="${size / 2}" cy="${size / 2}" r="${size / 2}" fill="url(#g)"/></svg>`,
  );
  const layers = await Promise.all(
    images.slice(0, maxInsets).map(async (image, index) => {
      const [left, top] = corners[index] ?? [margin, margin];
      const round = await sharp(image)
        .rotate()
        .resize(size, size, { fit: "cover" })
        .ensureAlpha()
        .composite([{ input: disc, blend: "dest-in" }])
        .png()
        .toBuffer();
      return { input: round, left: Math.round(left), top: Math.round(top) };
    }),
  );
  return toRaw(pipeline(base).composite(layers).removeAlpha());
}

/** Gives the first picture the colours of the second: the mean and the spread of each channel. */
async function recolored(base: RawPicture, image: Buffer): Promise<RawPicture> {
  const [own, other] = await Promise.all([
    pipeline(base).stats(),
    sharp(image).rotate().flatten({ background: "#ffffff" }).toColourspace("srgb").stats(),
  ]);
  const factors = [0, 1, 2].map((channel) => {
    const spread = (other.channels[channel]?.stdev ?? 50) / Math.max(own.channels[channel]?.stdev ?? 50, 8);
    return Math.min(Math.max(spread, 0.55), 1.7);
  });
  const offsets = factors.map(
    (factor, channel) => (other.channels[channel]?.mean ?? 128) - (own.channels[channel]?.mean ?? 128) * factor,
  );
  return toRaw(pipeline(base).linear(factors, offsets));
}

/** Brings further pictures into the first one. */
export async function combine(
  base: RawPicture,
  others: readonly Buffer[],
  how: "blend" | "restyle" | "inset",
  seed: string,
): Promise<RawPicture> {
  const [second] = others;
  if (second === undefined) return base;
  if (how === "restyle") return recolored(base, second);
  return how === "blend" ? doubleExposure(base, others) : insets(base, others, seed);
}
