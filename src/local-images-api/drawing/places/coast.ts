import { lighten, mix } from "../color.ts";
import { drawGrass } from "../foliage.ts";
import { lit } from "../light.ts";
import { fixed, type Pen, type Point } from "../pen.ts";
import type { Scene, Stage } from "../scene.ts";
import { curve, lens, polygon } from "../shapes.ts";
import { groundColor } from "./land.ts";
import { paintGlints, waterMirror } from "./water.ts";

/** Land far out on one side, two steps into the haze. */
export function headlands(scene: Scene, pen: Pen): void {
  const { horizon, height } = scene;
  const random = scene.random.fork("headlands");
  const unit = Math.min(scene.width, height);
  for (const [index, distance] of [0.78, 0.58].entries()) {
    const from = scene.focusX > scene.width / 2 ? 0 : scene.width;
    const inward = from === 0 ? 1 : -1;
    const reach = scene.width * (index === 0 ? random.between(0.5, 0.8) : random.between(0.22, 0.4));
    const tall = unit * (index === 0 ? 0.07 : 0.1);
    const points: Point[] = [[from - inward * 30, horizon + 2]];
    for (let step = 0; step <= 12; step++) {
      const part = step / 12;
      points.push([from + inward * reach * part, horizon - tall * (1 - part ** 2.2) * random.between(0.75, 1.15)]);
    }
    points.push([from + inward * reach * 1.02, horizon + 2]);
    const color = lit(scene.light, "#5d6f86", distance + (scene.foggy ? 0.12 : 0));
    pen.shape(
      polygon(points),
      pen.linear(
        [0, horizon - tall],
        [0, horizon],
        [
          [0, color],
          [1, mix(color, scene.light.haze, 0.45)],
        ],
      ),
    );
  }
}

/** A rocky headland with grass on top that carries the main figure. */
function cliff(scene: Scene, pen: Pen, top: number, waterline: number): (x: number) => number {
  const random = scene.random.fork("cliff");
  const { light, width, height, focusX } = scene;
  const right = focusX > width / 2;
  const inward = right ? -1 : 1;
  const edge = right ? width : 0;
  const span = Math.abs(focusX - edge) + Math.min(width * 0.2, 290);
  const tip = edge + inward * span;
  const surface = (x: number) => {
    const part = Math.min(Math.max(Math.abs(x - edge) / span, 0), 1);
    return top - 14 * Math.sin(part * 5.2) + Math.max(0, part - 0.72) ** 2 * 900;
  };
  const rock = lit(light, scene.snowy ? "#7d8796" : "#6d5c58");
  const points: Point[] = [
    [edge - inward * 40, height + 20],
    [edge - inward * 40, surface(edge)],
  ];
  for (let step = 1; step <= 20; step++)
    points.push([edge + inward * span * (step / 20), surface(edge + inward * span * (step / 20))]);
  for (let step = 1; step <= 7; step++) {
    const part = step / 7;
    points.push([
      tip + inward * (part * 60 + random.between(-16, 16)) - inward * (part > 0.75 ? (part - 0.75) * 200 : 0),
      surface(tip) + (waterline + 40 - surface(tip)) * part,
    ]);
  }
  for (let step = 1; step <= 6; step++) {
    const part = step / 6;
    points.push([
      tip + inward * (10 + random.between(-30, 34)) - inward * span * 0.35 * part,
      waterline + 40 + (height - waterline) * part,
    ]);
  }
  const body = polygon(points);
  for (let index = 0; index < 26; index++) {
    const x = tip + inward * random.between(-30, 90);
    pen.shape(
      lens(x, waterline + 34 + random.between(-8, 60), random.between(14, 56), random.between(1.5, 4)),
      lit(light, "#f7fbff"),
      0.5,
    );
  }
  pen.shape(
    body,
    pen.linear(
      [tip, 0],
      [edge, 0],
      [
        [0, mix(lighten(rock, 0.05), light.key, 0.22)],
        [0.35, rock],
        [1, mix(rock, light.shadow, 0.45)],
      ],
    ),
  );
  pen.inside(body, () => {
    const slant = inward * 0.34;
    for (let index = 0; index < 46; index++) {
      const part = random.next();
      const x = tip - inward * part * span * 1.1;
      const y = top + (height - top) * random.next() ** 0.8;
      const [wide, tall] = [random.between(14, 64), random.between(50, 190)];
      const facet = polygon([
        [x, y],
        [x + wide * random.between(0.5, 1), y + random.between(4, 26)],
        [x + wide * 0.8 - slant * tall, y + tall * random.between(0.6, 1)],
        [x - slant * tall * random.between(0.9, 1.2), y + tall],
      ]);
      const bright = random.chance(0.42 - part * 0.3);
      pen.shape(
        facet,
        bright ? mix(rock, light.key, 0.55) : light.shadow,
        bright ? random.between(0.08, 0.24) : random.between(0.1, 0.32),
      );
    }
    for (let index = 0; index < 16; index++) {
      const x = tip - inward * random.next() * span;
      const y = random.between(top + 40, height);
      pen.line(
        `M${fixed(x)} ${fixed(y)}l${fixed(-slant * 60)} ${fixed(random.between(40, 90))}l${fixed(inward * 9)} ${fixed(random.between(20, 60))}`,
        light.shadow,
        1.6,
        0.4,
      );
    }
    const grass = lit(light, groundColor(scene));
    const green: Point[] = [];
    for (let step = 0; step <= 40; step++) {
      const x = edge - inward * 40 + inward * (span + 60) * (step / 40);
      green.push([x, surface(x) + 16 + random.between(0, 26) + (step % 3 === 0 ? 12 : 0)]);
    }
    const hang = `${curve(green)}L${fixed(tip + inward * 60)} ${fixed(top - 90)}L${fixed(edge - inward * 40)} ${fixed(top - 90)}Z`;
    pen.shape(
      hang,
      pen.linear(
        [tip, 0],
        [edge, 0],
        [
          [0, mix(lighten(grass, 0.05), light.key, 0.24)],
          [0.4, grass],
          [1, mix(grass, light.shadow, 0.4)],
        ],
      ),
    );
  });
  for (let index = 0; index < 60 * scene.richness; index++) {
    const x = edge + inward * random.next() * span * 0.97;
    if (!scene.snowy)
      drawGrass(
        pen,
        random,
        x,
        surface(x) + 3,
        random.between(6, 15),
        mix(lit(light, groundColor(scene)), light.shadow, random.next() * 0.4),
      );
  }
  return surface;
}

