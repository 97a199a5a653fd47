import { type Color, lighten, mix } from "../color.ts";
import { glow } from "../figure.ts";
import { lit } from "../light.ts";
import { fixed, type Pen } from "../pen.ts";
import type { Random } from "../random.ts";
import type { Scene, Stage } from "../scene.ts";
import { lens } from "../shapes.ts";
import { paintMist } from "./land.ts";
import { paintGlints, waterMirror } from "./water.ts";

const warmWindows = ["#ffd27a", "#ffb65e", "#ffe6b0", "#ffc98a", "#ffdf9c"] as const;
const signs = ["#ff5d73", "#37d0d6", "#ffb238", "#c77dff", "#5ee08f"] as const;

interface Block {
  readonly x: number;
  readonly width: number;
  readonly height: number;
  readonly distance: number;
  readonly foot: number;
}

function windows(scene: Scene, pen: Pen, random: Random, block: Block, facade: Color): void {
  const { lamps } = scene.light;
  const size = Math.max(4.2, 13 * (1 - block.distance));
  const gap = size * random.between(0.75, 1.3);
  const tall = size * random.between(1, 1.7);
  const burning = lamps * random.between(0.2, 0.56);
  const paths = new Map<Color, string>();
  const unlit = mix(facade, lamps > 0.4 ? scene.light.shadow : lit(scene.light, "#cfe2ea"), lamps > 0.4 ? 0.35 : 0.4);
  const columns = Math.floor((block.width - gap) / (size + gap));
  const margin = (block.width - columns * (size + gap) + gap) / 2;
  const rows = Math.floor((block.height - tall) / (tall + gap));
  for (let row = 0; row < rows; row++) {
    const party = random.chance(0.08) ? 0.5 : 0;
    for (let column = 0; column < columns; column++) {
      const on = random.chance(burning + party);
      const color = on ? mix(random.pick(warmWindows), scene.light.haze, block.distance * 0.55) : unlit;
      const x = block.x + margin + column * (size + gap);
      const y = block.foot - block.height + gap + row * (tall + gap);
      paths.set(
        color,
        `${paths.get(color) ?? ""}M${fixed(x)} ${fixed(y)}h${fixed(size)}v${fixed(tall)}h${fixed(-size)}Z`,
      );
    }
  }
  for (const [color, path] of paths) pen.shape(path, color, color === unlit ? 0.55 : 0.95);
}

function building(scene: Scene, pen: Pen, random: Random, block: Block): void {
  const { light } = scene;
  const local = random.pick(["#5f6f8a", "#6b6480", "#77706f", "#566b78", "#86766d"]);
  const facade = lit(light, local, block.distance);
  const { x, width, height, foot } = block;
  const top = foot - height;
  const paint = pen.linear(
    [0, top],
    [0, foot],
    [
      [0, mix(facade, light.shadow, 0.12 * (1 - block.distance))],
      [0.6, facade],
      [1, mix(facade, light.haze, 0.42)],
    ],
  );
  const crown = random.next();
  if (crown < 0.22) {
    pen.rect(x + width * 0.2, top - width * 0.32, width * 0.6, width * 0.34, paint);
    pen.rect(x + width * 0.36, top - width * 0.5, width * 0.28, width * 0.2, paint);
  } else if (crown < 0.4) {
    pen.shape(
      `M${fixed(x)} ${fixed(top + 1)}L${fixed(x + width / 2)} ${fixed(top - width * 0.75)}L${fixed(x + width)} ${fixed(top + 1)}Z`,
      paint,
    );
    pen.line(`M${fixed(x + width / 2)} ${fixed(top - width * 0.7)}v${fixed(-width * 0.5)}`, facade, 1.8);
  } else if (crown < 0.58) {
    pen.line(
      `M${fixed(x + width * 0.7)} ${fixed(top)}v${fixed(-width * 0.7)}M${fixed(x + width * 0.5)} ${fixed(top)}v${fixed(-width * 0.3)}`,
      facade,
      1.6,
    );
    if (light.lamps > 0.5) glow(pen, x + width * 0.7, top - width * 0.7, 12, "#ff6a5e", 0.8);
  } else if (crown < 0.7) {
    pen.rect(x + width * 0.14, top - width * 0.2, width * 0.3, width * 0.22, mix(facade, light.shadow, 0.2));
    pen.shape(
      `M${fixed(x + width * 0.6)} ${fixed(top)}v${fixed(-width * 0.14)}h${fixed(width * 0.24)}v${fixed(width * 0.14)}Z`,
      facade,
    );
  }
  pen.rect(x, top, width, height + 1, paint);
  const bright = scene.orbX > x ? x + width : x;
  pen.rect(
    x,
    top,
    width,
    height,
    pen.linear(
      [bright, 0],
      [bright === x ? x + width : x, 0],
      [
        [0, light.key, 0.16],
        [0.3, light.key, 0],
        [0.5, light.shadow, 0],
        [1, light.shadow, 0.3],
      ],
    ),
  );
  if (block.distance < 0.8) windows(scene, pen, random, block, facade);
}

