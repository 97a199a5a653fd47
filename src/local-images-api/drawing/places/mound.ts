import { lighten, mix } from "../color.ts";
import { drawFir, drawTree } from "../foliage.ts";
import { lit } from "../light.ts";
import { fixed, type Pen } from "../pen.ts";
import type { Scene } from "../scene.ts";
import { terrain } from "../shapes.ts";
import { groundColor, leafColors, paintMist, snowColor } from "./land.ts";

/** A hill of its own for a castle or a house: higher than the land around, with a way up and mist at its foot. */
export function paintMound(scene: Scene, pen: Pen, foot: number, rise: number, firs: boolean): (x: number) => number {
  const random = scene.random.fork("mound");
  const { light, width, focusX } = scene;
  const reach = Math.min(width * 0.42, 460);
  const distance = scene.foggy ? 0.26 : 0.06;
  const height = (x: number) => {
    const away = (x - focusX) / reach;
    return (
      foot -
      rise * Math.exp(-((Math.max(0, Math.abs(away) - 0.3) / 0.55) ** 2)) -
      9 * Math.sin(x / 61) -
      5 * Math.sin(x / 23)
    );
  };
  const base = scene.snowy ? snowColor(light) : lit(light, groundColor(scene), distance);
  const side = scene.orbX > focusX ? 1 : -1;
  const body = terrain(height, -20, width + 20, scene.height + 10, 8);
  pen.shape(
    body,
    pen.linear(
      [focusX + side * reach, foot - rise],
      [focusX - side * reach, foot],
      [
        [0, mix(lighten(base, 0.04), light.key, 0.2)],
        [0.5, base],
        [1, mix(base, light.shadow, scene.foggy ? 0.12 : 0.28)],
      ],
    ),
  );
  const way = lit(light, scene.snowy ? "#cfdcec" : "#dcc79c", distance);
  const [top, x] = [foot - rise, focusX];
  pen.shape(
    `M${fixed(x - 5)} ${fixed(top)}C${fixed(x + 70)} ${fixed(top + rise * 0.25)} ${fixed(x - 130)} ${fixed(top + rise * 0.4)} ${fixed(x - 60)} ${fixed(top + rise * 0.62)}C${fixed(x + 10)} ${fixed(top + rise * 0.8)} ${fixed(x + 150)} ${fixed(foot - rise * 0.1)} ${fixed(x + 90)} ${fixed(foot + rise * 0.85)}H${fixed(x + 170)}C${fixed(x + 220)} ${fixed(foot - rise * 0.1)} ${fixed(x + 60)} ${fixed(top + rise * 0.76)} ${fixed(x - 22)} ${fixed(top + rise * 0.6)}C${fixed(x - 80)} ${fixed(top + rise * 0.42)} ${fixed(x + 100)} ${fixed(top + rise * 0.25)} ${fixed(x + 7)} ${fixed(top)}Z`,
    way,
    0.75,
  );
  for (let index = 0; index < 34; index++) {
    const away = random.between(0.42, 1.25) * (random.chance(0.5) ? 1 : -1);
    const treeX = focusX + away * reach;
    const down = random.next();
    const y = height(treeX) + down * rise * 0.5;
    const tall = random.between(34, 64) * (0.8 + down * 0.6);
    const near = distance * (1 - down * 0.3);
    if (firs)
      drawFir(
        pen,
        random,
        treeX,
        y,
        tall * 1.2,
        lit(light, scene.snowy ? "#3d5f66" : "#2f5d4a", near),
        scene.snowy ? lit(light, "#f4f8ff", near) : null,
      );
    else
      drawTree(
        pen,
        random,
        treeX,
        y,
        tall,
        lit(light, random.pick(leafColors(scene)), near),
        lit(light, "#5b4636", near),
      );
  }
  paintMist(scene, pen, foot - rise * 0.5, foot + rise * 0.5, scene.foggy ? 0.85 : 0.3);
  return height;
}
