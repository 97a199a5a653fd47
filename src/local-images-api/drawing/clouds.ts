import { mix } from "./color.ts";
import type { Pen } from "./pen.ts";
import type { Random } from "./random.ts";
import type { Scene } from "./scene.ts";
import { lens } from "./shapes.ts";

function cumulus(random: Random, x: number, y: number, halfWidth: number, height: number, bump = 34): string {
  const bumps = Math.max(4, Math.round(halfWidth / bump));
  let path = `M${(x - halfWidth).toFixed(1)} ${y.toFixed(1)}`;
  let [lastX, lastY] = [x - halfWidth, y];
  for (let index = 1; index <= bumps; index++) {
    const angle = Math.PI * (1 - (index + random.between(-0.34, 0.34) * (index < bumps ? 1 : 0)) / bumps);
    const reach = index === bumps ? 1 : random.between(0.72, 1.14);
    const nextX = x + Math.cos(angle) * halfWidth;
    const nextY = index === bumps ? y : y - Math.sin(angle) * height * reach;
    const radius = Math.hypot(nextX - lastX, nextY - lastY) * random.between(0.52, 0.62);
    path += `A${radius.toFixed(1)} ${radius.toFixed(1)} 0 0 1 ${nextX.toFixed(1)} ${nextY.toFixed(1)}`;
    [lastX, lastY] = [nextX, nextY];
  }
  return `${path}Z`;
}

/** The sky's own colour at a part of its height: 0 is the zenith, 1 the horizon. */
function skyAt(scene: Scene, part: number): string {
  const { sky } = scene.light;
  const place = Math.min(Math.max(part, 0), 1) * (sky.length - 1);
  const index = Math.min(Math.floor(place), sky.length - 2);
  return mix(sky[index] ?? "#888888", sky[index + 1] ?? "#888888", place - index);
}

/** Long soft streaks before a low sun, their ends fading out. */
export function paintStreaks(scene: Scene, pen: Pen): void {
  const random = scene.random.fork("streaks");
  const { light, width, horizon } = scene;
  const count = Math.round((width / 1000) * 7 + 8);
  for (let index = 0; index < count; index++) {
    const part = 0.22 + 0.74 * random.next();
    const y = horizon * part;
    const half = width * random.between(0.12, 0.4) * (0.5 + part * 0.6);
    const x = random.between(-0.1, 1.1) * width;
    const nearOrb = Math.max(0, 1 - Math.abs(x - scene.orbX) / (width * 0.7));
    const color = mix(mix(skyAt(scene, part - 0.25), light.shadow, 0.08), light.orbColor, nearOrb * 0.55 * part);
    const thick = random.between(4, 17) * (1.3 - part * 0.7);
    const strength = random.between(0.35, 0.75);
    const ends = (tone: string, opacity: number) =>
      pen.linear(
        [x - half, 0],
        [x + half, 0],
        [
          [0, tone, 0],
          [random.between(0.3, 0.5), tone, opacity],
          [random.between(0.55, 0.75), tone, opacity * 0.8],
          [1, tone, 0],
        ],
      );
    pen.shape(lens(x, y, half, thick), ends(color, strength));
    pen.shape(
      lens(x + half * random.between(-0.3, 0.3), y + thick * 0.5, half * 0.7, thick * 0.5),
      ends(light.orbColor, 0.06 + 0.4 * nearOrb),
    );
  }
}

/** Banks of cloud with an edge lit by a low sun. */
export function paintBanks(scene: Scene, pen: Pen): void {
  const random = scene.random.fork("banks");
  const { light, width, horizon } = scene;
  const count = 3 + Math.round(width / 1100);
  for (let index = 0; index < count; index++) {
    const part = random.between(0.5, 0.86);
    const half = Math.min(width * 0.3, 420) * random.between(0.5, 1.1);
    const x = random.between(0, width);
    const y = horizon * part;
    const height = half * random.between(0.16, 0.26);
    const nearOrb = Math.max(0, 1 - Math.abs(x - scene.orbX) / (width * 0.7));
    const body = mix(skyAt(scene, part - 0.3), light.shadow, 0.06);
    const rim = mix(light.key, light.orbColor, 0.5);
    const fade = (color: string, opacity: number) =>
      pen.linear(
        [x, y - height * 1.1],
        [x, y],
        [
          [0, color, opacity],
          [0.55, mix(color, light.haze, 0.4), opacity * 0.75],
          [1, light.haze, 0],
        ],
      );
    const state = random.fork(`bank ${index}`);
    const again = random.fork(`bank ${index}`);
    pen.shape(
      cumulus(state, x + Math.sign(scene.orbX - x) * 3, y - 3, half, height, 40),
      fade(rim, 0.16 + nearOrb * 0.6),
    );
    pen.shape(cumulus(again, x, y, half, height, 40), fade(body, 0.82));
  }
}

/** Fair-weather clouds with flat feet. */
export function paintCumuli(scene: Scene, pen: Pen, count: number): void {
  const random = scene.random.fork("clouds");
  const { light, width, horizon } = scene;
  const unit = Math.min(width, scene.height);
  for (let index = 0; index < count; index++) {
    const part = random.between(0.16, 0.84);
    const half = unit * random.between(0.12, 0.27) * (1.25 - part * 0.7);
    const x = ((index + random.between(0.1, 0.9)) / count) * width * 1.1 - width * 0.05;
    const y = horizon * part;
    const height = half * random.between(0.34, 0.5);
    const top = mix("#ffffff", light.key, 0.35);
    const lower = mix(skyAt(scene, part), "#ffffff", 0.35);
    const strength = 0.96 - part * 0.25;
    for (const [shift, grow, fade] of [
      [-0.16, 1.15, 0.45],
      [0.08, 0.86, 1],
    ] as const) {
      const paint = pen.linear(
        [x - half * 0.2, y - height * grow * 1.25],
        [x - half * 0.1, y],
        [
          [0, top, strength * fade],
          [0.6, mix(top, lower, 0.5), strength * fade * 0.85],
          [1, lower, 0],
        ],
      );
      pen.shape(cumulus(random, x + half * shift, y, half * grow, height * grow), paint);
    }
  }
}

/** A heavy ceiling of soft rolls, darker below. */
export function paintCeiling(scene: Scene, pen: Pen): void {
  const random = scene.random.fork("ceiling");
  const { light, width, horizon } = scene;
  const unit = Math.min(width, scene.height);
  const dark = mix(light.shadow, light.sky[1] ?? light.shadow, 0.55);
  const pale = mix(light.haze, light.sky[1] ?? light.haze, 0.55);
  const rows = Math.max(7, Math.round(horizon / (unit * 0.075)));
  for (let row = 0; row < rows; row++) {
    const part = row / (rows - 1);
    const y = horizon * (0.62 - part * 0.62);
    for (let index = 0; index < (width / unit) * 8; index++) {
      const reach = unit * random.between(0.09, 0.2) * (0.75 + part * 0.7);
      const x = random.between(-0.05, 1.05) * width;
      const color = mix(pale, dark, Math.min(1, 0.25 + part * 0.6 + random.between(-0.22, 0.22)));
      const [cx, cy] = [x, y + random.between(-0.05, 0.05) * horizon];
      pen.at(cx, cy, [reach, reach * 0.42], () => {
        pen.circle(
          0,
          0,
          1,
          pen.radial(0, -0.25, 1, [
            [0, mix(color, pale, 0.35), 0.55],
            [0.55, color, 0.4],
            [1, dark, 0],
          ]),
        );
      });
    }
  }
}
