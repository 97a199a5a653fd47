import { lighten, mix } from "../color.ts";
import { lit } from "../light.ts";
import type { Pen } from "../pen.ts";
import type { Scene, Stage } from "../scene.ts";
import { blob } from "../shapes.ts";
import { paintLayer } from "./land.ts";

function nebula(scene: Scene, pen: Pen): void {
  const random = scene.random.fork("nebula");
  const { width, height } = scene;
  const hues = random.pick([
    ["#6a3fb5", "#e0568c", "#3c78d8"],
    ["#1f8a9c", "#5b4bd0", "#e8a04e"],
    ["#b5366a", "#ff8a5c", "#4a50c8"],
  ]);
  const tilt = random.between(-0.5, 0.5);
  for (let index = 0; index < 30; index++) {
    const along = random.between(-0.1, 1.1);
    const x = along * width;
    const y = height * (0.45 + tilt * (along - 0.5)) + (random.next() + random.next() - 1) * height * 0.26;
    const reach = Math.min(width, height) * random.between(0.1, 0.4);
    pen.circle(
      x,
      y,
      reach,
      pen.radial(x, y, reach, [
        [0, random.pick(hues), random.between(0.12, 0.34)],
        [1, hues[0] ?? "#6a3fb5", 0],
      ]),
    );
  }
  for (let index = 0; index < (width * height) / 2600; index++) {
    const along = random.next();
    const band = random.chance(0.6);
    const y = band
      ? height * (0.45 + tilt * (along - 0.5)) + (random.next() + random.next() + random.next() - 1.5) * height * 0.28
      : random.between(0, height);
    const size = random.next() ** 7;
    if (size > 0.5)
      pen.circle(
        along * width,
        y,
        11 * size,
        pen.radial(along * width, y, 11 * size, [
          [0, "#dfe9ff", 0.6],
          [1, "#dfe9ff", 0],
        ]),
      );
    pen.circle(along * width, y, 0.5 + size * 2.4, random.chance(0.2) ? "#ffdcb0" : "#f6f8ff", random.between(0.3, 1));
  }
}

function globe(
  scene: Scene,
  pen: Pen,
  x: number,
  y: number,
  radius: number,
  colors: readonly [string, string, string],
  earth: boolean,
): void {
  const random = scene.random.fork(`globe ${Math.round(radius)}`);
  pen.circle(
    x,
    y,
    radius * 1.5,
    pen.radial(x, y, radius * 1.5, [
      [0.6, colors[0], 0.4],
      [1, colors[0], 0],
    ]),
  );
  const disc = `M${x - radius} ${y}A${radius} ${radius} 0 1 1 ${x + radius} ${y}A${radius} ${radius} 0 1 1 ${x - radius} ${y}Z`;
  pen.shape(disc, colors[1]);
  pen.inside(disc, () => {
    for (let index = 0; index < (earth ? 7 : 9); index++) {
      if (earth) {
        pen.shape(
          blob(
            random,
            x + random.between(-0.8, 0.8) * radius,
            y + random.between(-0.8, 0.8) * radius,
            radius * random.between(0.2, 0.42),
            radius * random.between(0.14, 0.3),
            0.4,
          ),
          "#6fa56a",
          0.9,
        );
      } else {
        const at = y + radius * (-0.95 + index * 0.23);
        pen.rect(
          x - radius,
          at,
          radius * 2,
          radius * random.between(0.06, 0.18),
          random.chance(0.5) ? colors[0] : colors[2],
          0.5,
        );
      }
    }
    if (earth)
      for (let index = 0; index < 9; index++)
        pen.ellipse(
          x + random.between(-0.8, 0.8) * radius,
          y + random.between(-0.9, 0.9) * radius,
          radius * random.between(0.2, 0.5),
          radius * random.between(0.03, 0.08),
          "#ffffff",
          0.75,
        );
    const reach = radius * 2.1;
    const toward = scene.orbX > x ? 0.55 : -0.55;
    pen.rect(
      x - radius,
      y - radius,
      radius * 2,
      radius * 2,
      pen.radial(x + toward * radius, y - radius * 0.5, reach, [
        [0, "#fff6e0", 0.35],
        [0.3, "#fff6e0", 0],
        [0.5, "#05060f", 0.2],
        [0.85, "#05060f", 0.86],
      ]),
    );
  });
}

