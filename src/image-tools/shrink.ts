import type { CleanImage } from "#core/image-tools.ts";
import type { Size } from "#core/size.ts";
import { encode } from "./encode.ts";
import { hardOpacity, opacityOf } from "./opacity.ts";
import { fromRgb, toRgb, withOpacity } from "./raw.ts";
import { read } from "./read.ts";

/** As the port says. A picture without half-transparent pixels gets none by this, and a mask is such a picture. */
export async function shrink(image: CleanImage, maxEdge: number, maxPixels: number): Promise<CleanImage> {
  if (Math.max(image.size.width, image.size.height) <= maxEdge) return image;
  const given = await read(image.bytes, maxPixels);
  const size = sizeWithin(given.facts.size, maxEdge);
  const small = given.open().resize(size.width, size.height, { fit: "fill" });
  if (!given.facts.alpha) return await encode(small, image.format);
  const opacity = await opacityOf(given);
  const isHard = opacity.equals(await hardOpacity(opacity, given.facts.size));
  if (!isHard) return await encode(small, image.format);
  const colours = fromRgb(await toRgb(small), size);
  return await encode(withOpacity(colours, await hardOpacity(opacity, given.facts.size, size), size), image.format);
}

/** The size of the same shape, as near as whole pixels allow, whose longest edge is `edge`. */
export function sizeWithin({ width, height }: Size, edge: number): Size {
  const scale = edge / Math.max(width, height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
