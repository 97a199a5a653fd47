import sharp from "sharp";
import type { CleanImage, ImageFacts } from "#core/image-tools.ts";
import { say } from "#core/message.ts";
import type { Size } from "#core/size.ts";
import { encode } from "./encode.ts";
import { hardOpacity, opacityOf } from "./opacity.ts";
import { fromOneChannel, sameSize, toOneChannel, withOpacity } from "./raw.ts";
import { read, refused } from "./read.ts";

/** As the port says. The mask comes out black, every pixel either opaque or transparent: its colours are nobody's business. */
export async function cleanMask(mask: Blob, image: ImageFacts, maxPixels: number): Promise<CleanImage> {
  const given = await read(mask, maxPixels);
  const { size } = given.facts;
  const fits = sameSize(size, image.size);
  if (!fits && !sameSize(size, image.storedSize)) {
    const { width: imageWidth, height: imageHeight } = image.size;
    throw refused(say("mask.size", { ...size, imageWidth, imageHeight }));
  }
  const opacity = await hardOpacity(await opacityOf(given), size);
  if (!opacity.includes(0)) throw refused(say("mask.opaque"));
  const upright = fits ? opacity : await turn(opacity, size, image.orientation);
  const black = sharp({ create: { ...image.size, channels: 3, background: "black" } });
  return await encode(withOpacity(black, upright, image.size), "png");
}

/** Turns pixels as an EXIF orientation says: 5 to 8, for only they swap width and height. */
async function turn(opacity: Buffer, { width, height }: Size, orientation: number): Promise<Buffer> {
  const turned = await toOneChannel(fromOneChannel(opacity, { width, height }).rotate(orientation === 8 ? 270 : 90));
  const image = fromOneChannel(turned, { width: height, height: width });
  if (orientation === 5) return await toOneChannel(image.flop());
  if (orientation === 7) return await toOneChannel(image.flip());
  return turned;
}
