import { constants, crc32, deflateRawSync } from "node:zlib";
import sharp from "sharp";
import type { Size } from "#core/size.ts";

/** A box of pixels inside a picture. */
export interface Region extends Size {
  readonly left: number;
  readonly top: number;
}

/** The colours of the four quarters of every test picture, so that a turn or a mirror shows. */
export const quarters = {
  topLeft: [220, 40, 40],
  topRight: [40, 160, 60],
  bottomLeft: [40, 60, 200],
  bottomRight: [240, 220, 80],
} as const;

/** What must not survive in anything made from `phonePhoto`. */
export const phoneSecrets = ["Exif", "PhoneMaker", "xpacket", "a note at the end", "ICC_PROFILE"];

/** A Blob of the bytes, which is what every port takes. */
export function blobOf(bytes: Uint8Array): Blob {
  return new Blob([Uint8Array.from(bytes)]);
}

/** Raw pixels of a picture of four quarters with a gentle gradient. */
export function quarteredPixels({ width, height }: Size): Buffer {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [left, right] =
        y < height / 2 ? [quarters.topLeft, quarters.topRight] : [quarters.bottomLeft, quarters.bottomRight];
      const colour = x < width / 2 ? left : right;
      const shade = Math.round((10 * (x + y)) / (width + height));
      pixels.set(
        colour.map((value) => value + shade),
        (y * width + x) * 3,
      );
    }
  }
  return pixels;
}

/** An opaque PNG of four quarters. */
export async function quarteredPng(size: Size): Promise<Buffer> {
  return await sharp(quarteredPixels(size), { raw: { ...size, channels: 3 } })
    .png()
    .toBuffer();
}

/**
 * What a phone sends: a JPEG stored turned, with EXIF (GPS among it), XMP and something behind its end.
 * Width and height are those that people see; an orientation from 5 to 8 stores them swapped.
 */
export async function phonePhoto({
  width = 600,
  height = 800,
  orientation = 6,
  gps = true,
}: Partial<Size> & { orientation?: number; gps?: boolean } = {}): Promise<Buffer> {
  const stored = orientation > 4 ? { width: height, height: width } : { width, height };
  const upright = quarteredPixels({ width, height });
  const pixels = Buffer.alloc(upright.length);
  for (let y = 0; y < stored.height; y += 1) {
    for (let x = 0; x < stored.width; x += 1) {
      const [uprightX, uprightY] = uprightPosition(x, y, { width, height }, orientation);
      const from = (uprightY * width + uprightX) * 3;
      upright.copy(pixels, (y * stored.width + x) * 3, from, from + 3);
    }
  }
  const place = {
    GPSLatitudeRef: "N",
    GPSLatitude: "51/1 30/1 3230/100",
    GPSLongitudeRef: "E",
    GPSLongitude: "7/1 2/1 3/1",
  };
  const photo = await sharp(pixels, { raw: { ...stored, channels: 3 } })
    .withExif({ IFD0: { Make: "PhoneMaker" }, ...(gps ? { IFD3: place } : {}) })
    .withMetadata({ orientation })
    .withXmp('<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"/>')
    .jpeg({ quality: 95, chromaSubsampling: "4:4:4" })
    .toBuffer();
  return Buffer.concat([photo, Buffer.from("a note at the end")]);
}

/** Where a stored pixel is seen, as the Exif 2.32 standard (4.6.4) tells it by the side that row 0 and column 0 are on. */
function uprightPosition(x: number, y: number, { width, height }: Size, orientation: number): [number, number] {
  const right = width - 1;
  const bottom = height - 1;
  switch (orientation) {
    case 2:
      return [right - x, y];
    case 3:
      return [right - x, bottom - y];
    case 4:
      return [x, bottom - y];
    case 5:
      return [y, x];
    case 6:
      return [right - y, x];
    case 7:
      return [right - y, bottom - x];
    case 8:
      return [y, bottom - x];
    default:
      return [x, y];
  }
}