/** Open space: nothing to stand on, figures float before a nebula. */
export function space(scene: Scene, pen: Pen): Stage {
  const { width, height, focusX } = scene;
  const random = scene.random.fork("space");
  const unit = Math.min(width, height);
  nebula(scene, pen);
  const x = width - focusX;
  const big = scene.wish.subjects.length === 0 ? 0.27 : 0.17;
  const colors = random.pick<readonly [string, string, string]>([
    ["#f2b27a", "#c96f4e", "#7a3a4f"],
    ["#8fd0d8", "#3f7fae", "#23407a"],
    ["#e6a0c4", "#8a55a8", "#40307a"],
  ]);
  const y = height * random.between(0.26, 0.4);
  const ring = (sweep: 0 | 1) => {
    for (const [reach, thick, opacity] of [
      [1.75, 0.1, 0.85],
      [1.52, 0.05, 0.5],
    ] as const) {
      const [wide, flat] = [unit * big * reach, unit * big * reach * 0.24];
      pen.at(
        x,
        y,
        1,
        () => pen.line(`M${-wide} 0A${wide} ${flat} 0 0 ${sweep} ${wide} 0`, "#f3e2cc", unit * big * thick, opacity),
        -18,
      );
    }
  };
  ring(1);
  globe(scene, pen, x, y, unit * big, colors, false);
  ring(0);
  globe(scene, pen, focusX + unit * 0.24, height * 0.14, unit * 0.04, ["#d8d3cc", "#a49c98", "#6b6468"], false);
  return {
    standAt: () => height * 0.5 + unit * 0.28,
    floatAt: height * 0.7,
    scale: 1,
    mirror: null,
    middle: () => undefined,
    front: () => undefined,
  };
}

/** Grey dust, craters and the Earth above it. */
export function moon(scene: Scene, pen: Pen): Stage {
  const { width, height, horizon, focusX, light } = scene;
  const random = scene.random.fork("regolith");
  const unit = Math.min(width, height);
  const depth = height - horizon;
  const red = scene.wish.words.includes("mars");
  const dust = red ? "#c9744c" : "#b9b6bd";
  nebula(scene, pen);
  globe(scene, pen, width - focusX, horizon * 0.36, unit * 0.15, ["#8fc6ff", "#3a7cc4", "#1d3f7a"], !red);
  paintLayer(scene, pen, {
    y: horizon,
    amplitude: depth * 0.16,
    sharpness: 0.7,
    local: mix(dust, "#4a4a66", 0.55),
    distance: 0.15,
    label: "rim",
  });
  paintLayer(scene, pen, {
    y: horizon + depth * 0.18,
    amplitude: depth * 0.07,
    sharpness: 0.1,
    local: mix(dust, "#4a4a66", 0.25),
    distance: 0.05,
    label: "plain",
  });
  const near = paintLayer(scene, pen, {
    y: horizon + depth * 0.36,
    amplitude: depth * 0.05,
    sharpness: 0,
    local: dust,
    distance: 0,
    label: "floor",
  });
  const base = lit(light, dust);
  for (let index = 0; index < 26 + (width / 1000) * 14; index++) {
    const part = random.next();
    const y = horizon + depth * (0.48 + part * 0.55);
    const x = random.between(0, width);
    const half = (16 + part * 90) * random.between(0.4, 1.2);
    pen.ellipse(x, y, half, half * 0.26, mix(base, light.shadow, 0.5), 0.8);
    pen.ellipse(x, y + half * 0.05, half * 0.9, half * 0.2, mix(base, light.shadow, 0.28));
    pen.line(`M${x - half} ${y}A${half} ${half * 0.26} 0 0 0 ${x + half} ${y}`, lighten(base, 0.1), 2 + part * 2, 0.8);
  }
  for (let index = 0; index < 40; index++) {
    const part = random.next();
    pen.ellipse(
      random.between(0, width),
      horizon + depth * (0.45 + part * 0.55),
      2 + part * 8,
      1.4 + part * 4.6,
      mix(base, light.shadow, random.between(0.1, 0.5)),
    );
  }
  return {
    standAt: (x) => near(x) + depth * 0.3,
    floatAt: null,
    scale: 1,
    mirror: null,
    middle: () => undefined,
    front: () => undefined,
  };
}
