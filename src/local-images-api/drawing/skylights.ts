import { mix } from "./color.ts";
import type { Pen } from "./pen.ts";
import type { Scene } from "./scene.ts";
import { curve } from "./shapes.ts";

/** Stars that fade towards `until`, in units from the top. */
export function stars(scene: Scene, pen: Pen, until: number): void {
  const random = scene.random.fork("stars");
  const amount = (scene.width * until) / 7000;
  for (let index = 0; index < amount * Math.min(scene.richness, 1.2) * (0.4 + scene.light.stars); index++) {
    const y = until * random.next() ** 1.35;
    const fade = scene.light.stars * (1 - (y / until) ** 2);
    const size = random.next() ** 5;
    const x = random.between(0, scene.width);
    if (size > 0.72) {
      pen.circle(
        x,
        y,
        9,
        pen.radial(x, y, 9, [
          [0, "#fff6e0", 0.5 * fade],
          [1, "#fff6e0", 0],
        ]),
      );
    }
    pen.circle(x, y, 0.7 + size * 1.9, random.chance(0.2) ? "#ffe6c4" : "#f4f7ff", (0.25 + random.next() * 0.7) * fade);
  }
}

/** Curtains of northern light. */
export function aurora(scene: Scene, pen: Pen): void {
  const random = scene.random.fork("aurora");
  const { width, horizon } = scene;
  const hues = random.pick([
    ["#58f0b0", "#3ec7c9", "#8f7bff"],
    ["#7bf7a0", "#42d6a4", "#d77bff"],
  ]);
  for (let band = 0; band < 3; band++) {
    const color = hues[band % hues.length] ?? "#58f0b0";
    const base = horizon * random.between(0.42, 0.8);
    const phase = random.next() * 6;
    const step = 9;
    for (let x = -20; x < width + 20; x += step) {
      const wave = Math.sin(x / (width * 0.19) + phase) * 0.5 + Math.sin(x / (width * 0.07) + phase * 2) * 0.22;
      const y = base + wave * horizon * 0.16;
      const tall = horizon * (0.3 + 0.16 * Math.sin(x / 43 + phase * 3) + random.between(-0.05, 0.05));
      const paint = pen.linear(
        [0, y - tall],
        [0, y],
        [
          [0, hues[2] ?? color, 0],
          [0.55, color, 0.12],
          [0.93, color, 0.42],
          [1, color, 0],
        ],
      );
      pen.rect(x, y - tall, step + 0.8, tall, paint, 0.55 + 0.45 * Math.sin(x / 71 + phase));
    }
  }
}

/** A rainbow opposite the light. */
export function rainbow(scene: Scene, pen: Pen): void {
  const radius = Math.min(scene.width * 0.44, scene.horizon * 0.86);
  const bow = ["#e8584f", "#f29a4b", "#f6d85b", "#79c267", "#4fa3d8", "#7767c4"];
  const x = scene.width - scene.focusX;
  for (const [index, color] of bow.entries()) {
    const reach = radius - index * radius * 0.028;
    pen.line(
      `M${x - reach} ${scene.horizon}A${reach} ${reach} 0 0 1 ${x + reach} ${scene.horizon}`,
      color,
      radius * 0.03,
      0.42,
    );
  }
}

/** A few distant birds. */
export function birds(scene: Scene, pen: Pen): void {
  const random = scene.random.fork("birds");
  const x = scene.width * random.between(0.2, 0.75);
  const y = scene.horizon * random.between(0.3, 0.5);
  for (let index = 0; index < random.whole(4, 7); index++) {
    const size = random.between(6, 11);
    const [left, up] = [x + random.between(-90, 90), y + random.between(-46, 46)];
    pen.line(
      curve([
        [left - size, up - size * 0.3],
        [left - size * 0.45, up - size * 0.42],
        [left, up],
        [left + size * 0.45, up - size * 0.5],
        [left + size, up - size * 0.36],
      ]),
      mix(scene.light.shadow, scene.light.haze, 0.25),
      1.7,
      0.8,
    );
  }
}

/** One bolt, forked, with its glare. */
export function lightning(scene: Scene, pen: Pen): void {
  const random = scene.random.fork("lightning");
  let [x, y] = [scene.orbX, scene.horizon * 0.12];
  let path = `M${x.toFixed(0)} ${y.toFixed(0)}`;
  pen.circle(
    x,
    y,
    420,
    pen.radial(x, y, 420, [
      [0, "#eef2ff", 0.5],
      [1, "#dfe6ff", 0],
    ]),
  );
  while (y < scene.horizon) {
    x += random.between(-44, 44);
    y += random.between(26, 60);
    path += `L${x.toFixed(0)} ${y.toFixed(0)}`;
    if (random.chance(0.3))
      pen.line(
        `M${x.toFixed(0)} ${y.toFixed(0)}l${random.between(-70, 70).toFixed(0)} ${random.between(40, 90).toFixed(0)}`,
        "#eef2ff",
        1.6,
        0.6,
      );
  }
  pen.line(path, "#cfd8ff", 11, 0.25);
  pen.line(path, "#ffffff", 3.6);
}

/** A ringed planet high in the sky. */
export function planet(scene: Scene, pen: Pen): void {
  const unit = Math.min(scene.width, scene.height);
  const radius = unit * 0.11;
  const [x, y] = [scene.orbX, scene.horizon * 0.32];
  const paint = pen.linear(
    [x - radius, y - radius],
    [x + radius, y + radius],
    [
      [0, "#ffd9a8"],
      [0.5, "#d98a6b"],
      [1, "#4a2a4f"],
    ],
  );
  pen.circle(
    x,
    y,
    radius * 2.4,
    pen.radial(x, y, radius * 2.4, [
      [0, "#ffcf9a", 0.35],
      [1, "#ffcf9a", 0],
    ]),
  );
  pen.at(
    x,
    y,
    1,
    () =>
      pen.line(
        `M${-radius * 1.8} 0A${radius * 1.8} ${radius * 0.42} 0 0 1 ${radius * 1.8} 0`,
        "#f2dcc0",
        radius * 0.13,
        0.6,
      ),
    -16,
  );
  pen.circle(x, y, radius, paint);
  pen.at(
    x,
    y,
    1,
    () =>
      pen.line(
        `M${-radius * 1.8} 0A${radius * 1.8} ${radius * 0.42} 0 0 0 ${radius * 1.8} 0`,
        "#f6e6cf",
        radius * 0.13,
        0.9,
      ),
    -16,
  );
}
