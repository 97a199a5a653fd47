import type { Order } from "./composition.ts";
import { setScene } from "./composition.ts";
import type { Home, Look } from "./figure.ts";
import { lightFor } from "./light.ts";
import { createPen } from "./pen.ts";
import { paintShadow } from "./places/land.ts";
import { over, pipeline, type RawPicture, renderMarkup, toRaw } from "./raster.ts";
import type { Impression } from "./retouch.ts";
import { figures } from "./subjects/figures.ts";
import type { Wanted } from "./words.ts";

/** A part of the sheet, each from 0 to 1. */
export interface Field {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const levels: { readonly [home in Home]: { readonly foot: number; readonly size: number } } = {
  air: { foot: 0.46, size: 0.36 },
  space: { foot: 0.44, size: 0.36 },
  ground: { foot: 0.94, size: 0.42 },
  water: { foot: 0.82, size: 0.34 },
  deep: { foot: 0.78, size: 0.24 },
  table: { foot: 0.95, size: 0.24 },
};

/** How much goes on in a column of the picture between two heights: the calmest place takes the new thing. */
function unrest(seen: Impression, x: number, top: number, bottom: number): number {
  let [sum, squares, count] = [0, 0, 0];
  for (let row = Math.floor(top * 63); row < bottom * 63; row++) {
    for (let column = Math.max(0, Math.floor((x - 0.14) * 63)); column < Math.min(64, (x + 0.14) * 63); column++) {
      const value = seen.luma[row * 64 + column] ?? 0;
      sum += value;
      squares += value * value;
      count++;
    }
  }
  return count === 0 ? 0 : squares / count - (sum / count) ** 2;
}

/** Draws the wanted figures into a picture: in a given field, or where it is calm and the figure is at home. */
export async function addSubjects(
  picture: RawPicture,
  order: Order,
  wanted: readonly Wanted[],
  seen: Impression,
  field: Field | null,
): Promise<RawPicture> {
  const scene = setScene(order, "hills");
  const hour = order.wish.hour ?? (seen.brightness < 0.28 ? "night" : seen.warmth > 0.1 ? "sunset" : "noon");
  const light = lightFor({ ...order.wish, hour, theme: [], skyColor: null }, scene.random.fork("light"));
  const pen = createPen("x");
  const taken: number[] = [];
  for (const [index, item] of wanted.entries()) {
    const figure = figures[item.name];
    const level = levels[figure.home];
    const reach = Math.min(scene.height, scene.width * 1.3);
    const wide = figure.width / 100;
    const total = Math.min(item.count, 6);
    const crowd = total > 1 ? 0.7 : 1;
    const height =
      field === null
        ? Math.min(reach * level.size * crowd, (scene.width * 0.6) / wide / Math.max(1, total * 0.6))
        : Math.min(field.height * scene.height * 0.98, (field.width * scene.width * 0.98) / wide / total);
    const candidates = [0.24, 0.76, 0.5].filter((x) => !taken.includes(x));
    const calm =
      candidates
        .map((x) => ({
          x,
          unrest: unrest(seen, x, level.foot - (height / scene.height) * 0.9, level.foot) * (x === 0.5 ? 1.6 : 1),
        }))
        .sort((a, b) => a.unrest - b.unrest)[0]?.x ?? 0.5;
    taken.push(calm);
    for (let copy = 0; copy < total; copy++) {
      const middle = field === null ? calm * scene.width : (field.x + field.width / 2) * scene.width;
      const shift = (copy - (total - 1) / 2) * wide * height * 0.95;
      const x = Math.min(Math.max(middle + shift, wide * height * 0.4), scene.width - wide * height * 0.4);
      const wave = total > 1 ? scene.random.between(-0.05, 0.05) * scene.height : 0;
      const y =
        field === null
          ? level.foot * scene.height + wave
          : (field.y + field.height * 0.5) * scene.height + height * 0.5;
      const flip = x > scene.width / 2 ? -1 : 1;
      const look: Look = {
        light,
        random: scene.random.fork(`added ${index} ${copy}`),
        color: item.color,
        word: item.word,
        side: (scene.orbX > x ? 1 : -1) * flip > 0 ? 1 : -1,
        season: order.wish.season,
        snowy: scene.snowy,
      };
      if (figure.home === "ground" || figure.home === "table")
        paintShadow({ ...scene, light }, pen, x, y, (height * wide) / 2.6);
      pen.at(x, y, [(height / 100) * flip, height / 100], () => figure.draw(pen, look));
    }
  }
  const layer = await renderMarkup(pen.markup(), picture.width, picture.height, scene);
  return toRaw(pipeline(await over(picture, layer)).removeAlpha());
}
