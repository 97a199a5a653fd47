import { mix } from "../color.ts";
import { drawGrass } from "../foliage.ts";
import { lit } from "../light.ts";
import type { Pen } from "../pen.ts";
import type { Scene, Stage } from "../scene.ts";
import { curve, lens } from "../shapes.ts";
import { headlands } from "./coast.ts";
import { paintGlints, waterMirror } from "./water.ts";

/** A small island with a beach in open water. */
export function island(scene: Scene, pen: Pen): Stage {
  const { horizon, height, width, focusX, light } = scene;
  headlands(scene, pen);
  const half = Math.min(width * 0.36, 420);
  const y = horizon + (height - horizon) * 0.24;
  const surface = (x: number) => y - 42 * Math.max(0, 1 - ((x - focusX) / half) ** 2);
  return {
    standAt: (x) => surface(Math.min(Math.max(x, focusX - half * 0.7), focusX + half * 0.7)) + 6,
    floatAt: horizon + (height - horizon) * 0.6,
    scale: 0.8,
    mirror: waterMirror(scene, horizon, 0.5),
    middle: (over) => {
      paintGlints(scene, over, horizon, height);
      const sand = lit(light, "#ecd3a2");
      over.shape(lens(focusX, y + 12, half * 1.22, 26), lit(light, "#dff5ee"), 0.5);
      over.shape(
        curve(
          [
            [focusX - half, y + 8],
            [focusX - half * 0.5, y - 30],
            [focusX, y - 42],
            [focusX + half * 0.55, y - 28],
            [focusX + half, y + 8],
            [focusX + half * 0.4, y + 24],
            [focusX - half * 0.4, y + 24],
          ],
          true,
        ),
        over.linear(
          [0, y - 44],
          [0, y + 24],
          [
            [0, sand],
            [1, mix(sand, light.shadow, 0.35)],
          ],
        ),
      );
      const random = scene.random.fork("island");
      for (let index = 0; index < 30; index++) {
        const x = focusX + random.between(-0.62, 0.62) * half;
        drawGrass(
          over,
          random,
          x,
          surface(x) + 8,
          random.between(14, 30),
          mix(lit(light, "#5f9155"), light.shadow, random.next() * 0.35),
        );
      }
    },
    front: () => undefined,
  };
}
