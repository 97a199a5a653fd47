import sharp from "sharp";
import type { Style } from "./lexicon.ts";
import { hash } from "./random.ts";
import { eachRow, over, pipeline, type RawPicture, toRaw } from "./raster.ts";

/** Smooth noise from 0 to 1 at about `cell` pixels per feature, by enlarging a small random picture. */
async function mottle(width: number, height: number, cell: number, seed: number): Promise<RawPicture> {
  const [columns, rows] = [Math.max(4, Math.ceil(width / cell)), Math.max(4, Math.ceil(height / cell))];
  let state = seed | 1;
  const data = Buffer.allocUnsafe(columns * rows * 3);
  for (let index = 0; index < data.length; index++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    data[index] = state >>> 24;
  }
  return toRaw(
    pipeline({ data, width: columns, height: rows, channels: 3 }).resize(width, height, {
      fit: "fill",
      kernel: "cubic",
    }),
  );
}

/** Moves every pixel by smooth noise: wobbly edges as by hand. */
async function wobble(picture: RawPicture, cell: number, reach: number, seed: number): Promise<RawPicture> {
  const { width, height, channels } = picture;
  const noise = await mottle(width, height, cell, seed);
  const data = Buffer.allocUnsafe(picture.data.length);
  await eachRow(picture, (y, at) => {
    for (let x = 0; x < width; x++) {
      const n = (y * width + x) * 3;
      const fromX = Math.min(Math.max(Math.round(x + (((noise.data[n] ?? 128) - 128) / 128) * reach), 0), width - 1);
      const fromY = Math.min(
        Math.max(Math.round(y + (((noise.data[n + 1] ?? 128) - 128) / 128) * reach), 0),
        height - 1,
      );
      const from = (fromY * width + fromX) * channels;
      for (let channel = 0; channel < channels; channel++)
        data[at + x * channels + channel] = picture.data[from + channel] ?? 0;
    }
  });
  return { ...picture, data };
}

async function watercolor(picture: RawPicture, seed: number): Promise<RawPicture> {
  const { width, height, channels } = picture;
  const unit = Math.min(width, height) / 1000;
  const spread = await toRaw(pipeline(picture).median(Math.min(9, 3 + 2 * Math.floor(unit * 1.5))));
  const bent = await wobble(await wobble(spread, 60 * unit, 5 * unit, seed), 9 * unit, 2 * unit, seed + 1);
  const soft = await toRaw(pipeline(bent).blur(3.2 * unit + 0.3));
  const wash = await mottle(width, height, 90 * unit, seed + 2);
  const fine = await mottle(width, height, 5 * unit + 1, seed + 3);
  const paper = [250, 246, 237] as const;
  await eachRow(bent, (y, at) => {
    for (let x = 0; x < width; x++) {
      const p = at + x * channels;
      const n = (y * width + x) * 3;
      const [cloud, grit] = [(wash.data[n] ?? 128) / 255, (fine.data[n] ?? 128) / 255];
      const border =
        Math.min(x, y, width - 1 - x, height - 1 - y) / (Math.min(width, height) * 0.04) -
        (wash.data[n + 1] ?? 128) / 150 -
        grit * 0.25 +
        0.75;
      const painted = Math.min(1, Math.max(0, (border - 0.25) * 5));
      const rim = painted > 0 && painted < 1 ? 0.12 : Math.max(0, 0.1 - (border - 0.45) * 0.3);
      for (let channel = 0; channel < 3; channel++) {
        const value = bent.data[p + channel] ?? 0;
        // Pigment gathers where a wash ends: darken what is darker than its surroundings.
        const edge = Math.min(0, value - (soft.data[p + channel] ?? 0)) * 1.15;
        const ground = paper[channel as 0 | 1 | 2];
        const density = (0.74 + cloud * 0.2 + grit * 0.1 + Math.max(0, rim)) * painted;
        const pigment = ground + (value + edge - ground) * density - (1 - grit) * 6 * painted;
        bent.data[p + channel] = Math.min(255, Math.max(0, pigment + (grit - 0.5) * 7));
      }
    }
  });
  return bent;
}

async function pixelArt(picture: RawPicture): Promise<RawPicture> {
  const { width, height } = picture;
  const block = Math.max(5, Math.round(Math.min(width, height) / 128));
  const small = await pipeline(picture)
    .removeAlpha()
    .resize(Math.ceil(width / block), Math.ceil(height / block), { fit: "fill", kernel: "lanczos2" })
    .modulate({ saturation: 1.25 })
    .sharpen({ sigma: 0.8 })
    .png({ palette: true, colours: 40, dither: 0 })
    .toBuffer();
  return toRaw(sharp(small).removeAlpha().resize(width, height, { fit: "fill", kernel: "nearest" }));
}

