import sharp from "sharp";
import { eachRow, pipeline, type RawPicture, toRaw } from "./raster.ts";

/** One byte per pixel: 0 is untouched, 255 fully meant. */
export interface Mask {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

const sketchSize = 96;
const maxRefinedPixels = 1_600_000;

async function enlarge(
  values: Buffer,
  columns: number,
  rows: number,
  width: number,
  height: number,
  softness: number,
): Promise<Mask> {
  const soft = await sharp(values, { raw: { width: columns, height: rows, channels: 1 } })
    .blur(softness)
    .toColourspace("b-w")
    .raw()
    .toBuffer();
  const data = await sharp(soft, { raw: { width: columns, height: rows, channels: 1 } })
    .resize(width, height, { fit: "fill", kernel: "cubic" })
    .toColourspace("b-w")
    .raw()
    .toBuffer();
  return { data, width, height };
}

/** Grows (or, with a negative reach, shrinks) what is set by so many fields. */
function grown(values: Buffer, columns: number, rows: number, reach: number): Buffer {
  const pick = reach > 0 ? Math.max : Math.min;
  const result = Buffer.from(values);
  const far = Math.abs(reach);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      let value = values[y * columns + x] ?? 0;
      for (let dy = -far; dy <= far; dy++) {
        for (let dx = -far; dx <= far; dx++) {
          const [column, row] = [x + dx, y + dy];
          if (column >= 0 && row >= 0 && column < columns && row < rows)
            value = pick(value, values[row * columns + column] ?? 0);
        }
      }
      result[y * columns + x] = value;
    }
  }
  return result;
}

/** Gives a coarse sky mask true edges: near its border, what has the colour of the sky close by is sky. */
async function refined(
  picture: RawPicture,
  small: RawPicture,
  values: Buffer,
  columns: number,
  rows: number,
): Promise<Mask> {
  const { width, height, data, channels } = picture;
  const inner = await enlarge(grown(values, columns, rows, -2), columns, rows, width, height, 0.6);
  const outer = await enlarge(grown(values, columns, rows, 2), columns, rows, width, height, 0.6);
  const weighted = Buffer.alloc(columns * rows * 3);
  const weights = Buffer.alloc(columns * rows * 3);
  for (let index = 0; index < columns * rows; index++) {
    const set = (values[index] ?? 0) > 127;
    for (let channel = 0; channel < 3; channel++) {
      weighted[index * 3 + channel] = set ? (small.data[index * 3 + channel] ?? 0) : 0;
      weights[index * 3 + channel] = set ? 255 : 0;
    }
  }
  const large = async (values: Buffer) => {
    const soft = await toRaw(pipeline({ data: values, width: columns, height: rows, channels: 3 }).blur(2.4));
    return toRaw(pipeline(soft).resize(width, height, { fit: "fill", kernel: "linear" }));
  };
  const [colors, sums] = [await large(weighted), await large(weights)];
  const result: Mask = { data: Buffer.alloc(width * height), width, height };
  await eachRow(picture, (y, offset) => {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const reach = outer.data[at] ?? 0;
      if (reach < 4) continue;
      const sure = inner.data[at] ?? 0;
      const weight = Math.max(sums.data[at * 3] ?? 1, 1) / 255;
      let distance = 0;
      for (let channel = 0; channel < 3; channel++) {
        distance += Math.abs(
          (data[offset + x * channels + channel] ?? 0) - (colors.data[at * 3 + channel] ?? 0) / weight,
        );
      }
      const alike = Math.min(1, Math.max(0, (120 - distance) / 70));
      result.data[at] = Math.max(sure, reach * alike);
    }
  });
  return result;
}

/** How far a field may be from the sky above it, as a sum over three channels. */
const mostFromSky = 54;

/** Row by row from the top: a field joins when a neighbour that joined is much like it, and so is the sky above. */
function fillFromTop(small: RawPicture, columns: number, lowest: number, tolerance: number): Buffer {
  const values = Buffer.alloc(columns * small.height);
  values.fill(255, 0, columns);
  const color = (at: number, channel: number) => small.data[at * 3 + channel] ?? 0;
  const apart = (a: number, b: number) =>
    Math.abs(color(a, 0) - color(b, 0)) + Math.abs(color(a, 1) - color(b, 1)) + Math.abs(color(a, 2) - color(b, 2));
  const fromSky = (x: number, y: number) => {
    const sums = [0, 0, 0];
    let count = 0;
    for (let column = Math.max(0, x - 14); column <= Math.min(columns - 1, x + 14); column++) {
      const above = (y - 1) * columns + column;
      if (values[above] !== 255) continue;
      count++;
      for (let channel = 0; channel < 3; channel++) sums[channel] = (sums[channel] ?? 0) + color(above, channel);
    }
    if (count === 0) return 0;
    return sums.reduce((sum, total, channel) => sum + Math.abs(color(y * columns + x, channel) - total / count), 0);
  };
  for (let y = 1; y <= lowest; y++) {
    const join = (x: number, neighbour: number) => {
      const at = y * columns + x;
      if (values[at] === 255 || values[neighbour] !== 255) return;
      if (apart(at, neighbour) <= tolerance && fromSky(x, y) <= mostFromSky) values[at] = 255;
    };
    for (let x = 0; x < columns; x++) join(x, (y - 1) * columns + x);
    for (let x = 1; x < columns; x++) join(x, y * columns + x - 1);
    for (let x = columns - 2; x >= 0; x--) join(x, y * columns + x + 1);
  }
  return values;
}

