import { setImmediate as nextTurn } from "node:timers/promises";
import sharp, { type Blend, type Sharp } from "sharp";
import { bytes } from "./color.ts";
import type { Mirror } from "./scene.ts";

/** Raw sRGB pixels, row by row from the top left. */
export interface RawPicture {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
}

/** A loop over pixels gives way to other work after this many of them (about 5 ms). */
const pixelsPerTurn = 200_000;

/** Renders SVG elements; the part of the sheet that shows is `sheetWidth` x `sheetHeight` units. */
export async function renderMarkup(
  markup: string,
  width: number,
  height: number,
  sheet: { readonly width: number; readonly height: number; readonly left?: number; readonly top?: number },
): Promise<RawPicture> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${sheet.left ?? 0} ${sheet.top ?? 0} ${sheet.width} ${sheet.height}" preserveAspectRatio="none">${markup}</svg>`;
  const { data } = await sharp(Buffer.from(svg), { unlimited: true })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width, height, channels: 4 };
}

/** A sharp pipeline that starts from raw pixels. */
export function pipeline(picture: RawPicture): Sharp {
  const { width, height, channels } = picture;
  return sharp(picture.data, { raw: { width, height, channels } });
}

/** Runs a sharp pipeline back into raw pixels. */
export async function toRaw(image: Sharp): Promise<RawPicture> {
  const { data, info } = await image.toColourspace("srgb").raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels === 4 ? 4 : 3 };
}

/** Lays one picture over another of the same size. */
export async function over(below: RawPicture, above: RawPicture, blend: Blend = "over"): Promise<RawPicture> {
  const { width, height, channels } = above;
  return toRaw(pipeline(below).composite([{ input: above.data, raw: { width, height, channels }, blend }]));
}

/** The same pixels without their alpha channel. */
export function withoutAlpha(picture: RawPicture): RawPicture {
  if (picture.channels === 3) return picture;
  const data = Buffer.allocUnsafe(picture.width * picture.height * 3);
  for (let from = 0, to = 0; to < data.length; from += 4, to += 3) {
    data[to] = picture.data[from] ?? 0;
    data[to + 1] = picture.data[from + 1] ?? 0;
    data[to + 2] = picture.data[from + 2] ?? 0;
  }
  return { ...picture, data, channels: 3 };
}

/** Calls back for each row and lets other work in between. */
export async function eachRow(picture: RawPicture, row: (y: number, offset: number) => void): Promise<void> {
  const rowsPerTurn = Math.max(1, Math.floor(pixelsPerTurn / picture.width));
  const stride = picture.width * picture.channels;
  for (let y = 0; y < picture.height; y++) {
    row(y, y * stride);
    if (y % rowsPerTurn === rowsPerTurn - 1) await nextTurn();
  }
}

/** Mirrors what is above a line into what is below it, rippled, smeared and tinted; `scale` is pixels per unit. */
export async function applyMirror(picture: RawPicture, mirror: Mirror, scale: number): Promise<void> {
  const { data, width, height, channels } = picture;
  const line = Math.round(mirror.line * scale);
  const bottom = Math.min(height, Math.round(mirror.bottom * scale));
  const [red, green, blue] = bytes(mirror.tint);
  const [nearRed, nearGreen, nearBlue] = bytes(mirror.tintNear);
  const stride = width * channels;
  const squeeze = line / Math.max(bottom - line, 1) < 1 ? line / (bottom - line) : 1;
  const taps = mirror.smear > 0 ? 9 : 1;
  await eachRow(picture, (y, offset) => {
    if (y < line || y >= bottom) return;
    const down = (y - line) / scale;
    const near = (y - line) / (bottom - line);
    const wave = Math.sin(down / (2.2 + near * 9)) + Math.sin(down / (1.1 + near * 4.3) + 1.7) * 0.6;
    const shift = Math.round(wave * mirror.ripple * scale * (0.26 + near * 0.74) * 0.5);
    const lift = Math.round(Math.cos(down / (1.7 + near * 6)) * mirror.ripple * 0.35 * scale * near);
    const depth = Math.min(0.96, mirror.depth * (0.42 + 0.95 * near ** 0.6));
    const keep = (1 - depth) / taps;
    const far = near ** 0.55;
    const tintRed = (nearRed + (red - nearRed) * far) * depth;
    const tintGreen = (nearGreen + (green - nearGreen) * far) * depth;
    const tintBlue = (nearBlue + (blue - nearBlue) * far) * depth;
    const sources: number[] = [];
    for (let tap = 0; tap < taps; tap++) {
      const spread = taps === 1 ? 0 : (tap / 2 - 1) * mirror.smear * (0.3 + near) * scale;
      const from = Math.round(line - 1 - (y - line) * squeeze + lift - spread);
      sources.push(Math.min(Math.max(from, 0), line - 1) * stride);
    }
    for (let x = 0; x < width; x++) {
      const bend = Math.round(Math.sin(x / (47 * scale) + down / 13) * mirror.ripple * 0.22 * scale * near);
      const column = Math.min(Math.max(x + shift + bend, 0), width - 1) * channels;
      let [r, g, b] = [0, 0, 0];
      for (const source of sources) {
        r += data[source + column] ?? 0;
        g += data[source + column + 1] ?? 0;
        b += data[source + column + 2] ?? 0;
      }
      const at = offset + x * channels;
      data[at] = r * keep + tintRed;
      data[at + 1] = g * keep + tintGreen;
      data[at + 2] = b * keep + tintBlue;
      if (channels === 4) data[at + 3] = 255;
    }
  });
}
