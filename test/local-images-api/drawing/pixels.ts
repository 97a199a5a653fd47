import sharp from "sharp";
import type { RawPicture } from "#src/local-images-api/drawing/draw.ts";

/** Encodes raw pixels as PNG, as a client would upload them. */
export function png(picture: RawPicture): Promise<Buffer> {
  const { width, height, channels } = picture;
  return sharp(picture.data, { raw: { width, height, channels } }).png().toBuffer();
}

/** A 64 x 64 sketch of a picture: red, green and blue of each field. */
export async function sketch(picture: RawPicture): Promise<Buffer> {
  const { width, height, channels } = picture;
  return sharp(picture.data, { raw: { width, height, channels } })
    .flatten({ background: "#ffffff" })
    .resize(64, 64, { fit: "fill" })
    .raw()
    .toBuffer();
}

/** Mean difference of two sketches, 0 to 255. */
export function difference(a: Buffer, b: Buffer): number {
  return a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / a.length;
}

/** Correlation of brightness of two sketches, -1 to 1. */
export function correlation(a: Buffer, b: Buffer): number {
  const luma = (sketched: Buffer) =>
    Array.from({ length: sketched.length / 3 }, (_, index) => {
      const [red = 0, green = 0, blue = 0] = sketched.subarray(index * 3, index * 3 + 3);
      return red * 0.299 + green * 0.587 + blue * 0.114;
    });
  const [x, y] = [luma(a), luma(b)];
  const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  const product = (p: readonly number[], q: readonly number[], mp: number, mq: number) =>
    p.reduce((sum, value, index) => sum + (value - mp) * ((q[index] ?? 0) - mq), 0);
  return product(x, y, meanX, meanY) / Math.sqrt(product(x, x, meanX, meanX) * product(y, y, meanY, meanY));
}

/** The part of a picture, 0 to 1, whose pixels pass. */
export function share(
  picture: RawPicture,
  passes: (red: number, green: number, blue: number, alpha: number) => boolean,
): number {
  const { data, channels } = picture;
  let count = 0;
  for (let at = 0; at < data.length; at += channels) {
    const alpha = channels === 4 ? (data[at + 3] ?? 0) : 255;
    if (passes(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0, alpha)) count++;
  }
  return (count * channels) / data.length;
}