/** A sandy shore with a line of foam along the bottom of the sheet. */
function strand(scene: Scene, pen: Pen, top: number): (x: number) => number {
  const random = scene.random.fork("strand");
  const { light, width, height } = scene;
  const phase = random.next() * 6;
  const edge = (x: number) =>
    top +
    Math.sin(x / 190 + phase) * 15 +
    Math.sin(x / 77 + phase * 2) * 6 +
    (x / width - 0.5) * 60 * (scene.focusX > width / 2 ? -1 : 1);
  const line = (offset: number): Point[] =>
    Array.from({ length: Math.ceil(width / 30) + 3 }, (_, index) => [
      index * 30 - 30,
      edge(index * 30 - 30) + offset * (1 + 0.4 * Math.sin(index * 1.7)),
    ]);
  const sand = lit(light, scene.snowy ? "#eef2f8" : "#e6cb9c");
  const below = `L${width + 60} ${height + 20}L-60 ${height + 20}Z`;
  pen.shape(`${curve(line(-24))}${below}`, lit(light, "#ffffff"), 0.35);
  pen.shape(`${curve(line(-8))}${below}`, lit(light, "#ffffff"), 0.85);
  pen.shape(`${curve(line(4))}${below}`, mix(sand, light.shadow, 0.28));
  pen.shape(
    `${curve(line(34))}${below}`,
    pen.linear(
      [0, top],
      [0, height],
      [
        [0, sand],
        [1, mix(sand, light.shadow, 0.3)],
      ],
    ),
  );
  for (let index = 0; index < 90 * scene.richness; index++) {
    const x = random.between(0, width);
    pen.circle(x, random.between(edge(x) + 50, height), random.between(0.8, 2.4), mix(sand, light.shadow, 0.4), 0.5);
  }
  return (x) => edge(x) + (height - top) * 0.5;
}

/** A small boat far out gives the sea its size. */
function farSail(scene: Scene, pen: Pen): void {
  const random = scene.random.fork("far sail");
  const { width, horizon, height, focusX, light, orbX } = scene;
  const x = (orbX + (width - focusX)) / 2 + random.between(-0.1, 0.1) * width;
  const y = horizon + (height - horizon) * random.between(0.05, 0.12);
  const size = random.between(20, 30);
  const sail = mix(lit(light, "#fdf2df"), light.key, 0.35);
  pen.shape(lens(x, y + size * 0.4, size * 0.6, size * 0.3), light.shadow, 0.25);
  pen.shape(
    `M${fixed(x)} ${fixed(y - size * 1.5)}Q${fixed(x + size * 0.8)} ${fixed(y - size * 0.7)} ${fixed(x + size * 0.75)} ${fixed(y - size * 0.2)}H${fixed(x)}Z`,
    sail,
  );
  pen.shape(
    `M${fixed(x - 2)} ${fixed(y - size * 1.3)}L${fixed(x - size * 0.5)} ${fixed(y - size * 0.2)}H${fixed(x - 2)}Z`,
    mix(sail, light.shadow, 0.25),
  );
  pen.shape(
    `M${fixed(x - size * 0.7)} ${fixed(y - size * 0.12)}H${fixed(x + size * 0.85)}L${fixed(x + size * 0.55)} ${fixed(y + size * 0.16)}H${fixed(x - size * 0.5)}Z`,
    mix(lit(light, "#5b3a34"), light.shadow, 0.3),
  );
}

/** The sea: a cliff when something tall stands by it, otherwise a beach or open water. */
export function coast(scene: Scene, pen: Pen): Stage {
  const { horizon, height, wish } = scene;
  headlands(scene, pen);
  const floats = wish.subjects.some((subject) => ["sailboat", "ship", "whale"].includes(subject.name));
  const high = wish.subjects.some((subject) =>
    ["lighthouse", "castle", "house", "tower", "windmill", "cabin"].includes(subject.name),
  );
  const beach = !high && (!floats || wish.subjects.length > 1);
  const top = horizon + (height - horizon) * 0.1;
  const waterline = horizon + (height - horizon) * 0.4;
  const shore = height - (height - horizon) * 0.34;
  let surface: (x: number) => number = (x) => (high ? top - 14 * Math.sin(x) : shore + (height - shore) * 0.5);
  return {
    standAt: (x) => surface(x) + (high ? 8 : 0),
    floatAt: horizon + (height - horizon) * (high ? 0.34 : 0.42),
    scale: 1,
    mirror: waterMirror(scene, horizon, floats ? 0.6 : 0.2),
    middle: (over) => {
      paintGlints(scene, over, horizon, height);
      if (!floats) farSail(scene, over);
      if (high) surface = cliff(scene, over, top, waterline);
      else if (beach) surface = strand(scene, over, shore);
    },
    front: () => undefined,
  };
}
