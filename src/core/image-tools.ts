import type { Background, Format } from "./model.ts";
import type { Size } from "./size.ts";

/** What a file turned out to be, found in its bytes: names and declared types are not trusted. */
export interface ImageFacts {
  readonly format: "png" | "jpeg" | "webp" | "gif" | "avif" | "tiff";
  /** As people see it: after turning by the EXIF orientation. */
  readonly size: Size;
  /** As stored in the file. */
  readonly storedSize: Size;
  /** The EXIF orientation, 1 to 8; 1 when the file names none. */
  readonly orientation: number;
  readonly alpha: boolean;
  /** More than 1 for an animation, or for a TIFF with several pages. */
  readonly frames: number;
}

/** A picture that is upright and carries nothing but pixels. */
export interface CleanImage {
  readonly bytes: Blob;
  readonly format: Format;
  readonly size: Size;
}

export interface Encoding {
  readonly format: Format;
  /** 0 to 100 for jpeg and webp; null means the encoder's best common value. */
  readonly compression: number | null;
  readonly background: Background;
}

/** Raw sRGB pixels, three bytes each, row by row. */
export interface Pixels {
  readonly size: Size;
  readonly rgb: Uint8Array;
}

/** Work on pixels. All failures to read an image are `invalid` AppErrors with a sentence for the person; nothing here reaches a network. */
export interface ImageTools {
  /** Looks at the bytes without decoding all pixels; 128 KB from the beginning of a PNG or JPEG tell enough nearly always. Refuses what is no picture, SVG, HEIC, more than 50 megapixels, and less than 16 pixels along an edge. */
  inspect(image: Blob): Promise<ImageFacts>;
  /** Upright, first frame only, without EXIF and GPS, re-encoded. Decodes every pixel, so a truncated file is found here. */
  clean(image: Blob): Promise<CleanImage>;
  /**
   * Makes a mask fit: PNG with alpha, of the upright image's size. A mask that fits only the stored image is turned with it;
   * any other size, or a mask without a single transparent pixel, is refused.
   */
  cleanMask(mask: Blob, image: ImageFacts): Promise<CleanImage>;
  /** Scales down, never up, until the longest edge is at most `maxEdge` pixels; a mask keeps hard edges. Returns the input when it fits already. */
  shrink(image: CleanImage, maxEdge: number): Promise<CleanImage>;
  /** Re-encodes until it is at most `maxBytes` long: first other formats and qualities, then fewer pixels. Transparency is kept. */
  fit(image: Blob, maxBytes: number): Promise<CleanImage>;
  /** Puts the original's pixels, scaled to the edited picture's size, back wherever the mask is opaque; the edge is soft and lies inside the edited region. */
  compose(original: Blob, edited: Blob, mask: Blob, encoding: Encoding): Promise<CleanImage>;
  /** Small raw pixels for showing in a terminal: scaled to fit into `box`, on black. */
  pixels(image: Blob, box: Size): Promise<Pixels>;
}
