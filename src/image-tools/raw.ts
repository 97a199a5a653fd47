import sharp, { type Sharp } from "sharp";
import type { Size } from "#core/size.ts";
import { readable } from "./read.ts";

/** Decodes to sRGB pixels of four bytes, transparency last. */
export async function toRgba(image: Sharp): Promise<Buffer> {
  return await readable(image.toColourspace("srgb").ensureAlpha().raw().toBuffer());
}

/** A pipeline over pixels of four bytes. */
export function fromRgba(data: Buffer, { width, height }: Size): Sharp {
  return sharp(data, { raw: { width, height, channels: 4 } });
}

/** Decodes to sRGB pixels of three bytes; what is transparent keeps the colour that it has. */
export async function toRgb(image: Sharp): Promise<Buffer> {
  return await readable(image.toColourspace("srgb").removeAlpha().raw().toBuffer());
}

/** A pipeline over pixels of three bytes. */
export function fromRgb(data: Buffer, { width, height }: Size): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** Decodes to pixels of one byte. */
export async function toOneChannel(image: Sharp): Promise<Buffer> {
  return await readable(image.toColourspace("b-w").raw().toBuffer());
}

/** A pipeline over pixels of one byte. */
export function fromOneChannel(data: Buffer, { width, height }: Size): Sharp {
  return sharp(data, { raw: { width, height, channels: 1 } });
}

/** Gives an opaque picture its transparency, one byte for each of its pixels. */
export function withOpacity(image: Sharp, opacity: Buffer, { width, height }: Size): Sharp {
  return image.joinChannel(opacity, { raw: { width, height, channels: 1 } });
}

export function sameSize(one: Size, other: Size): boolean {
  return one.width === other.width && one.height === other.height;
}