/** Where the sky probably is: what can be reached from the top edge without crossing a strong change. */
export async function skyMask(picture: RawPicture): Promise<Mask> {
  const { width, height } = picture;
  const [columns, rows] = [sketchSize, Math.max(12, Math.round((sketchSize * height) / width))];
  const small = await toRaw(pipeline(picture).removeAlpha().resize(columns, rows, { fit: "fill" }).blur(0.8));
  const difference = (a: number, b: number) => {
    let sum = 0;
    for (let channel = 0; channel < 3; channel++)
      sum += Math.abs((small.data[a * 3 + channel] ?? 0) - (small.data[b * 3 + channel] ?? 0));
    return sum;
  };
  // A horizon is the row below which the most columns change at once.
  const changes = Array.from({ length: rows - 1 }, (_, y) => {
    let count = 0;
    for (let x = 0; x < columns; x++) if (difference(y * columns + x, (y + 1) * columns + x) > 26) count++;
    return y > rows * 0.3 && y < rows * 0.8 ? count / columns : 0;
  });
  const strongest = changes.indexOf(Math.max(...changes));
  const clear = (changes[strongest] ?? 0) > 0.2;
  const lowest = clear ? strongest : Math.floor(rows * 0.62);
  const values = fillFromTop(small, columns, lowest, clear ? 20 : 15);
  // Small islands that the fill left out, such as the rims of clouds, belong to the sky around them.
  const closed = Buffer.from(values);
  for (let y = 1; y < lowest; y++) {
    for (let x = 0; x < columns; x++) {
      if (values[y * columns + x] === 255) continue;
      const ahead = (dx: number, dy: number) =>
        [1, 2, 3, 4].some(
          (step) =>
            values[
              Math.min(Math.max(y + dy * step, 0), rows - 1) * columns +
                Math.min(Math.max(x + dx * step, 0), columns - 1)
            ] === 255,
        );
      if (ahead(-1, 0) && ahead(1, 0) && ahead(0, -1) && ahead(0, 1)) closed[y * columns + x] = 255;
    }
  }
  if (!clear) {
    for (let y = 0; y < rows; y++) {
      const fade = Math.min(1, Math.max(0, (lowest - y) / (rows * 0.2)));
      for (let x = 0; x < columns; x++) closed[y * columns + x] = (closed[y * columns + x] ?? 0) * fade;
    }
  }
  // Edges need no more than a modest sheet; the mask is enlarged to the picture afterwards.
  const reduce = Math.min(1, Math.sqrt(maxRefinedPixels / (width * height)));
  if (reduce === 1) return refined(picture, small, closed, columns, rows);
  const [fewer, lower] = [Math.round(width * reduce), Math.round(height * reduce)];
  const modest = await toRaw(pipeline(picture).removeAlpha().resize(fewer, lower, { fit: "fill" }));
  const mask = await refined(modest, small, closed, columns, rows);
  return enlarge(mask.data, fewer, lower, width, height, 0.5);
}

/** How much of the sheet a mask covers, 0 to 1. */
export function coverage(mask: Mask): number {
  let sum = 0;
  for (let index = 0; index < mask.data.length; index += 97) sum += mask.data[index] ?? 0;
  return sum / (Math.ceil(mask.data.length / 97) * 255);
}

/** What the first mask has and the second has not. */
export function without(mask: Mask, other: Mask): Mask {
  const data = Buffer.allocUnsafe(mask.data.length);
  for (let index = 0; index < data.length; index++)
    data[index] = ((mask.data[index] ?? 0) * (255 - (other.data[index] ?? 0))) / 255;
  return { ...mask, data };
}

/** A soft-edged oval in the middle, as parts of the sheet. */
export async function ovalMask(
  width: number,
  height: number,
  x: number,
  y: number,
  radiusX: number,
  radiusY: number,
): Promise<Mask> {
  const [columns, rows] = [sketchSize, sketchSize];
  const values = Buffer.alloc(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const reach = Math.hypot((column / columns - x) / radiusX, (row / rows - y) / radiusY);
      values[row * columns + column] = Math.max(0, Math.min(1, (1.15 - reach) / 0.45)) * 255;
    }
  }
  return enlarge(values, columns, rows, width, height, 1);
}
