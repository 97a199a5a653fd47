import { mix } from "../color.ts";
import { drawGrass } from "../foliage.ts";
import { lit } from "../light.ts";
import type { Pen, Point } from "../pen.ts";
import type { Scene, Stage } from "../scene.ts";
import { curve, polygon } from "../shapes.ts";
import { groundColor, paintMist } from "./land.ts";
import { paintSummit } from "./summit.ts";
import { paintGlints, waterMirror } from "./water.ts";

/** Mountains around still water. */
export function lake(scene: Scene, pen: Pen): Stage {
  const { horizon, height, width } = scene;
  const unit = Math.min(width, height);
  const fog = scene.foggy ? 0.14 : 0;
  const random = scene.random.fork("range");
  const tall = Math.min(horizon * 0.62, unit * 0.44);
  for (let x = width * 0.02; x < width * 1.05; x += unit * random.between(0.24, 0.4)) {
    paintSummit(
      scene,
      pen,
      x,
      horizon,
      tall * random.between(0.4, 0.62),
      unit * random.between(0.22, 0.32),
      0.62 + fog,
    );
  }
  paintMist(scene, pen, horizon - tall * 0.5, horizon + 4, 0.5);
  const away = width - scene.focusX;
  for (const extra of width > 1700 ? [0.34, -0.3] : [0.33]) {
    paintSummit(scene, pen, away + extra * Math.max(width, 1000), horizon, tall * 0.72, tall * 0.84, 0.44 + fog);
  }
  paintSummit(scene, pen, away, horizon, tall, tall * 1.05, 0.34 + fog);
  paintMist(scene, pen, horizon - tall * 0.22, horizon + 6, 0.5);
  return lakeShore(scene, pen);
}

function lakeShore(scene: Scene, pen: Pen): Stage {
  const { horizon, height, width, light } = scene;
  const edge = scene.random.fork("edge");
  const bank = paintBank(scene, pen);
  const shore = height - (height - horizon) * 0.3;
  const phase = edge.next() * 6;
  const surface = (x: number) => shore + Math.sin(x / 240 + phase) * 22;
  return {
    standAt: (x) => surface(x) + (height - shore) * 0.42,
    floatAt: horizon + (height - horizon) * 0.4,
    scale: 1,
    mirror: { ...waterMirror(scene, bank, 1), bottom: height },
    middle: (over) => {
      paintGlints(scene, over, horizon, height);
      const grass = lit(light, groundColor(scene));
      over.shape(
        `${curve(Array.from({ length: Math.ceil(width / 40) + 3 }, (_, index): Point => [index * 40 - 40, surface(index * 40 - 40)]))}L${width + 60} ${height + 20}L-60 ${height + 20}Z`,
        over.linear(
          [0, shore],
          [0, height],
          [
            [0, grass],
            [1, mix(grass, light.shadow, 0.5)],
          ],
        ),
      );
      for (let index = 0; index < (width / 1000) * 90 * scene.richness; index++) {
        const x = edge.between(0, width);
        const y = surface(x) + edge.next() ** 1.5 * (height - shore);
        if (!scene.snowy)
          drawGrass(over, edge, x, y, edge.between(12, 36), mix(grass, light.shadow, edge.next() * 0.6));
      }
    },
    front: () => undefined,
  };
}

function paintBank(scene: Scene, pen: Pen): number {
  const { horizon, width, light } = scene;
  const random = scene.random.fork("bank");
  const color = lit(light, scene.snowy ? "#5b7480" : "#33584a", scene.foggy ? 0.5 : 0.22);
  for (let x = -20; x < width + 20; x += 13) {
    const tall = random.between(18, 46) * (1 + 0.7 * Math.sin(x / 190 + random.next() * 0.4));
    pen.shape(
      polygon([
        [x - tall * 0.26, horizon + 1],
        [x, horizon - tall],
        [x + tall * 0.26, horizon + 1],
      ]),
      color,
    );
  }
  pen.rect(-10, horizon - 8, width + 20, 9, color);
  return horizon;
}