async function ink(picture: RawPicture, seed: number): Promise<RawPicture> {
  const { width, height } = picture;
  const unit = Math.min(width, height) / 1000;
  const bent = await wobble(picture, 20 * unit, 2.6 * unit, seed);
  const gray = await toRaw(
    pipeline(bent)
      .removeAlpha()
      .greyscale()
      .blur(0.7 + unit * 0.5)
      .toColourspace("b-w"),
  );
  const step = gray.data.length / (width * height);
  // A pale wash of the colours under the lines; the tones are opened up so that hatching stays for the shadows.
  const wash = await toRaw(
    pipeline(bent)
      .removeAlpha()
      .modulate({ saturation: 1.3 })
      .blur(6 * unit + 1),
  );
  const noise = await mottle(width, height, 7 * unit + 1, seed + 4);
  const data = Buffer.allocUnsafe(width * height * 3);
  const at = (x: number, y: number) =>
    gray.data[(Math.min(y, height - 1) * width + Math.min(x, width - 1)) * step] ?? 0;
  const reach = Math.max(1, Math.round(unit * 1.6));
  const pitch = 6.2 * unit + 1.5;
  await eachRow({ data, width, height, channels: 3 }, (y, offset) => {
    for (let x = 0; x < width; x++) {
      const tone = 255 * (at(x, y) / 255) ** 0.58;
      const own = at(x, y);
      const edge = Math.abs(own - at(x + reach, y)) + Math.abs(own - at(x, y + reach));
      const jitter = ((noise.data[(y * width + x) * 3] ?? 128) - 128) / 128;
      let inked = Math.max(0, Math.min(1, (edge - 11) / 22));
      const hatch = (turn: number, level: number) => {
        if (tone > level) return;
        const wave = ((turn + jitter * 1.4) / pitch) % 1;
        const wide = 0.12 + (level - tone) / 420;
        inked = Math.max(inked, Math.abs(wave < 0 ? wave + 1 : wave) < wide ? 0.88 : 0);
      };
      hatch(x * 0.74 + y * 0.67, 176);
      hatch(x * 0.67 - y * 0.74 + 9000, 118);
      hatch(y, 74);
      const paper = 1 - (jitter + 1) * 0.012;
      for (let channel = 0; channel < 3; channel++) {
        const ground = 250 - channel * 7;
        const washed = ground * 0.6 + ((wash.data[(y * width + x) * 3 + channel] ?? 255) * 0.62 + 97) * 0.4;
        data[offset + x * 3 + channel] = washed * (1 - inked * (0.86 - channel * 0.04)) * paper;
      }
    }
  });
  return { data, width, height, channels: 3 };
}

async function oil(picture: RawPicture, seed: number): Promise<RawPicture> {
  const { width, height, channels } = picture;
  const unit = Math.min(width, height) / 1000;
  const bent = await wobble(await wobble(picture, 34 * unit, 5 * unit, seed), 9 * unit + 1, 2.6 * unit, seed + 1);
  const flat = await toRaw(pipeline(bent).median(Math.min(9, 3 + 2 * Math.round(unit))));
  const strokes = await toRaw(
    pipeline(await mottle(Math.ceil(width / 5), height, 4 * unit + 1, seed + 2)).resize(width, height, {
      fit: "fill",
      kernel: "cubic",
    }),
  );
  await eachRow(flat, (y, at) => {
    for (let x = 0; x < width; x++) {
      const n = (y * width + x) * 3;
      const ridge =
        ((strokes.data[n] ?? 128) -
          (strokes.data[Math.min(n + width * 3 * Math.max(1, Math.round(unit)), strokes.data.length - 1)] ?? 128)) *
        0.3;
      for (let channel = 0; channel < 3; channel++) {
        const value = flat.data[at + x * channels + channel] ?? 0;
        flat.data[at + x * channels + channel] = Math.min(255, Math.max(0, (value - 128) * 1.1 + 130 + ridge));
      }
    }
  });
  return flat;
}

async function poster(picture: RawPicture): Promise<RawPicture> {
  const flat = await pipeline(picture)
    .removeAlpha()
    .median(5)
    .modulate({ saturation: 1.2 })
    .png({ palette: true, colours: 20, dither: 0 })
    .toBuffer();
  const printed = await toRaw(sharp(flat).removeAlpha());
  const { width, height } = picture;
  const edge = Math.round(Math.min(width, height) * 0.035);
  const frame = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect x="${edge / 2}" y="${edge / 2}" width="${width - edge}" height="${height - edge}" fill="none" stroke="#f6eddb" stroke-width="${edge}"/></svg>`;
  return over(printed, await toRaw(sharp(Buffer.from(frame)).ensureAlpha()));
}

/** Redraws a picture in a style; the size stays, the look changes. */
export async function applyStyle(picture: RawPicture, style: Style, seedText: string): Promise<RawPicture> {
  const seed = hash(seedText);
  switch (style) {
    case "watercolor":
      return watercolor(picture, seed);
    case "pixel":
      return pixelArt(picture);
    case "ink":
      return ink(picture, seed);
    case "oil":
      return oil(picture, seed);
    case "poster":
      return poster(picture);
    case "minimal":
      return picture;
  }
}
