import { mix } from "../color.ts";
import { lit } from "../light.ts";
import type { Pen } from "../pen.ts";
import type { Scene } from "../scene.ts";
import { polygon } from "../shapes.ts";

/** One great summit with a lit and a shaded face and snow on its shoulders. */
export function paintSummit(
  scene: Scene,
  pen: Pen,
  x: number,
  foot: number,
  tall: number,
  half: number,
  distance: number,
): void {
  const random = scene.random.fork(`summit ${Math.round(x)} ${Math.round(tall)}`);
  const { light } = scene;
  const rock = lit(light, "#64789a", distance);
  const toLight = scene.orbX > x ? 1 : -1;
  const peak = foot - tall;
  const side = (direction: number): [number, number][] =>
    Array.from({ length: 9 }, (_, index) => {
      const part = (index + 1) / 9;
      return [
        x + direction * half * part * random.between(0.9, 1.06),
        peak + tall * part ** 0.86 + (index < 8 ? random.between(-0.03, 0.03) * tall : 0),
      ];
    });
  const [bright, dim] = [side(toLight), side(-toLight)];
  const ridgeLine: [number, number][] = Array.from({ length: 8 }, (_, index) => [
    x + toLight * half * (index % 2 === 0 ? 0.1 : -0.05) * ((index + 1) / 8),
    peak + (tall * (index + 1)) / 8,
  ]);
  pen.shape(
    polygon([[x, peak], ...bright, [x, foot]]),
    pen.linear(
      [0, peak],
      [0, foot],
      [
        [0, mix(rock, light.key, 0.4)],
        [0.6, mix(rock, light.key, 0.18)],
        [1, mix(rock, light.haze, 0.5)],
      ],
    ),
  );
  pen.shape(
    polygon([[x, peak], ...dim, [x, foot]]),
    pen.linear(
      [0, peak],
      [0, foot],
      [
        [0, mix(rock, light.shadow, 0.3)],
        [0.6, rock],
        [1, mix(rock, light.haze, 0.5)],
      ],
    ),
  );
  pen.shape(
    polygon([[x, peak], ...ridgeLine, ...[...dim].reverse()]),
    pen.linear(
      [0, peak],
      [0, foot],
      [
        [0, mix(rock, light.shadow, 0.34)],
        [0.6, mix(rock, light.shadow, 0.08)],
        [1, mix(rock, light.haze, 0.5)],
      ],
    ),
  );
  const snowDepth = scene.snowy ? 0.8 : 0.42;
  const snow = (edge: [number, number][], direction: number, color: string) => {
    const upper = edge.filter(([, y]) => y < peak + tall * snowDepth);
    const last = upper[upper.length - 1] ?? [x, peak];
    const hem: [number, number][] = Array.from({ length: 9 }, (_, index) => {
      const part = index / 8;
      return [
        last[0] + (x - last[0]) * part,
        last[1] + tall * 0.12 * (index % 2 === 0 ? 0.4 : -0.55) * (1 - part * 0.4) + part * tall * 0.06 * direction,
      ];
    });
    pen.shape(polygon([[x, peak], ...upper, ...hem]), color);
  };
  snow(bright, 1, mix(lit(light, "#ffffff", distance * 0.8), light.key, 0.25));
  snow(dim, 1, mix(lit(light, "#c3d3ea", distance * 0.85), light.shadow, 0.12));
}
