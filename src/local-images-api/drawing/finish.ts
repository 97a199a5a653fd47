import { bytes, type Color } from "./color.ts";
import type { Mood } from "./lexicon.ts";
import { hash } from "./random.ts";
import { eachRow, over, pipeline, type RawPicture, toRaw } from "./raster.ts";

const tileSize = 512;

/** A square of film grain and paper fibre, from -1 to 1, that repeats without a seam. */
function grainTile(seed: number): Float32Array {
  const tile = new Float32Array(tileSize * tileSize);
  let state = seed | 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
  for (let index = 0; index < tile.length; index++) tile[index] = next() + next() + next() - 1.5;
  const soft = new Float32Array(tile.length);
  for (let y = 0; y < tileSize; y++) {
    for (let x = 0; x < tileSize; x++) {
      const at = (dx: number, dy: number) => tile[((y + dy) & 511) * tileSize + ((x + dx) & 511)] ?? 0;
      soft[y * tileSize + x] =
        at(0, 0) * 0.62 + (at(1, 0) + at(0, 1) + at(1, 1)) * 0.28 + (at(7, 3) + at(19, 11) - at(5, 23)) * 0.06;
    }
  }
  return soft;
}

const grain = grainTile(hash("grain"));

/** How the finished sheet is graded and worn. */
export interface Finish {
  /** Grain in parts of 255. */
  readonly grain: number;
  /** Darkening towards the corners, 0 to 1. */
  readonly vignette: number;
  /** Light that spills out of bright places, 0 to 1. */
  readonly bloom: number;
  readonly saturation: number;
  /** Multiplies brightness. */
  readonly brightness: number;
  /** Around middle grey. */
  readonly contrast: number;
  /** Pulled towards in the shadows and in the lights. */
  readonly shadows: readonly [Color, number];
  readonly lights: readonly [Color, number];
}

export const plainFinish: Finish = {
  ...{ grain: 5, vignette: 0.14, bloom: 0.34, saturation: 1.14, brightness: 1.01, contrast: 1.06 },
  ...{ shadows: ["#241a4a", 0.05], lights: ["#fff0d0", 0.05] },
};

/** Changes a finish after the moods that the words name. */
export function finishFor(moods: ReadonlySet<Mood>, base: Finish = plainFinish): Finish {
  let finish = base;
  const change = (mood: Mood, part: Partial<Finish>) => {
    if (moods.has(mood)) finish = { ...finish, ...part };
  };
  change("warm", { shadows: ["#5a2a1a", 0.12], lights: ["#ffd08a", 0.24] });
  change("cold", { shadows: ["#10306a", 0.16], lights: ["#cfe6ff", 0.26] });
  change("golden", { shadows: ["#6a3a10", 0.12], lights: ["#ffd070", 0.26] });
  change("dark", { brightness: finish.brightness * 0.72, vignette: 0.4, contrast: 1.1 });
  change("bright", { brightness: finish.brightness * 1.16, vignette: 0.04 });
  change("pastel", {
    saturation: 0.78,
    contrast: 0.72,
    brightness: 1.14,
    shadows: ["#b7a4cc", 0.22],
    lights: ["#fff1ea", 0.2],
    vignette: 0.03,
  });
  change("neon", {
    saturation: 1.6,
    contrast: 1.2,
    bloom: 0.75,
    shadows: ["#2a0a5e", 0.28],
    lights: ["#7af0ff", 0.08],
    vignette: 0.3,
  });
  change("vintage", {
    saturation: 0.6,
    contrast: 0.86,
    brightness: 1.14,
    grain: 10,
    vignette: 0.26,
    shadows: ["#5a3a28", 0.22],
    lights: ["#fbe6b4", 0.36],
  });
  change("mono", { saturation: 0, contrast: 1.14, shadows: ["#000000", 0], lights: ["#ffffff", 0], grain: 10 });
  return finish;
}

async function bloomed(picture: RawPicture, strength: number): Promise<RawPicture> {
  const width = Math.max(8, Math.round(picture.width / 8));
  const height = Math.max(8, Math.round(picture.height / 8));
  const small = await toRaw(
    pipeline(picture)
      .removeAlpha()
      .resize(width, height, { fit: "fill", kernel: "linear" })
      .linear(2.6, -400)
      .blur(Math.max(1, Math.min(width, height) / 46))
      .linear(strength, 0),
  );
  const wide = await toRaw(pipeline(small).resize(picture.width, picture.height, { fit: "fill", kernel: "linear" }));
  return over(picture, wide, "screen");
}

/** Grades, blooms, darkens the corners and lays grain over an opaque picture; gives back RGB. */
export async function applyFinish(picture: RawPicture, finish: Finish, seed: number): Promise<RawPicture> {
  const lit = finish.bloom > 0 ? await bloomed(picture, finish.bloom) : picture;
  const { width, height } = lit;
  const from = lit.data;
  const source = lit.channels;
  const data = Buffer.allocUnsafe(width * height * 3);
  const [sr, sg, sb] = bytes(finish.shadows[0]);
  const [lr, lg, lb] = bytes(finish.lights[0]);
  const [shadowPull, lightPull] = [finish.shadows[1], finish.lights[1]];
  const { saturation, brightness, contrast } = finish;
  // Grain is as coarse on a large sheet as on a small one, seen as a whole.
  const coarse = Math.max(1, Math.min(width, height) / 1000);
  const step = 1 / coarse;
  const offset = seed & 511;
  const result: RawPicture = { data, width, height, channels: 3 };
  await eachRow(result, (y, at) => {
    const dy = y / height - 0.5;
    const grainRow = ((Math.floor(y * step) + offset) & 511) * tileSize;
    let read = y * width * source;
    let write = at;
    for (let x = 0; x < width; x++) {
      const [r, g, b] = [from[read] ?? 0, from[read + 1] ?? 0, from[read + 2] ?? 0];
      const luma = r * 0.299 + g * 0.587 + b * 0.114;
      const light = luma / 255;
      const dx = x / width - 0.5;
      const corner = (dx * dx + dy * dy) * 2;
      const shade = (1 - finish.vignette * corner * corner * 1.1) * brightness;
      const speck = (grain[grainRow + ((Math.floor(x * step) + offset) & 511)] ?? 0) * finish.grain;
      const [down, up] = [shadowPull * (1 - light), lightPull * light];
      const keep = 1 - down - up;
      const put = (value: number, low: number, high: number) => {
        const graded = (luma + (value - luma) * saturation - 128) * contrast + 128;
        const final = (graded * keep + low * down + high * up) * shade + speck;
        return final < 0 ? 0 : final > 255 ? 255 : final;
      };
      data[write] = put(r, sr, lr);
      data[write + 1] = put(g, sg, lg);
      data[write + 2] = put(b, sb, lb);
      read += source;
      write += 3;
    }
  });
  return result;
}
