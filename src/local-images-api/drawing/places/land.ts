import { type Color, lighten, mix } from "../color.ts";
import { drawFir, drawTree } from "../foliage.ts";
import { lit } from "../light.ts";
import type { Pen } from "../pen.ts";
import type { Scene } from "../scene.ts";
import { ridge, terrain } from "../shapes.ts";

/** The colour of open ground in this season. */
export function groundColor(scene: Scene): Color {
  if (scene.snowy) return "#f2f5fb";
  if (scene.autumn) return "#b08a45";
  return scene.wish.season === "spring" ? "#8fb860" : "#7fa257";
}

/** Leaf colours of this season, several so that woods are not one flat tone. */
export function leafColors(scene: Scene): readonly Color[] {
  if (scene.autumn) return ["#c8642d", "#d98e32", "#a8452f", "#dcab45"];
  if (scene.wish.season === "spring") return ["#8dbb62", "#f0b7c4", "#a7c970", "#f6cfd5"];
  return ["#4f8150", "#5f9155", "#3f7050", "#759a55"];
}

/** Fresh snow in this light: whiter than lit paper, its shadows blue. */
export function snowColor(light: Scene["light"]): Color {
  return mix(lit({ ...light, ambience: light.ambience * 0.55 }, "#ffffff"), light.key, 0.08);
}

export interface Layer {
  readonly y: number;
  readonly amplitude: number;
  readonly sharpness: number;
  readonly local: Color;
  /** 0 near, 1 lost in the haze. */
  readonly distance: number;
  readonly label: string;
}

/** Paints one rolling or jagged layer with mist at its foot; gives back its height. */
export function paintLayer(scene: Scene, pen: Pen, layer: Layer): (x: number) => number {
  const random = scene.random.fork(layer.label);
  const shape = ridge(random, scene.width * 0.75 + 300, layer.amplitude, layer.sharpness);
  const height = (x: number) => layer.y - shape(x);
  const near = layer.distance < 0.05;
  const base = near && scene.snowy ? snowColor(scene.light) : lit(scene.light, layer.local, layer.distance);
  const top = mix(base, scene.light.key, 0.1);
  const foot = mix(base, scene.light.haze, 0.35);
  const reach = layer.amplitude * 2 + scene.height * 0.12;
  const paint = pen.linear(
    [0, layer.y - layer.amplitude],
    [0, layer.y + reach],
    [
      [0, top],
      [0.35, base],
      [1, near ? mix(lighten(base, -0.05), scene.light.shadow, scene.snowy ? 0.16 : 0.12) : foot],
    ],
  );
  pen.shape(terrain(height, -20, scene.width + 20, scene.height + 10, 8), paint);
  return height;
}

/** A row of trees along a layer; their feet follow its height. */
export function paintWood(
  scene: Scene,
  pen: Pen,
  height: (x: number) => number,
  options: {
    readonly size: number;
    readonly distance: number;
    readonly density: number;
    readonly firs: boolean;
    readonly label: string;
  },
): void {
  const random = scene.random.fork(options.label);
  const clusters = Array.from(
    { length: 3 },
    () => [random.between(0, scene.width), random.between(0.1, 0.28) * scene.width] as const,
  );
  const leaves = leafColors(scene);
  const step = (options.size * 0.34) / options.density;
  for (let x = -20; x < scene.width + 20; x += step * random.between(0.6, 1.4)) {
    const near = Math.max(...clusters.map(([middle, reach]) => 1 - Math.abs(x - middle) / reach));
    if (options.density < 1.4 && random.next() > 0.2 + near) continue;
    const size = options.size * random.between(0.55, 1.15) * (0.8 + Math.max(0, near) * 0.4);
    const y = height(x) + size * 0.05;
    if (options.firs) {
      const color = lit(scene.light, scene.snowy ? "#3d5f66" : "#2f5d4a", options.distance);
      const snow = scene.snowy
        ? mix(lit(scene.light, "#ffffff", options.distance * 0.8), color, options.distance * 0.2)
        : null;
      drawFir(pen, random, x, y, size * 1.25, color, snow);
    } else {
      drawTree(
        pen,
        random,
        x,
        y,
        size,
        lit(scene.light, random.pick(leaves), options.distance),
        lit(scene.light, "#5b4636", options.distance),
      );
    }
  }
}

/** A veil of mist that thickens towards its lower edge. */
export function paintMist(scene: Scene, pen: Pen, top: number, bottom: number, strength: number): void {
  const color = mix(scene.light.haze, "#ffffff", 0.18);
  pen.rect(
    -10,
    top,
    scene.width + 20,
    bottom - top,
    pen.linear(
      [0, top],
      [0, bottom],
      [
        [0, color, 0],
        [0.7, color, strength],
        [1, color, 0],
      ],
    ),
  );
}

/** The shadow a figure throws on the ground, away from the light. */
export function paintShadow(scene: Scene, pen: Pen, x: number, y: number, halfWidth: number): void {
  const away = Math.sign(x - scene.orbX) || 1;
  const paint = pen.radial(0, 0, 1, [
    [0, scene.light.shadow, 0.5],
    [0.6, scene.light.shadow, 0.25],
    [1, scene.light.shadow, 0],
  ]);
  pen.at(x + away * halfWidth * 0.5, y + halfWidth * 0.03, [halfWidth * 1.7, halfWidth * 0.2], () =>
    pen.circle(0, 0, 1, paint),
  );
}
