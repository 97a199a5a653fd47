import { type Color, lighten, mix } from "../color.ts";
import { fixed, type Pen } from "../pen.ts";
import type { Random } from "../random.ts";
import type { Scene, Stage } from "../scene.ts";
import { blob, curve } from "../shapes.ts";

const families: readonly (readonly Color[])[] = [
  ["#f3e7d3", "#1f3b57", "#d9583b", "#efb04a", "#6fa39a"],
  ["#efe6dc", "#3a2f4f", "#e26d7f", "#f2b77c", "#7c9cc4"],
  ["#f5eee0", "#22473f", "#c8553d", "#e9c46a", "#8ab5a0"],
  ["#1e2238", "#f2d8b0", "#ef6f6c", "#5aa9c4", "#8566a8"],
];

function quarter(x: number, y: number, size: number, turn: number): string {
  const corners = [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
  ] as const;
  const at = (index: number) => corners[index % 4] ?? [x, y];
  const [center, from, to] = [at(turn), at(turn + 1), at(turn + 3)];
  return `M${fixed(center[0])} ${fixed(center[1])}L${fixed(from[0])} ${fixed(from[1])}A${fixed(size)} ${fixed(size)} 0 0 1 ${fixed(to[0])} ${fixed(to[1])}Z`;
}

function tiles(scene: Scene, pen: Pen, random: Random, colors: readonly Color[]): void {
  const size = Math.min(scene.width, scene.height) / random.pick([4, 5]);
  const others = colors.slice(1);
  for (let y = 0; y < scene.height; y += size) {
    for (let x = 0; x < scene.width; x += size) {
      const ground = random.chance(0.35) ? random.pick(others) : (colors[0] ?? "#ffffff");
      pen.rect(x, y, size + 1, size + 1, ground);
      const color = random.pick(others.filter((other) => other !== ground));
      const kind = random.next();
      if (kind < 0.45) pen.shape(quarter(x, y, size, random.whole(0, 3)), color);
      else if (kind < 0.65) {
        pen.circle(x + size / 2, y + size / 2, size * 0.36, color);
        pen.circle(x + size / 2, y + size / 2, size * 0.17, ground);
      } else if (kind < 0.8) {
        for (let ring = 0; ring < 4; ring++)
          pen.shape(quarter(x, y, size * (1 - ring * 0.25), 0), ring % 2 === 0 ? color : ground);
      } else if (kind < 0.92) {
        for (let stripe = 0; stripe < 4; stripe++) pen.rect(x, y + (stripe * size) / 4, size, size / 8, color);
      }
    }
  }
}

function orbits(scene: Scene, pen: Pen, random: Random, colors: readonly Color[]): void {
  const { width, height, focusX } = scene;
  const unit = Math.min(width, height);
  const [ground = "#f3e7d3", ink = "#1f3b57"] = colors;
  pen.rect(
    0,
    0,
    width,
    height,
    pen.linear(
      [0, 0],
      [width, height],
      [
        [0, ground],
        [1, mix(ground, colors[3] ?? ground, 0.3)],
      ],
    ),
  );
  const y = height * 0.46;
  for (let index = 0; index < 5; index++) {
    const color = colors[1 + (index % 4)] ?? ink;
    pen.shape(
      blob(
        random,
        random.between(0.1, 0.9) * width,
        random.between(0.15, 0.9) * height,
        unit * random.between(0.12, 0.3),
        unit * random.between(0.1, 0.26),
        0.22,
      ),
      color,
      0.82,
    );
  }
  pen.circle(
    focusX,
    y,
    unit * 0.27,
    pen.linear(
      [focusX - unit * 0.2, y - unit * 0.2],
      [focusX + unit * 0.2, y + unit * 0.25],
      [
        [0, lighten(colors[2] ?? ink, 0.1)],
        [1, lighten(colors[2] ?? ink, -0.08)],
      ],
    ),
  );
  for (let ring = 0; ring < 4; ring++) {
    const reach = unit * (0.32 + ring * 0.09);
    const turn = random.between(0, 360);
    pen.at(
      focusX,
      y,
      1,
      () =>
        pen.line(
          `M${fixed(-reach)} 0A${fixed(reach)} ${fixed(reach)} 0 0 1 ${fixed(reach * 0.6)} ${fixed(-reach * 0.8)}`,
          ink,
          3,
          0.75,
        ),
      turn,
    );
    const angle = random.next() * 6.3;
    pen.circle(
      focusX + Math.cos(angle) * reach,
      y + Math.sin(angle) * reach,
      unit * random.between(0.012, 0.04),
      colors[1 + ((ring + 2) % 4)] ?? ink,
    );
  }
  for (let wave = 0; wave < 4; wave++) {
    const level = height * (0.76 + wave * 0.07);
    const points = Array.from(
      { length: 7 },
      (_, index) => [(width * index) / 6, level + random.between(-26, 26)] as const,
    );
    pen.shape(`${curve(points)}V${height + 9}H0Z`, colors[1 + ((wave + 1) % 4)] ?? ink, 0.92);
  }
}

/** Shapes and colours without a place. */
export function abstract(scene: Scene, pen: Pen): Stage {
  const random = scene.random.fork("abstract");
  const family = random.pick(families);
  const { theme } = scene.wish;
  const colors = family.map((color, index) => (index > 0 ? (theme[index - 1] ?? color) : color));
  if (random.chance(0.5) && scene.wish.subjects.length === 0) tiles(scene, pen, random, colors);
  else orbits(scene, pen, random, colors);
  return {
    standAt: () => scene.height * 0.74,
    floatAt: scene.height * 0.7,
    scale: 1,
    mirror: null,
    middle: () => undefined,
    front: () => undefined,
  };
}
