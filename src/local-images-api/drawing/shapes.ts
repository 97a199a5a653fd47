import { fixed, type Point } from "./pen.ts";
import type { Random } from "./random.ts";

/** A smooth line through the points (Catmull-Rom as cubic Béziers). */
export function curve(points: readonly Point[], closed = false): string {
  const count = points.length;
  const point = (index: number): Point => {
    const wrapped = closed ? (index + count) % count : Math.min(Math.max(index, 0), count - 1);
    return points[wrapped] ?? [0, 0];
  };
  const start = point(0);
  let path = `M${fixed(start[0])} ${fixed(start[1])}`;
  for (let index = 0; index < (closed ? count : count - 1); index++) {
    const [before, from, to, after] = [point(index - 1), point(index), point(index + 1), point(index + 2)];
    const control = [
      from[0] + (to[0] - before[0]) / 6,
      from[1] + (to[1] - before[1]) / 6,
      to[0] - (after[0] - from[0]) / 6,
      to[1] - (after[1] - from[1]) / 6,
      to[0],
      to[1],
    ];
    path += `C${control.map(fixed).join(" ")}`;
  }
  return closed ? `${path}Z` : path;
}

/** A smooth closed outline through `x,y x,y ...`: the short way to write down an animal. */
export function outline(numbers: string): string {
  return curve(
    numbers.split(" ").map((pair): Point => {
      const [x = 0, y = 0] = pair.split(",").map(Number);
      return [x, y];
    }),
    true,
  );
}

/** Straight edges. */
export function polygon(points: readonly Point[]): string {
  return `M${points.map(([x, y]) => `${fixed(x)} ${fixed(y)}`).join("L")}Z`;
}

/** A rounded lump; `wobble` 0 is an ellipse, 0.3 a bush. */
export function blob(random: Random, x: number, y: number, radiusX: number, radiusY: number, wobble: number): string {
  const count = 9;
  const start = random.next() * Math.PI * 2;
  return curve(
    Array.from({ length: count }, (_, index): Point => {
      const angle = start + (index / count) * Math.PI * 2;
      const reach = 1 + random.between(-wobble, wobble);
      return [x + Math.cos(angle) * radiusX * reach, y + Math.sin(angle) * radiusY * reach];
    }),
    true,
  );
}

/** Height above a base line as a function of x: rolling for `sharpness` 0, jagged towards 1. */
export function ridge(random: Random, span: number, amplitude: number, sharpness: number): (x: number) => number {
  const waves = Array.from({ length: 3 + Math.round(sharpness * 4) }, (_, octave) => ({
    length: (span / 1.75 ** octave) * random.between(0.8, 1.2),
    phase: random.next() * Math.PI * 2,
    size: amplitude * (0.42 + sharpness * 0.13) ** octave,
  }));
  return (x) => {
    let height = 0;
    for (const wave of waves) {
      const turn = Math.sin((x / wave.length) * Math.PI * 2 + wave.phase);
      const pointed = 1 - 2 * Math.abs(Math.asin(turn) / (Math.PI / 2)) ** 0.9;
      height += wave.size * (turn * (1 - sharpness) + pointed * sharpness);
    }
    return height;
  };
}

/** The ground below a height function, down to `bottom`. */
export function terrain(height: (x: number) => number, from: number, to: number, bottom: number, step: number): string {
  let path = `M${fixed(from)} ${fixed(bottom)}`;
  for (let x = from; x < to + step; x += step) path += `L${fixed(x)} ${fixed(height(x))}`;
  return `${path}V${fixed(bottom)}Z`;
}

/** A flat lens: streaks of cloud, glints on water. */
export function lens(x: number, y: number, halfWidth: number, halfHeight: number): string {
  const [left, right] = [fixed(x - halfWidth), fixed(x + halfWidth)];
  const [up, down] = [fixed(y - halfHeight), fixed(y + halfHeight)];
  const [near, far] = [fixed(x - halfWidth * 0.4), fixed(x + halfWidth * 0.4)];
  return `M${left} ${fixed(y)}C${near} ${up} ${far} ${up} ${right} ${fixed(y)}C${far} ${down} ${near} ${down} ${left} ${fixed(y)}Z`;
}