/** A PNG mask of that size: grey and opaque, transparent in the region. */
export async function maskFor({ width, height }: Size, region: Region): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 4, Buffer.from([128, 128, 128, 255]));
  for (let y = region.top; y < region.top + region.height; y += 1) {
    const start = y * width + region.left;
    pixels.fill(Buffer.from([128, 128, 128, 0]), start * 4, (start + region.width) * 4);
  }
  return await sharp(pixels, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
}

/** A valid PNG of 900 million pixels in about 110 kB. */
export function bomb(): Buffer {
  const edge = 30_000;
  const rowBytes = 1 + Math.ceil(edge / 8);
  const rowsPerBlock = 100;
  const block = deflateRawSync(Buffer.alloc(rowBytes * rowsPerBlock), {
    level: 9,
    // A block that ends in a full flush does not refer to the one before, so it can be written again and again.
    finishFlush: constants.Z_FULL_FLUSH,
  });
  const lastBlock = Buffer.from([3, 0]);
  const adler = Buffer.alloc(4);
  adler.writeUInt32BE((((rowBytes * edge) % 65_521) * 65_536 + 1) >>> 0);
  const data = Buffer.concat([
    Buffer.from([0x78, 0xda]),
    ...Array.from({ length: edge / rowsPerBlock }, () => block),
    lastBlock,
    adler,
  ]);
  return png([
    ["IHDR", pngHeader({ width: edge, height: edge })],
    ["IDAT", data],
    ["IEND", Buffer.alloc(0)],
  ]);
}

/** An IHDR chunk's content: one bit for each pixel, grey. */
export function pngHeader({ width, height }: Size): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  return header;
}

/** A PNG made of chunks. */
export function png(chunks: readonly (readonly [type: string, content: Buffer])[]): Buffer {
  const parts = chunks.map(([type, content]) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
    const chunk = Buffer.alloc(body.length + 8);
    chunk.writeUInt32BE(content.length, 0);
    body.copy(chunk, 4);
    chunk.writeUInt32BE(crc32(body), chunk.length - 4);
    return chunk;
  });
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...parts]);
}

export function textFile(): Buffer {
  return Buffer.from("BM: my list of ideas\n- a fox in the snow, früh am Morgen\n");
}

export function webPage(): Buffer {
  return Buffer.from('<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><svg width="1"/></body></html>');
}

export function svg(): Buffer {
  return Buffer.from(
    '<?xml version="1.0"?>\n<!-- drawn by hand -->\n<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><rect width="9" height="9"/></svg>',
  );
}

/** The beginning of an iPhone's photo. */
export function heic(brand = "heic"): Buffer {
  return isoMedia([brand, "mif1", "heic"]);
}

/** The beginning of a phone's video. */
export function video(): Buffer {
  return isoMedia(["isom", "iso2", "mp41"]);
}

function isoMedia([major = "", ...compatible]: readonly string[]): Buffer {
  const box = Buffer.from(`\0\0\0\0ftyp${major}\0\0\0\0${compatible.join("")}`, "latin1");
  box.writeUInt32BE(box.length, 0);
  return Buffer.concat([box, Buffer.alloc(400, 7)]);
}

export function pdf(): Buffer {
  return Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n", "latin1");
}

/** A photo whose download broke off in the middle. */
export async function truncatedJpeg(): Promise<Buffer> {
  const photo = await phonePhoto();
  return photo.subarray(0, photo.length * 0.6);
}

/** Three frames: the first of four quarters, then a black and a grey one. */
export async function animatedGif({ width, height }: Size = { width: 120, height: 90 }): Promise<Buffer> {
  const frames = Buffer.concat([
    quarteredPixels({ width, height }),
    Buffer.alloc(width * height * 3, 0),
    Buffer.alloc(width * height * 3, 128),
  ]);
  return await sharp(frames, { raw: { width, height: height * 3, channels: 3, pageHeight: height } })
    .gif({ delay: [100, 100, 100] })
    .toBuffer();
}
