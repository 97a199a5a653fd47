import { lighten, mix } from "../color.ts";
import { lit } from "../light.ts";
import type { Pen } from "../pen.ts";
import type { Scene, Stage } from "../scene.ts";
import { lens, polygon } from "../shapes.ts";
import { hills } from "./hills.ts";
import { paintLayer, paintMist } from "./land.ts";
import { paintSummit } from "./summit.ts";

/** High peaks behind hill country. */
export function mountains(scene: Scene, pen: Pen): Stage {
  const { horizon, height, width } = scene;
  const random = scene.random.fork("mountains");
  const unit = Math.min(width, height);
  const tall = Math.min(horizon * 0.72, unit * 0.56);
  const fog = scene.foggy ? 0.14 : 0;
  const away = width - scene.focusX;
  const foot = horizon + (height - horizon) * 0.12;
  for (let x = width * 0.02; x < width * 1.05; x += unit * random.between(0.24, 0.4))
    paintSummit(scene, pen, x, foot, tall * random.between(0.42, 0.62), unit * random.between(0.24, 0.34), 0.64 + fog);
  paintMist(scene, pen, horizon - tall * 0.5, foot, 0.5);
  for (const extra of width > 1700 ? [0.36, -0.3] : [])
    paintSummit(scene, pen, away + extra * width, foot, tall * 0.74, tall * 0.82, 0.45 + fog);
  paintSummit(scene, pen, away + unit * 0.3, foot, tall * 0.7, tall * 0.72, 0.42 + fog);
  paintSummit(scene, pen, away, foot, tall, tall * 0.94, 0.32 + fog);
  paintMist(scene, pen, horizon - tall * 0.28, foot + 20, 0.6);
  return hills(scene, pen);
}

/** The shaded side of every crest of a dune: down the ridge, and back along a curve below it. */
function dune(scene: Scene, pen: Pen, surface: (x: number) => number, shade: string, drop: number): void {
  const away = scene.orbX > scene.width / 2 ? -1 : 1;
  const step = 6;
  for (let x = 0; x < scene.width; x += step) {
    const crest = surface(x);
    if (crest > surface(x - step) || crest >= surface(x + step)) continue;
    const ridgeLine: [number, number][] = [];
    let end = x;
    while (Math.abs(end - x) < scene.width * 0.5 && surface(end + away * step) > surface(end) - 0.2) {
      ridgeLine.push([end, surface(end)]);
      end += away * step;
    }
    const reach = end - x;
    if (Math.abs(reach) < 60) continue;
    const back: [number, number][] = Array.from({ length: 14 }, (_, index) => {
      const part = 1 - index / 13;
      const bend = Math.sin(part * Math.PI) * drop * 0.55;
      return [
        x + reach * part * 0.92 + Math.sin(part * 6) * reach * 0.03,
        crest + (surface(end) - crest) * part ** 0.7 + bend,
      ];
    });
    pen.shape(
      polygon([...ridgeLine, ...back]),
      pen.linear(
        [0, crest],
        [0, crest + drop * 1.2],
        [
          [0, shade, 0.8],
          [1, shade, 0.15],
        ],
      ),
    );
  }
}

/** Dunes with crisp crests. */
export function desert(scene: Scene, pen: Pen): Stage {
  const { horizon, height, width, light } = scene;
  const random = scene.random.fork("desert");
  const depth = height - horizon;
  paintLayer(scene, pen, {
    y: horizon,
    amplitude: depth * 0.12,
    sharpness: 0.9,
    local: "#b58a78",
    distance: 0.66,
    label: "mesa",
  });
  let near: (x: number) => number = () => horizon + depth * 0.6;
  for (const [index, distance] of [0.5, 0.28, 0.1, 0].entries()) {
    const y = horizon + depth * (0.08 + index * 0.17);
    const local = mix("#eabf7f", "#d99a5c", index / 4);
    near = paintLayer(scene, pen, {
      y,
      amplitude: depth * (0.07 + index * 0.012),
      sharpness: 0.1,
      local,
      distance,
      label: `dune ${index}`,
    });
    dune(scene, pen, near, mix(lit(light, local, distance), light.shadow, 0.34), depth * (0.12 + index * 0.05));
  }
  return {
    standAt: (x) => near(x) + depth * 0.12,
    floatAt: null,
    scale: 1,
    mirror: null,
    middle: (over) => {
      for (let index = 0; index < 34 * scene.richness; index++) {
        const part = random.next();
        const y = horizon + depth * (0.68 + part * 0.34);
        over.shape(
          lens(random.between(0, width), y, 60 + part * 160, 1 + part * 2.4),
          lighten(lit(light, "#d99a5c"), random.chance(0.5) ? -0.08 : 0.06),
          0.45,
        );
      }
    },
    front: () => undefined,
  };
}
