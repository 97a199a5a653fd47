import { lighten, mix } from "../color.ts";
import { drawFir, drawGrass, drawTree } from "../foliage.ts";
import { lit } from "../light.ts";
import { fixed, type Pen } from "../pen.ts";
import type { Scene, Stage } from "../scene.ts";
import { blob, curve, lens } from "../shapes.ts";
import { figures } from "../subjects/figures.ts";
import { groundColor, leafColors, paintLayer, paintMist, paintWood, snowColor } from "./land.ts";
import { paintMound } from "./mound.ts";

/** Taller trees at both sides, away from the middle, close the view like wings of a stage. */
function flank(
  scene: Scene,
  pen: Pen,
  height: (x: number) => number,
  size: number,
  firs: boolean,
  distance: number,
): void {
  const random = scene.random.fork("flank");
  const { width, light } = scene;
  const color = lit(light, scene.snowy ? "#35565f" : "#2a5443", distance);
  const snow = scene.snowy ? mix(lit(light, "#ffffff", distance * 0.7), color, distance * 0.2) : null;
  const count = Math.round(width / 75);
  for (let index = 0; index < count; index++) {
    const part = random.next() ** 1.5 * 0.34;
    const x = random.chance(0.5) ? part * width : width * (1 - part);
    const tall = size * (1.05 - part * 1.7) * random.between(0.75, 1.15);
    const y = height(x) + tall * 0.1;
    if (firs) drawFir(pen, random, x, y, tall, color, snow);
    else
      drawTree(
        pen,
        random,
        x,
        y,
        tall,
        lit(light, random.pick(leafColors(scene)), distance),
        lit(light, "#54402f", distance),
      );
  }
}

function meadow(scene: Scene, pen: Pen, from: number): void {
  const random = scene.random.fork("meadow");
  const { light, width, height } = scene;
  const grass = lit(light, groundColor(scene));
  const petals = scene.autumn ? ["#d98e32", "#c8642d"] : ["#f6e27a", "#f4f1ea", "#e88a8a", "#b79ae0"];
  const count = (width / 1000) * 150 * scene.richness;
  for (let index = 0; index < count; index++) {
    const depth = random.next() ** 0.7;
    const y = from + (height - from) * (0.12 + depth * 0.95);
    const x = random.between(0, width);
    const size = 8 + depth * 34;
    drawGrass(pen, random, x, y, size, mix(lighten(grass, random.between(-0.13, 0.05)), light.shadow, depth * 0.22));
    if (random.chance(0.2)) {
      const petal = lit(light, random.pick(petals));
      const up = y - size * random.between(0.6, 1);
      pen.circle(x, up, 1.6 + depth * 3.4, petal);
      pen.circle(x, up, 0.6 + depth * 1.2, lighten(petal, -0.18));
    }
  }
}

function drifts(scene: Scene, pen: Pen, from: number): void {
  const random = scene.random.fork("drifts");
  const { light, width, height } = scene;
  for (let index = 0; index < 9 * scene.richness; index++) {
    const depth = random.next();
    const y = from + (height - from) * (0.15 + depth * 0.85);
    const half = width * random.between(0.06, 0.2) + 60;
    const x = random.between(0, width);
    pen.shape(lens(x, y, half, 5 + depth * 15), lit(light, "#b9cdea"), 0.42);
    pen.shape(lens(x - half * 0.1, y - 5 - depth * 8, half * 0.8, 3 + depth * 8), snowColor(light), 0.6);
  }
  for (let index = 0; index < 40 * scene.richness; index++) {
    const depth = random.next();
    const y = from + (height - from) * (0.1 + depth * 0.9);
    pen.circle(random.between(0, width), y, 0.8 + random.next() * 1.4, "#ffffff", 0.8);
  }
}

