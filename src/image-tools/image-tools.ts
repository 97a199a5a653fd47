import { availableParallelism } from "node:os";
import type { ImageTools } from "#core/image-tools.ts";
import { clean } from "./clean.ts";
import { compose } from "./compose.ts";
import { fitInto } from "./fit.ts";
import { cleanMask } from "./mask.ts";
import { pixels } from "./pixels.ts";
import { prepareSharp } from "./prepare.ts";
import { inspect } from "./read.ts";
import { shrink } from "./shrink.ts";
import { slots } from "./slots.ts";

/**
 * Image work by sharp, on its own threads.
 *
 * `maxPixels` is the most that one picture may have, 50 million by default: decoded, that is 150 MB. At most two pictures
 * are decoded at a time, so memory stays flat however many arrive; the others wait. `drawsSvg` is for a process that hosts the
 * local Images API as well, whose painter draws SVG; pictures from people are refused as SVG either way.
 */
export function imageTools({
  maxPixels = 50_000_000,
  drawsSvg = false,
}: {
  maxPixels?: number;
  drawsSvg?: boolean;
} = {}): ImageTools {
  prepareSharp(drawsSvg);
  // More would take the threads that Node reads files and looks up hosts with.
  const inSlot = slots(Math.min(2, availableParallelism()));
  return {
    inspect: (image) => inspect(image, maxPixels),
    clean: (image) => inSlot(() => clean(image, maxPixels)),
    cleanMask: (mask, image) => inSlot(() => cleanMask(mask, image, maxPixels)),
    shrink: (image, maxEdge) => inSlot(() => shrink(image, maxEdge, maxPixels)),
    fit: (image, maxBytes) => inSlot(() => fitInto(image, maxBytes, maxPixels)),
    compose: (original, edited, mask, encoding) => inSlot(() => compose(original, edited, mask, encoding, maxPixels)),
    pixels: (image, box) => inSlot(() => pixels(image, box, maxPixels)),
  };
}
