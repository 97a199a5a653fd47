import type { Size } from "#core/size.ts";
import { fromOneChannel, sameSize, toOneChannel } from "./raw.ts";
import type { ReadImage } from "./read.ts";

/** Half-erased counts as erased: what a soft brush leaves behind must be one or the other. */
const opaqueFrom = 128;

/** How opaque each pixel of a picture is, one byte each: 0 is transparent, 255 opaque. */
export async function opacityOf({ facts, open }: ReadImage): Promise<Buffer> {
  if (facts.alpha) return await toOneChannel(open().extractChannel("alpha"));
  return Buffer.alloc(facts.size.width * facts.size.height, 255);
}

/** Every pixel either opaque or transparent, at its own size or scaled to another. */
export async function hardOpacity(opacity: Buffer, size: Size, scaledTo: Size = size): Promise<Buffer> {
  const image = fromOneChannel(opacity, size);
  if (sameSize(size, scaledTo)) return await toOneChannel(image.threshold(opaqueFrom));
  const scaled = await toOneChannel(image.resize(scaledTo.width, scaledTo.height, { fit: "fill" }));
  return await toOneChannel(fromOneChannel(scaled, scaledTo).threshold(opaqueFrom));
}
