import type { CleanImage } from "#core/image-tools.ts";
import { encode } from "./encode.ts";
import { read, refuseTiny } from "./read.ts";

/** As the port says. JPEG stays JPEG, everything else becomes PNG. */
export async function clean(image: Blob, maxPixels: number): Promise<CleanImage> {
  const { facts, open } = await read(image, maxPixels);
  refuseTiny(facts);
  return await encode(open(), facts.format === "jpeg" ? "jpeg" : "png");
}