function row(scene: Scene, pen: Pen, label: string, distance: number, opening: number, foot: number): void {
  const random = scene.random.fork(label);
  const { width, height, focusX } = scene;
  const unit = Math.min(width, height * 1.3);
  const middle = scene.wish.subjects.length > 0 ? width - focusX : width * 0.5 + (focusX - width * 0.5) * 0.4;
  const near = 1 - distance;
  for (let x = -60 * near; x < width; ) {
    const wide = unit * random.between(0.05, 0.085) * (0.7 + near * 1.35);
    const away = Math.abs(x + wide / 2 - middle);
    const beyond = (away - opening / 2) / (width * 0.5);
    const room = Math.min(height * 0.72, unit * 0.95);
    const tall =
      room * (0.2 + 0.16 * near + Math.min(Math.max(beyond, 0), 0.9) * (0.3 + 0.75 * near)) * random.between(0.7, 1.2);
    if (away > opening / 2)
      building(scene, pen, random, { x, width: wide, height: Math.min(tall, foot - height * 0.03), distance, foot });
    x += wide + (random.chance(0.25) ? unit * 0.02 : 0.5);
  }
}

function streetLamps(scene: Scene, pen: Pen, line: number): void {
  const { light, width } = scene;
  const iron = mix(light.shadow, light.haze, 0.1);
  const middle = width - scene.focusX;
  for (const side of [-1, 1]) {
    for (let step = 0; step < 4; step++) {
      const near = 0.34 + step * 0.26;
      const x = middle + side * (width * 0.09 + width * 0.15 * step * (0.8 + step * 0.16));
      const tall = Math.min(scene.height, width * 1.2) * 0.19 * near;
      pen.line(
        `M${fixed(x)} ${fixed(line)}V${fixed(line - tall)}q0 ${fixed(-tall * 0.09)} ${fixed(-side * tall * 0.16)} ${fixed(-tall * 0.08)}`,
        iron,
        3.4 * near,
      );
      const bulb = x - side * tall * 0.17;
      pen.ellipse(bulb, line - tall * 1.065, 8 * near, 4 * near, "#fff0c8", Math.max(0.25, light.lamps));
      glow(pen, bulb, line - tall * 1.06, 105 * near, "#ffcf86", light.lamps * 0.85);
    }
  }
}

function neon(scene: Scene, pen: Pen, line: number): void {
  const random = scene.random.fork("neon");
  if (scene.light.lamps < 0.5) return;
  for (let index = 0; index < 7 + scene.width / 500; index++) {
    const x = random.between(0.02, 0.98) * scene.width;
    if (Math.abs(x - (scene.width - scene.focusX)) < scene.width * 0.16) continue;
    const [wide, tall] = random.chance(0.6)
      ? [random.between(9, 15), random.between(44, 90)]
      : [random.between(40, 76), random.between(10, 17)];
    const y = line - random.between(30, 190) - tall;
    const color = random.pick(signs);
    const reach = Math.max(wide, tall) * 1.7;
    glow(pen, x + wide / 2, y + tall / 2, reach, color, 0.5);
    pen.rect(x, y, wide, tall, mix(color, scene.light.shadow, 0.62), 1, 3);
    pen.rect(x + 2.4, y + 2.4, wide - 4.8, tall - 4.8, lighten(color, 0.1), 0.92, 2);
  }
  for (let index = 0; index < 14; index++) {
    const x = scene.width - scene.focusX + random.between(-0.2, 0.2) * scene.width;
    const color = random.chance(0.5) ? "#fff2d0" : "#ff5a4c";
    const y = line - random.between(3, 10);
    glow(pen, x, y, 20, color, 0.85);
    pen.circle(x, y, 2.2, "#fffaf0");
  }
}

