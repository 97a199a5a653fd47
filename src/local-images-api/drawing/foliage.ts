import { type Color, lighten, mix } from "./color.ts";
import { fixed, type Pen } from "./pen.ts";
import type { Random } from "./random.ts";
import { blob } from "./shapes.ts";

/** One fir, its foot at x and y; `snow` lies on its boughs. */
export function drawFir(
  pen: Pen,
  random: Random,
  x: number,
  y: number,
  height: number,
  color: Color,
  snow: Color | null,
): void {
  const half = height * random.between(0.2, 0.26);
  const tiers = height > 60 ? 6 : 4;
  pen.rect(x - height * 0.016, y - height * 0.14, height * 0.032, height * 0.15, mix(color, "#2a1c18", 0.5));
  for (let tier = 0; tier < tiers; tier++) {
    const part = tier / tiers;
    const top = y - height * (0.3 + part * 0.7) - height * 0.12 * (1 - part);
    const base = y - height * (0.1 + part * 0.72);
    const reach = half * (1 - part * 0.82);
    const lean = random.between(-0.04, 0.04) * reach;
    const sag = height * 0.035;
    const outer = `M${fixed(x + lean)} ${fixed(top)}Q${fixed(x - reach * 0.3)} ${fixed(base - sag * 2)} ${fixed(x - reach)} ${fixed(base + sag)}Q${fixed(x - reach * 0.5)} ${fixed(base - sag * 0.2)} ${fixed(x - reach * 0.3)} ${fixed(base + sag * 0.7)}Q${fixed(x)} ${fixed(base - sag * 0.4)} ${fixed(x + reach * 0.32)} ${fixed(base + sag * 0.8)}Q${fixed(x + reach * 0.55)} ${fixed(base - sag * 0.2)} ${fixed(x + reach)} ${fixed(base + sag)}Q${fixed(x + reach * 0.3)} ${fixed(base - sag * 2)} ${fixed(x + lean)} ${fixed(top)}Z`;
    pen.shape(outer, lighten(color, -0.025 + part * 0.05));
    if (snow !== null) {
      pen.shape(
        `M${fixed(x + lean)} ${fixed(top)}Q${fixed(x - reach * 0.28)} ${fixed(base - sag * 2)} ${fixed(x - reach * 0.94)} ${fixed(base + sag * 0.7)}Q${fixed(x - reach * 0.5)} ${fixed(base - sag * 1.7)} ${fixed(x - reach * 0.25)} ${fixed(base - sag * 1.2)}Q${fixed(x)} ${fixed(base - sag * 3.4)} ${fixed(x + reach * 0.3)} ${fixed(base - sag * 2.6)}Z`,
        snow,
        0.9,
      );
    }
  }
}

/** One broad-leaved tree as a cluster of leaf masses on a trunk. */
export function drawTree(
  pen: Pen,
  random: Random,
  x: number,
  y: number,
  height: number,
  leaf: Color,
  trunk: Color,
): void {
  const wide = height * 0.035;
  pen.shape(
    `M${fixed(x - wide * 1.5)} ${fixed(y)}Q${fixed(x - wide * 0.6)} ${fixed(y - height * 0.2)} ${fixed(x - wide * 0.5)} ${fixed(y - height * 0.55)}H${fixed(x + wide * 0.5)}Q${fixed(x + wide * 0.6)} ${fixed(y - height * 0.2)} ${fixed(x + wide * 1.6)} ${fixed(y)}Z`,
    trunk,
  );
  const masses: (readonly [number, number, number])[] = [
    [0, -0.66, 0.27],
    [-0.19, -0.52, 0.19],
    [0.2, -0.54, 0.2],
    [-0.1, -0.78, 0.19],
    [0.12, -0.8, 0.17],
  ];
  for (const [dx, dy, size] of masses) {
    pen.shape(
      blob(random, x + dx * height, y + dy * height, size * height, size * height * 0.86, 0.09),
      lighten(leaf, -0.05),
    );
  }
  for (const [dx, dy, size] of masses) {
    pen.shape(
      blob(
        random,
        x + (dx + 0.025) * height,
        y + (dy - 0.035) * height,
        size * height * 0.72,
        size * height * 0.6,
        0.12,
      ),
      leaf,
    );
  }
  for (const [dx, dy, size] of masses) {
    pen.shape(
      blob(
        random,
        x + (dx + 0.05) * height,
        y + (dy - 0.07) * height,
        size * height * 0.34,
        size * height * 0.26,
        0.16,
      ),
      lighten(leaf, 0.06),
      0.8,
    );
  }
}

/** Blades of grass along a line. */
export function drawGrass(pen: Pen, random: Random, x: number, y: number, size: number, color: Color): void {
  for (let blade = 0; blade < 5; blade++) {
    const lean = random.between(-0.7, 0.7) * size;
    const tall = size * random.between(0.6, 1.2);
    const foot = x + random.between(-0.4, 0.4) * size;
    pen.shape(
      `M${fixed(foot - size * 0.06)} ${fixed(y)}Q${fixed(foot + lean * 0.2)} ${fixed(y - tall * 0.7)} ${fixed(foot + lean)} ${fixed(y - tall)}Q${fixed(foot + lean * 0.4)} ${fixed(y - tall * 0.5)} ${fixed(foot + size * 0.07)} ${fixed(y)}Z`,
      color,
    );
  }
}