/** Rolling open country; the words decide about snow, woods and season. */
export function hills(scene: Scene, pen: Pen): Stage {
  const { horizon, height, light, wish } = scene;
  const random = scene.random.fork("hills");
  const wooded = wish.places.includes("forest");
  const firs = scene.snowy || (!scene.autumn && scene.wish.season !== "spring" && random.chance(wooded ? 0.6 : 0.35));
  const ground = groundColor(scene);
  const cool = scene.snowy ? "#a9bfd8" : "#6d8fa3";
  const depth = height - horizon;
  const fog = scene.foggy ? 0.22 : 0;
  paintLayer(scene, pen, {
    y: horizon - depth * 0.06,
    amplitude: depth * 0.2,
    sharpness: 0.8,
    local: cool,
    distance: 0.72 + fog,
    label: "far",
  });
  paintMist(scene, pen, horizon - depth * 0.1, horizon + depth * 0.16, 0.5 + fog);
  const second = paintLayer(scene, pen, {
    y: horizon + depth * 0.05,
    amplitude: depth * 0.1,
    sharpness: 0.2,
    local: mix(ground, cool, 0.5),
    distance: 0.5 + fog,
    label: "second",
  });
  paintWood(scene, pen, second, {
    size: depth * 0.18,
    distance: 0.48 + fog,
    density: wooded ? 2 : 1,
    firs,
    label: "wood far",
  });
  paintMist(scene, pen, horizon, horizon + depth * 0.26, 0.4 + fog);
  const third = paintLayer(scene, pen, {
    y: horizon + depth * 0.2,
    amplitude: depth * 0.09,
    sharpness: 0,
    local: mix(ground, cool, 0.2),
    distance: 0.25 + fog,
    label: "third",
  });
  paintWood(scene, pen, third, {
    size: depth * 0.32,
    distance: 0.24 + fog,
    density: wooded ? 1.8 : 0.8,
    firs,
    label: "wood near",
  });
  if (wooded || scene.snowy) flank(scene, pen, third, depth * (wooded ? 0.9 : 0.62), firs, 0.1 + fog);
  paintMist(scene, pen, horizon + depth * 0.12, horizon + depth * 0.42, 0.25 + fog * 1.5);
  const high = wish.subjects.some((subject) => figures[subject.name].giant);
  const raised = high && (scene.foggy || /\b(hill|hills|hilltop|hügel)\b/.test(wish.words.join(" ")));
  const rise = Math.min(depth * 0.62, scene.height * 0.2);
  const mound = raised ? paintMound(scene, pen, horizon + depth * 0.36, rise, firs) : null;
  const lowest = horizon + depth * (raised ? 0.58 : 0.43);
  const near = paintLayer(scene, pen, {
    y: lowest,
    amplitude: depth * 0.05,
    sharpness: 0,
    local: ground,
    distance: 0,
    label: "near",
  });
  return {
    standAt: (x) => (mound !== null && Math.abs(x - scene.focusX) < 60 ? mound(x) + 6 : near(x) + depth * 0.17),
    floatAt: null,
    scale: raised ? 0.86 : 1,
    mirror: null,
    middle: (over) => {
      if (scene.snowy) drifts(scene, over, lowest);
      else meadow(scene, over, lowest);
      if (wish.places.includes("road"))
        path(scene, over, near(scene.width / 2), lit(light, scene.snowy ? "#dfe6f0" : "#e2c99a"));
    },
    front: (over) => corner(scene, over, firs),
  };
}

function path(scene: Scene, pen: Pen, from: number, color: string): void {
  const { width, height, focusX } = scene;
  const target = width - focusX;
  pen.shape(
    `M${fixed(target - 7)} ${fixed(from)}C${fixed(target + 130)} ${fixed(from + (height - from) * 0.3)} ${fixed(width * 0.35)} ${fixed(from + (height - from) * 0.45)} ${fixed(width * 0.4)} ${fixed(height)}H${fixed(width * 0.4 + 330)}C${fixed(width * 0.45 + 120)} ${fixed(from + (height - from) * 0.5)} ${fixed(target + 190)} ${fixed(from + (height - from) * 0.3)} ${fixed(target + 7)} ${fixed(from)}Z`,
    pen.linear(
      [0, from],
      [0, height],
      [
        [0, mix(color, scene.light.haze, 0.4)],
        [1, color],
      ],
    ),
  );
}

/** Dark growth in a lower corner frames the picture and gives it a near plane. */
function corner(scene: Scene, pen: Pen, firs: boolean): void {
  const random = scene.random.fork("corner");
  const { width, height, light } = scene;
  const side = scene.focusX > width / 2 ? 0 : 1;
  const edge = side === 0 ? 0 : width;
  const inward = side === 0 ? 1 : -1;
  const dark = lit(light, scene.snowy ? "#2c4a56" : scene.autumn ? "#6b3d24" : "#2f5340");
  const tall = Math.min(height * 0.5, 520);
  if (firs) {
    const snow = scene.snowy ? lit(light, "#f4f8ff") : null;
    drawFir(pen, random, edge + inward * 26, height + tall * 0.1, tall, dark, snow);
    drawFir(pen, random, edge + inward * 150, height + tall * 0.16, tall * 0.62, lighten(dark, 0.03), snow);
    if (width > 1700) drawFir(pen, random, width - edge - inward * 20, height + tall * 0.2, tall * 0.7, dark, snow);
    return;
  }
  for (let index = 0; index < 46; index++) {
    const x = edge + inward * random.next() ** 1.5 * 420;
    const stem = (1 - Math.abs(x - edge) / 460) * tall * random.between(0.25, 0.62);
    const lean = random.between(-30, 60) * inward;
    pen.line(
      curve([
        [x, height + 10],
        [x + lean * 0.3, height - stem * 0.5],
        [x + lean, height - stem],
      ]),
      dark,
      3,
      0.9,
    );
    for (let leaf = 0; leaf < 4; leaf++) {
      const part = random.between(0.35, 1);
      const color = random.chance(0.3) ? lit(light, random.pick(leafColors(scene))) : dark;
      pen.shape(
        blob(random, x + lean * part, height - stem * part, random.between(7, 15), random.between(4, 8), 0.2),
        color,
        0.9,
      );
    }
  }
}
