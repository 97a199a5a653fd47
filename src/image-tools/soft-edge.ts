import type { Size } from "#core/size.ts";
import { inTurns } from "./turns.ts";

/**
 * How much of the edited picture shows, 0 to 255 for each pixel: nothing where the original is kept (not 0), and inside the
 * edited region the more, the farther from what is kept; all of it after 2 to 10 pixels. Beyond the picture nothing is kept.
 */
export async function editedWeights(kept: Buffer, { width, height }: Size): Promise<Buffer> {
  const softPixels = Math.min(10, Math.max(2, Math.round(Math.max(width, height) / 300)));
  // A chamfer distance, in units that make the weight: steps to a neighbour and to a diagonal one in the proportion 3 to 4.
  const straight = Math.ceil(255 / (softPixels + 1));
  const diagonal = Math.round((straight * 4) / 3);
  const weights = Buffer.alloc(kept.length);

  /** Lowers a pixel to what its neighbours allow: those above and before it, or below and after it. */
  const settle = (index: number, weight: number, step: -1 | 1): number => {
    const column = index % width;
    const row = index + step * width;
    const hasRow = row >= 0 && row < kept.length;
    const hasNear = step === -1 ? column > 0 : column < width - 1;
    const hasFar = step === -1 ? column < width - 1 : column > 0;
    let lowest = weight;
    if (hasNear) lowest = Math.min(lowest, (weights[index + step] ?? 255) + straight);
    if (hasRow) lowest = Math.min(lowest, (weights[row] ?? 255) + straight);
    if (hasRow && hasNear) lowest = Math.min(lowest, (weights[row + step] ?? 255) + diagonal);
    if (hasRow && hasFar) lowest = Math.min(lowest, (weights[row - step] ?? 255) + diagonal);
    return lowest;
  };

  await inTurns(kept.length, (start, end) => {
    for (let index = start; index < end; index += 1) {
      if (kept[index] === 0) weights[index] = settle(index, 255, -1);
    }
  });
  await inTurns(kept.length, (start, end) => {
    for (let index = kept.length - 1 - start; index > kept.length - 1 - end; index -= 1) {
      const weight = weights[index] ?? 0;
      if (weight > 0) weights[index] = settle(index, weight, 1);
    }
  });
  return weights;
}
