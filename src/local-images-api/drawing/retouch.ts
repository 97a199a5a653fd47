import { bytes, type Color } from "./color.ts";
import type { Mask } from "./masks.ts";
import { eachRow, pipeline, type RawPicture, toRaw } from "./raster.ts";

/** Gives everything under the mask (or all of it) one hue; light and dark stay. */
export async function tint(picture: RawPicture, color: Color, strength: number, mask: Mask | null): Promise<void> {
  const { data, width, channels } = picture;
  const target = bytes(color);
  const [red = 0, green = 0, blue = 0] = target;
  const own = red * 0.299 + green * 0.587 + blue * 0.114;
  await eachRow(picture, (y, offset) => {
    for (let x = 0; x < width; x++) {
      const amount = ((mask === null ? 255 : (mask.data[y * width + x] ?? 0)) / 255) * strength;
      if (amount < 0.01) continue;
      const p = offset + x * channels;
      const luma = (data[p] ?? 0) * 0.299 + (data[p + 1] ?? 0) * 0.587 + (data[p + 2] ?? 0) * 0.114;
      // Half way towards the colour's own lightness, so that a dark purple also darkens a pale sky.
      const level = luma * 0.72 + own * 0.28;
      for (let channel = 0; channel < 3; channel++) {
        const part = target[channel] ?? 0;
        const painted =
          level < own
            ? (part * level) / Math.max(own, 1)
            : part + ((255 - part) * (level - own)) / Math.max(255 - own, 1);
        data[p + channel] = (data[p + channel] ?? 0) * (1 - amount) + painted * amount;
      }
    }
  });
}

/** Turns greens to rust and gold, as leaves do in autumn; `spring` freshens them instead. */
export async function turnLeaves(picture: RawPicture, season: "autumn" | "spring"): Promise<void> {
  const { data, width, channels } = picture;
  await eachRow(picture, (_, offset) => {
    for (let x = 0; x < width; x++) {
      const p = offset + x * channels;
      const [r, g, b] = [data[p] ?? 0, data[p + 1] ?? 0, data[p + 2] ?? 0];
      const green = Math.max(0, Math.min(1, (g - Math.max(r * 0.92, b)) / 26));
      if (season === "autumn") {
        data[p] = Math.min(255, r + green * (g * 1.12 - r) + 12);
        data[p + 1] = Math.min(255, g - green * g * 0.34 + 2);
        data[p + 2] = Math.max(0, b - green * b * 0.4 - 8);
      } else {
        data[p] = Math.min(255, r + green * 26 + 8);
        data[p + 1] = Math.min(255, g + green * 24 + 8);
        data[p + 2] = Math.min(255, b + 8);
      }
    }
  });
}

/** Lays snow on edges that face up and whitens the ground below the sky. */
export async function settleSnow(picture: RawPicture, sky: Mask, brightness: number): Promise<void> {
  // Snow at dusk is as dim as everything else.
  const fresh = Math.min(236, 110 + brightness * 250);
  const { data, width, height, channels } = picture;
  const reach = Math.max(2, Math.round(height / 160));
  const luma = Buffer.allocUnsafe(width * height);
  await eachRow(picture, (y, offset) => {
    for (let x = 0; x < width; x++) {
      const p = offset + x * channels;
      luma[y * width + x] = (data[p] ?? 0) * 0.299 + (data[p + 1] ?? 0) * 0.587 + (data[p + 2] ?? 0) * 0.114;
    }
  });
  await eachRow(picture, (y, offset) => {
    const above = Math.max(0, y - reach) * width;
    const low = Math.min(1, Math.max(0, (y / height - 0.4) / 0.34));
    for (let x = 0; x < width; x++) {
      const p = offset + x * channels;
      const own = luma[y * width + x] ?? 0;
      const land = 1 - (sky.data[y * width + x] ?? 0) / 255;
      const edge = Math.max(0, Math.min(1, ((luma[above + x] ?? 0) - own - 14) / 34)) * (y / height > 0.12 ? land : 0);
      const white = Math.min(0.94, edge * 0.95 + low * land * (0.34 + (own / 255) * 0.42));
      for (let channel = 0; channel < 3; channel++) {
        const value = data[p + channel] ?? 0;
        const calm = value + (own * (0.92 + channel * 0.07) + 12 - value) * 0.42;
        data[p + channel] = Math.min(255, calm + (fresh + channel * 8 - calm) * white);
      }
    }
  });
}

/** Puts `above` over `below` where the mask says. */
export async function blendBy(below: RawPicture, above: RawPicture, mask: Mask, strength = 1): Promise<void> {
  const { data, width, channels } = below;
  await eachRow(below, (y, offset) => {
    for (let x = 0; x < width; x++) {
      const amount = ((mask.data[y * width + x] ?? 0) / 255) * strength;
      if (amount <= 0) continue;
      const p = offset + x * channels;
      const q = (y * width + x) * above.channels;
      for (let channel = 0; channel < 3; channel++) {
        data[p + channel] = (data[p + channel] ?? 0) * (1 - amount) + (above.data[q + channel] ?? 0) * amount;
      }
    }
  });
}

/** What a picture is like as a whole, from a 64 x 64 sketch of it. */
export interface Impression {
  /** Mean brightness, 0 to 1. */
  readonly brightness: number;
  /** Red over blue, -1 to 1. */
  readonly warmth: number;
  /** Brightness of each of 64 x 64 fields, 0 to 255. */
  readonly luma: Float64Array;
  readonly colors: Buffer;
}

export async function impression(picture: RawPicture): Promise<Impression> {
  const small = await toRaw(pipeline(picture).removeAlpha().resize(64, 64, { fit: "fill" }));
  const luma = new Float64Array(64 * 64);
  let [bright, warm] = [0, 0];
  for (let index = 0; index < luma.length; index++) {
    const [r, g, b] = [small.data[index * 3] ?? 0, small.data[index * 3 + 1] ?? 0, small.data[index * 3 + 2] ?? 0];
    luma[index] = r * 0.299 + g * 0.587 + b * 0.114;
    bright += luma[index] ?? 0;
    warm += r - b;
  }
  return { brightness: bright / luma.length / 255, warmth: warm / luma.length / 255, luma, colors: small.data };
}

/** How alike two pictures are: correlation of brightness (-1 to 1) and mean difference of colours (0 to 255). */
export function compare(a: Impression, b: Impression): { readonly correlation: number; readonly difference: number } {
  const meanA = a.brightness * 255;
  const meanB = b.brightness * 255;
  let [both, ownA, ownB, difference] = [0, 0, 0, 0];
  for (let index = 0; index < a.luma.length; index++) {
    const [da, db] = [(a.luma[index] ?? 0) - meanA, (b.luma[index] ?? 0) - meanB];
    both += da * db;
    ownA += da * da;
    ownB += db * db;
  }
  for (let index = 0; index < a.colors.length; index++)
    difference += Math.abs((a.colors[index] ?? 0) - (b.colors[index] ?? 0));
  return { correlation: both / Math.max(Math.sqrt(ownA * ownB), 1e-6), difference: difference / a.colors.length };
}
