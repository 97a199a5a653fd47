import { lighten, mix } from "./color.ts";
import type { PlaceName } from "./lexicon.ts";
import { lit } from "./light.ts";
import { fixed, type Pen } from "./pen.ts";
import { leafColors, paintMist } from "./places/land.ts";
import type { Scene } from "./scene.ts";
import { lens } from "./shapes.ts";

function rain(scene: Scene, pen: Pen): void {
  const random = scene.random.fork("rain");
  const { width, height, light } = scene;
  const lean = random.pick([-0.2, -0.13, 0.13, 0.2]);
  const color = mix(light.haze, "#ffffff", 0.55);
  for (const [amount, long, thick, opacity] of [
    [420, 34, 0.9, 0.2],
    [170, 62, 1.5, 0.27],
    [46, 120, 2.4, 0.22],
  ] as const) {
    let path = "";
    for (let index = 0; index < (amount * width * height) / 1e6; index++) {
      const tall = long * random.between(0.6, 1.3);
      path += `M${fixed(random.between(-60, width + 60))} ${fixed(random.between(-60, height))}l${fixed(tall * lean)} ${fixed(tall)}`;
    }
    pen.line(path, color, thick, opacity);
  }
}

function snow(scene: Scene, pen: Pen): void {
  const random = scene.random.fork("snow");
  const { width, height } = scene;
  const area = (width * height) / 1e6;
  for (let index = 0; index < 330 * area * scene.richness; index++)
    pen.circle(
      random.between(0, width),
      random.between(0, height),
      random.between(0.8, 2.4),
      "#ffffff",
      random.between(0.4, 0.9),
    );
  for (let index = 0; index < 80 * area; index++)
    pen.circle(
      random.between(0, width),
      random.between(0, height),
      random.between(2.4, 4.6),
      "#ffffff",
      random.between(0.55, 0.9),
    );
  for (let index = 0; index < 20 * area; index++) {
    const [x, y, size] = [random.between(0, width), random.between(0, height), random.between(9, 22)];
    pen.circle(
      x,
      y,
      size,
      pen.radial(x, y, size, [
        [0, "#ffffff", 0.75],
        [0.4, "#ffffff", 0.4],
        [1, "#ffffff", 0],
      ]),
    );
  }
}

function fog(scene: Scene, pen: Pen): void {
  const random = scene.random.fork("fog");
  const { width, height, horizon, light } = scene;
  const color = mix(light.haze, "#ffffff", 0.25);
  for (let index = 0; index < 8; index++) {
    const y = horizon + (height - horizon) * random.between(-0.2, 0.75);
    const half = width * random.between(0.3, 0.6);
    const tall = height * random.between(0.03, 0.07);
    const x = random.between(0, width);
    pen.at(x, y, [half, tall], () =>
      pen.circle(
        0,
        0,
        1,
        pen.radial(0, 0, 1, [
          [0, color, 0.55],
          [1, color, 0],
        ]),
      ),
    );
  }
  paintMist(scene, pen, horizon - height * 0.1, height * 1.02, 0.34);
}

function drifting(scene: Scene, pen: Pen): void {
  const random = scene.random.fork("drifting");
  const { width, height } = scene;
  const colors = scene.autumn ? leafColors(scene) : ["#f7c9d3", "#f3aebf", "#fbe3e6"];
  for (let index = 0; index < 38 * ((width * height) / 1e6); index++) {
    const size = random.between(4, 12);
    const color = lit(scene.light, random.pick(colors));
    pen.at(
      random.between(0, width),
      random.between(height * 0.1, height),
      1,
      () => {
        pen.shape(lens(0, 0, size, size * 0.62), color, 0.92);
        pen.line(`M${fixed(-size)} 0H${fixed(size)}`, lighten(color, -0.1), 0.7, 0.7);
      },
      random.between(0, 180),
    );
  }
}

function fireflies(scene: Scene, pen: Pen): void {
  const random = scene.random.fork("fireflies");
  const { width, height, horizon } = scene;
  for (let index = 0; index < 26 * (width / 1000); index++) {
    const [x, y, size] = [random.between(0, width), random.between(horizon, height * 0.97), random.between(8, 17)];
    pen.circle(
      x,
      y,
      size,
      pen.radial(x, y, size, [
        [0, "#fff3a8", 0.95],
        [0.2, "#ffe98a", 0.5],
        [1, "#ffe98a", 0],
      ]),
    );
  }
}

/** What falls, drifts or hangs in the air before everything else. */
export function paintWeather(scene: Scene, pen: Pen, place: PlaceName): void {
  const { weathers, season, hour } = scene.wish;
  if (place === "room" || place === "space" || place === "underwater" || place === "abstract") return;
  if (scene.foggy) fog(scene, pen);
  if (weathers.has("snow") || season === "winter") snow(scene, pen);
  if (weathers.has("rain") || weathers.has("storm")) rain(scene, pen);
  if (season === "autumn" || season === "spring") drifting(scene, pen);
  if (
    hour === "night" &&
    !scene.snowy &&
    weathers.size === 0 &&
    (place === "hills" || place === "forest" || place === "lake")
  )
    fireflies(scene, pen);
}
