import type { CleanImage } from "#core/image-tools.ts";
import { say } from "#core/message.ts";
import type { Format } from "#core/model.ts";
import { encode } from "./encode.ts";
import { type ReadImage, read, readable, refused } from "./read.ts";
import { sizeWithin } from "./shrink.ts";

interface Attempt {
  readonly format: Format;
  readonly quality: number;
  /** The longest edge, in pixels. */
  readonly edge: number;
}

/** Pixels are given up only down to here; then quality goes, and only then the rest of the pixels. */
const goodEdge = 1024;
const step = 0.85;
/** When the attempt before was this many times too long for so many pixels, a lower quality alone will not do. */
const hopeless = 4;
/** https://developers.google.com/speed/webp/faq#what_is_the_maximum_size_a_webp_image_can_be */
const maxWebpEdge = 16_383;

/** As the port says. */
export async function fitInto(image: Blob, maxBytes: number, maxPixels: number): Promise<CleanImage> {
  const given = await read(image, maxPixels);
  const asItIs = unchanged(image, given, maxBytes);
  if (asItIs) return asItIs;
  const { width, height } = given.facts.size;
  const transparent = given.facts.alpha && !(await readable(given.open().stats())).isOpaque;
  let bytesPerPixel = 0;
  for (const { format, quality, edge } of attempts(Math.max(width, height), transparent)) {
    const size = sizeWithin({ width, height }, edge);
    const pixels = size.width * size.height;
    if (bytesPerPixel * pixels > maxBytes * hopeless) continue;
    const pipeline = transparent ? given.open() : given.open().removeAlpha();
    const smaller = await encode(pipeline.resize(size.width, size.height, { fit: "fill" }), format, quality);
    if (smaller.bytes.size <= maxBytes) return smaller;
    bytesPerPixel = smaller.bytes.size / pixels;
  }
  throw refused(say("image.cannot-fit", { maxBytes }));
}

function unchanged(image: Blob, { facts }: ReadImage, maxBytes: number): CleanImage | null {
  const { format, size, orientation, frames } = facts;
  if (image.size > maxBytes || orientation !== 1 || frames > 1) return null;
  return format === "png" || format === "jpeg" || format === "webp" ? { bytes: image, format, size } : null;
}

/** From what is hardly seen to what is better than nothing. */
function* attempts(longEdge: number, transparent: boolean): Generator<Attempt> {
  const webp = (quality: number, edge: number): Attempt =>
    edge > maxWebpEdge ? { format: transparent ? "png" : "jpeg", quality, edge } : { format: "webp", quality, edge };
  yield webp(90, longEdge);
  if (!transparent) yield { format: "jpeg", quality: 88, edge: longEdge };
  for (const quality of [80, 70, 60]) yield webp(quality, longEdge);
  let edge = longEdge;
  for (; edge * step >= goodEdge; edge *= step) for (const quality of [80, 60]) yield webp(quality, edge * step);
  for (const quality of [45, 30]) yield webp(quality, edge);
  for (edge *= step; edge >= 16; edge *= step) for (const quality of [60, 30]) yield webp(quality, edge);
}