/** A town along water, or in the rain along a wet street that mirrors it. */
export function city(scene: Scene, pen: Pen): Stage {
  const { horizon: line, height, width, light, wish } = scene;
  const wet = wish.weathers.has("rain") || wish.weathers.has("storm");
  const middle = wish.subjects.length > 0 ? width - scene.focusX : width * 0.5 + (scene.focusX - width * 0.5) * 0.4;
  // By day the air is clear; at night and in rain the lamps make it glow.
  const fog = scene.foggy ? 0.15 : light.lamps < 0.4 && !wet ? -0.13 : 0;
  const veil = light.lamps < 0.4 && !wet && !scene.foggy ? 0.45 : 1;
  if (light.lamps > 0.4) {
    const reach = Math.max(width, height) * 0.5;
    const warm = mix(light.sky[light.sky.length - 1] ?? "#ffd0a0", "#ffcf90", 0.5);
    pen.circle(
      middle,
      line,
      reach,
      pen.radial(middle, line, reach, [
        [0, warm, 0.85],
        [0.3, warm, 0.35],
        [1, warm, 0],
      ]),
    );
  }
  row(scene, pen, "farthest", 0.8 + fog * 0.6, 0, line);
  paintMist(scene, pen, line - height * 0.2, line + 30, 0.55 * veil);
  row(scene, pen, "far", 0.6 + fog, width * 0.1, line);
  paintMist(scene, pen, line - height * 0.16, line + 30, 0.5 * veil);
  row(scene, pen, "mid", 0.36 + fog, width * 0.26, line);
  paintMist(scene, pen, line - height * 0.12, line + 30, 0.4 * veil);
  if (width > height * 0.7) row(scene, pen, "near", Math.max(0, 0.1 + fog), Math.max(width * 0.62, 420), line);
  neon(scene, pen, line);
  streetLamps(scene, pen, line);
  const mirror = wet
    ? {
        line,
        bottom: height,
        tintNear: mix(light.shadow, light.haze, 0.4),
        tint: mix(light.shadow, light.sky[1] ?? "#334455", 0.35),
        depth: 0.26,
        ripple: 7,
        smear: 20,
      }
    : waterMirror(scene, line, 0.5);
  const quay = height - (height - line) * 0.3;
  return {
    standAt: () => (wet ? line + (height - line) * 0.62 : quay + (height - quay) * 0.55),
    floatAt: line + (height - line) * 0.3,
    scale: 0.8,
    mirror,
    middle: (over) => (wet ? street(scene, over, line) : promenade(scene, over, line, quay)),
    front: () => undefined,
  };
}

function street(scene: Scene, pen: Pen, line: number): void {
  const random = scene.random.fork("street");
  const { width, height, light } = scene;
  pen.rect(-10, line - 2, width + 20, 5, mix(light.shadow, light.haze, 0.2), 0.8);
  for (let index = 0; index < 70 * scene.richness; index++) {
    const part = random.next();
    const y = line + 8 + part * (height - line);
    const size = 5 + part * 20;
    const x = random.between(0, width);
    pen.line(
      `M${fixed(x - size)} ${fixed(y)}A${fixed(size)} ${fixed(size * 0.26)} 0 1 1 ${fixed(x + size)} ${fixed(y)}A${fixed(size)} ${fixed(size * 0.26)} 0 1 1 ${fixed(x - size)} ${fixed(y)}`,
      mix(light.haze, "#ffffff", 0.4),
      0.9,
      random.between(0.1, 0.34),
    );
  }
  for (let index = 0; index < 30; index++) {
    const part = random.next();
    pen.shape(
      lens(random.between(0, width), line + 6 + part * (height - line), 30 + part * 130, 1.5 + part * 5),
      random.chance(0.5) ? light.shadow : light.haze,
      0.14,
    );
  }
}

function promenade(scene: Scene, pen: Pen, line: number, quay: number): void {
  const { width, height, light } = scene;
  paintGlints(scene, pen, line, height);
  const stone = lit(light, scene.snowy ? "#eef2f7" : "#8a8690");
  pen.rect(
    -10,
    quay,
    width + 20,
    height - quay + 10,
    pen.linear(
      [0, quay],
      [0, height],
      [
        [0, mix(stone, light.key, 0.14)],
        [1, mix(stone, light.shadow, 0.5)],
      ],
    ),
  );
  pen.rect(-10, quay, width + 20, 5, mix(stone, light.key, 0.4));
  const iron = mix(light.shadow, "#20242e", 0.4);
  for (let x = 30; x < width; x += 92) pen.line(`M${x} ${fixed(quay)}v-46`, iron, 4);
  pen.line(`M-10 ${fixed(quay - 44)}H${width + 10}M-10 ${fixed(quay - 24)}H${width + 10}`, iron, 2.6);
}
