import type { CleanImage, Encoding } from "#core/image-tools.ts";
import type { Size } from "#core/size.ts";
import { encode } from "./encode.ts";
import { hardOpacity, opacityOf } from "./opacity.ts";
import { fromRgba, sameSize, toRgba } from "./raw.ts";
import { type ReadImage, read } from "./read.ts";
import { editedWeights } from "./soft-edge.ts";
import { inTurns } from "./turns.ts";

/** As the port says. */
export async function compose(
  original: Blob,
  edited: Blob,
  mask: Blob,
  encoding: Encoding,
  maxPixels: number,
): Promise<CleanImage> {
  const result = await read(edited, maxPixels);
  const { size } = result.facts;
  const before = await read(original, maxPixels);
  const given = await read(mask, maxPixels);
  const kept = await hardOpacity(await opacityOf(given), given.facts.size, size);
  const weights = await editedWeights(kept, size);
  const keepsAlpha = encoding.background !== "opaque" && (before.facts.alpha || result.facts.alpha);
  const pixels = await layer(result, size, keepsAlpha);
  await putBack(await layer(before, size, keepsAlpha), pixels, weights);
  const image = fromRgba(pixels, size);
  return await encode(keepsAlpha ? image : image.removeAlpha(), encoding.format, encoding.compression);
}

async function layer({ facts, open }: ReadImage, size: Size, keepsAlpha: boolean): Promise<Buffer> {
  const image = sameSize(facts.size, size) ? open() : open().resize(size.width, size.height, { fit: "fill" });
  return await toRgba(keepsAlpha ? image : image.flatten({ background: "white" }));
}

/** Writes the original over the edited picture, as far as the weights leave room for it. */
async function putBack(original: Buffer, edited: Buffer, weights: Buffer): Promise<void> {
  await inTurns(weights.length, (start, end) => {
    for (let index = start; index < end; index += 1) {
      const weight = weights[index] ?? 0;
      const at = index * 4;
      if (weight === 0) original.copy(edited, at, at, at + 4);
      else if (weight < 255) mix(original, edited, at, weight);
    }
  });
}

/** One pixel; what is transparent does not lend its colour. */
function mix(original: Buffer, edited: Buffer, at: number, weight: number): void {
  const originalShare = (original[at + 3] ?? 0) * (255 - weight);
  const editedShare = (edited[at + 3] ?? 0) * weight;
  const shares = originalShare + editedShare;
  if (shares === 0) return;
  for (let channel = at; channel < at + 3; channel += 1) {
    const sum = (original[channel] ?? 0) * originalShare + (edited[channel] ?? 0) * editedShare;
    edited[channel] = Math.round(sum / shares);
  }
  edited[at + 3] = Math.round(shares / 255);
}
