import type { Pixels } from "#core/image-tools.ts";
import type { Size } from "#core/size.ts";
import { read, readable } from "./read.ts";

/** As the port says. */
export async function pixels(image: Blob, box: Size, maxPixels: number): Promise<Pixels> {
  const { open } = await read(image, maxPixels);
  const small = open().resize(box.width, box.height, { fit: "inside" }).flatten({ background: "black" });
  const raw = small.removeAlpha().toColourspace("srgb").raw();
  const { data, info } = await readable(raw.toBuffer({ resolveWithObject: true }));
  return { size: { width: info.width, height: info.height }, rgb: data };
}
