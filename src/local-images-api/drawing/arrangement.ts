import { mix } from "./color.ts";
import type { Look } from "./figure.ts";
import { drawGrass } from "./foliage.ts";
import type { PlaceName } from "./lexicon.ts";
import { lit } from "./light.ts";
import type { Spot } from "./pairs.ts";
import type { Pen } from "./pen.ts";
import { groundColor, paintShadow, snowColor } from "./places/land.ts";
import type { Scene, Stage } from "./scene.ts";
import { lay } from "./spots.ts";
import { figures } from "./subjects/figures.ts";

function lookFor(scene: Scene, spot: Spot, index: number): Look {
  const side = (scene.orbX > spot.x ? 1 : -1) * spot.flip;
  const light = scene.foggy
    ? {
        ...scene.light,
        shadow: mix(scene.light.shadow, scene.light.haze, spot.figure.giant ? 0.34 : 0.15),
        ambience: Math.max(scene.light.ambience, spot.figure.giant ? 0.44 : 0.3),
      }
    : { ...scene.light, ambience: scene.light.ambience * 0.8 };
  return {
    light,
    random: scene.random.fork(`figure ${spot.wanted.name} ${index}`),
    color: spot.wanted.color,
    word: spot.word,
    side: side > 0 ? 1 : -1,
    season: scene.wish.season,
    snowy: scene.snowy,
  };
}

/** Draws one figure with its foot at x and y. */
function place(pen: Pen, spot: Spot, look: Look): void {
  const scale = spot.height / 100;
  pen.at(spot.x, spot.y, [scale * spot.flip, scale], () => spot.figure.draw(pen, look), spot.lean);
}

const grassy: readonly PlaceName[] = ["hills", "mountains", "forest", "road", "lake"];

/** A little snow or grass over the feet: figures stand in the ground, not on it. */
function nestle(scene: Scene, pen: Pen, spot: Spot): void {
  const random = scene.random.fork(`nestle ${spot.wanted.name}`);
  const half = (spot.height * spot.figure.width) / 240;
  const { light } = scene;
  if (scene.snowy) {
    const snow = snowColor(light);
    for (const [dx, wide] of [
      [-0.4, 0.8],
      [0.45, 0.7],
      [0, 1.1],
    ] as const) {
      const paint = pen.radial(0, 0, 1, [
        [0, snow, 1],
        [0.6, snow, 0.9],
        [1, snow, 0],
      ]);
      pen.at(spot.x + dx * half, spot.y + spot.height * 0.03, [half * wide, spot.height * 0.038], () =>
        pen.circle(0, 0, 1, paint),
      );
    }
    return;
  }
  const color = lit(light, groundColor(scene));
  for (let index = 0; index < 14; index++) {
    const x = spot.x + random.between(-0.9, 0.9) * half;
    drawGrass(
      pen,
      random,
      x,
      spot.y + spot.height * random.between(0.01, 0.035),
      random.between(0.03, 0.07) * Math.min(spot.height, 520),
      mix(color, light.shadow, random.next() * 0.35),
    );
  }
}

/** Draws all subjects onto the stage, the far ones first. */
export function arrange(scene: Scene, stage: Stage, where: PlaceName, pen: Pen): void {
  const spots = lay(scene, stage, where);
  const sorted = spots
    .map((spot, index) => ({ spot, index }))
    .sort(
      (a, b) =>
        a.spot.order - b.spot.order || Number(b.spot.figure.giant) - Number(a.spot.figure.giant) || a.spot.y - b.spot.y,
    );
  for (const { spot, index } of sorted) {
    const look = lookFor(scene, spot, index);
    const afloat = spot.figure.home === "water" && stage.mirror !== null && !spot.grounded;
    const wet = where === "city" && scene.wish.weathers.has("rain") && spot.grounded;
    if (afloat || wet) {
      pen.faint(afloat ? 0.34 : 0.4, () => {
        pen.at(spot.x, spot.y, [(spot.height / 100) * spot.flip, (-spot.height / 100) * (afloat ? 0.6 : 0.8)], () =>
          spot.figure.draw(pen, look),
        );
      });
    } else if (spot.grounded && where !== "abstract") {
      paintShadow(scene, pen, spot.x, spot.y, (spot.height * spot.figure.width) / 260);
    }
    place(pen, spot, look);
    if (spot.grounded && grassy.includes(where)) nestle(scene, pen, spot);
  }
}

/** Draws only the subjects, side by side around the origin's column; for transparent pictures and stickers. */
export function lineUp(scene: Scene, pen: Pen): void {
  const items = scene.wish.subjects.flatMap((wanted) =>
    Array.from({ length: Math.min(wanted.count, 5) }, () => wanted),
  );
  const tallest = Math.max(...items.map((wanted) => figures[wanted.name].size));
  const sized = items.map((wanted) => {
    const figure = figures[wanted.name];
    const height = 0.5 + (0.5 * figure.size) / tallest;
    return { wanted, figure, height, width: (figure.width / 100) * height };
  });
  const total = sized.reduce((sum, item) => sum + item.width * 1.06, 0);
  const unit = Math.min((scene.width * 0.84) / total, scene.height * 0.8);
  let x = scene.width / 2 - (total * unit) / 2;
  for (const [index, item] of sized.entries()) {
    const height = item.height * unit;
    x += (item.width * 1.06 * unit) / 2;
    const spot: Spot = {
      wanted: item.wanted,
      figure: item.figure,
      x,
      y: scene.height / 2 + unit * 0.46,
      height,
      flip: 1,
      order: 0,
      lean: 0,
      grounded: false,
      word: item.wanted.word,
    };
    place(pen, spot, lookFor(scene, spot, index));
    x += (item.width * 1.06 * unit) / 2;
  }
}
