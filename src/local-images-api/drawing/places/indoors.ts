import { type Color, fromHue, hue, lighten, mix } from "../color.ts";
import { lit } from "../light.ts";
import { fixed, type Pen } from "../pen.ts";
import type { Scene, Stage } from "../scene.ts";
import { blob, curve, lens } from "../shapes.ts";

/** A wall, a window with the sky of the hour in it, and a table. */
export function room(scene: Scene, pen: Pen): Stage {
  const { width, height, light, focusX } = scene;
  const random = scene.random.fork("room");
  const wallLocal =
    scene.wish.theme[0] ?? random.pick(["#d9a07a", "#7fa79d", "#c98f80", "#e0bd82", "#7f95b8", "#a3b07f"]);
  const dim = light.lamps * 0.45;
  const wall = mix(lit(light, wallLocal), mix("#5c3d34", light.shadow, 0.35), dim);
  const table = height * (height > width * 1.3 ? 0.74 : 0.72);
  pen.rect(
    0,
    0,
    width,
    height,
    pen.linear(
      [0, 0],
      [width * 0.2, height],
      [
        [0, mix(wall, light.shadow, 0.28)],
        [0.55, wall],
        [1, mix(wall, light.key, 0.12)],
      ],
    ),
  );
  const wide = Math.min(width * 0.36, height * 0.42);
  const tall = wide * 1.28;
  const x = focusX > width / 2 ? width * 0.22 - wide / 2 + (width > height ? 20 : 0) : width * 0.78 - wide / 2;
  const y = Math.max(height * 0.08, table - tall - height * 0.18);
  const { sky } = light;
  pen.rect(x - 16, y - 16, wide + 32, tall + 32, mix(lit(light, "#f7efe2"), light.shadow, 0.12), 1, 6);
  pen.rect(
    x,
    y,
    wide,
    tall,
    pen.linear(
      [0, y],
      [0, y + tall],
      sky.map((color, index) => [index / (sky.length - 1), color] as const),
    ),
  );
  const view = `M${fixed(x)} ${fixed(y)}h${fixed(wide)}v${fixed(tall)}h${fixed(-wide)}Z`;
  pen.inside(view, () => {
    if (light.orb !== "none") pen.circle(x + wide * 0.66, y + tall * 0.3, wide * 0.1, light.orbColor);
    for (let index = 0; light.stars > 0.3 && index < 26; index++)
      pen.circle(x + random.next() * wide, y + random.next() * tall * 0.6, random.between(0.8, 2), "#fff6e0", 0.9);
    for (const [index, distance] of [0.65, 0.4, 0.15].entries()) {
      const local = scene.snowy ? "#eef3fb" : "#5f8468";
      const level = y + tall * (0.64 + index * 0.11);
      pen.shape(
        `${curve([
          [x - 10, level],
          [x + wide * 0.3, level - random.between(8, 34)],
          [x + wide * 0.65, level + random.between(-10, 16)],
          [x + wide + 10, level - random.between(0, 26)],
        ])}L${fixed(x + wide + 10)} ${fixed(y + tall)}H${fixed(x - 10)}Z`,
        lit(light, local, distance),
      );
    }
    if (scene.wish.weathers.has("rain"))
      for (let index = 0; index < 70; index++)
        pen.line(
          `M${fixed(x + random.next() * wide)} ${fixed(y + random.next() * tall)}l-3 ${fixed(random.between(8, 26))}`,
          "#eaf3f8",
          1.2,
          0.5,
        );
    if (scene.wish.weathers.has("snow"))
      for (let index = 0; index < 60; index++)
        pen.circle(x + random.next() * wide, y + random.next() * tall, random.between(1, 3), "#ffffff", 0.9);
  });
  const frame = mix(lit(light, "#f7efe2"), light.shadow, 0.06);
  pen.line(
    `M${fixed(x + wide / 2)} ${fixed(y)}v${fixed(tall)}M${fixed(x)} ${fixed(y + tall * 0.42)}h${fixed(wide)}`,
    frame,
    9,
  );
  pen.rect(x - 26, y + tall + 12, wide + 52, 16, frame, 1, 4);
  const pool = Math.max(width, height) * 0.55;
  pen.circle(
    focusX,
    table - height * 0.24,
    pool,
    pen.radial(focusX, table - height * 0.24, pool, [
      [0, mix("#ffe2ae", light.key, 0.4), 0.5],
      [0.45, "#ffdca8", 0.16],
      [1, "#ffdca8", 0],
    ]),
  );
  picture(scene, pen, width - (x + wide / 2), y + tall * 0.18, Math.min(wide * 0.5, 170), wall);
  const wood = lit(light, random.pick(["#9a6240", "#7d4d36", "#b0804f"]));
  const top = mix(wood, "#ffdca8", 0.14 + dim * 0.1);
  pen.rect(
    0,
    table,
    width,
    height - table,
    pen.linear(
      [0, table],
      [0, height],
      [
        [0, lighten(top, 0.05)],
        [0.4, top],
        [1, mix(wood, light.shadow, 0.5)],
      ],
    ),
  );
  for (let index = 0; index < 26; index++)
    pen.shape(
      lens(
        random.between(0, width),
        table + (height - table) * random.next(),
        random.between(90, 320),
        random.between(0.8, 2.4),
      ),
      mix(wood, light.shadow, 0.4),
      0.3,
    );
  pen.rect(0, table - 2, width, 5, lighten(top, 0.1), 0.8);
  return {
    standAt: () => table + (height - table) * 0.42,
    floatAt: null,
    scale: 1.12,
    mirror: null,
    middle: () => undefined,
    front: () => undefined,
  };
}

function picture(scene: Scene, pen: Pen, x: number, y: number, wide: number, wall: Color): void {
  const { light } = scene;
  const random = scene.random.fork("picture");
  const base = hue(wall);
  pen.rect(x - wide / 2 + 5, y + 7, wide, wide * 1.2, light.shadow, 0.25, 3);
  pen.rect(x - wide / 2, y, wide, wide * 1.2, mix(lit(light, "#6b4a35"), light.shadow, 0.2), 1, 3);
  pen.rect(x - wide * 0.43, y + wide * 0.07, wide * 0.86, wide * 1.06, lit(light, "#f2e8d6"));
  for (let index = 0; index < 4; index++) {
    pen.shape(
      blob(
        random,
        x + random.between(-0.16, 0.16) * wide,
        y + wide * (0.36 + index * 0.16),
        wide * random.between(0.12, 0.22),
        wide * random.between(0.07, 0.14),
        0.2,
      ),
      lit(light, fromHue(0.62, 0.1, base + 90 + index * 50)),
      0.85,
    );
  }
}

/** Sunlit water from the surface down to sand, coral and weed. */
export function underwater(scene: Scene, pen: Pen): Stage {
  const { width, height } = scene;
  const random = scene.random.fork("reef");
  const water = scene.wish.waterColor ?? scene.wish.theme[0] ?? random.pick(["#1f88a8", "#1d76a6", "#25938f"]);
  const deep = mix(water, "#06223f", 0.72);
  pen.rect(
    0,
    0,
    width,
    height,
    pen.linear(
      [0, 0],
      [0, height],
      [
        [0, mix(water, "#e6fff2", 0.62)],
        [0.25, mix(water, "#a8ecdf", 0.24)],
        [0.6, mix(water, deep, 0.35)],
        [1, deep],
      ],
    ),
  );
  for (let index = 0; index < 11; index++) {
    const x = width * random.between(-0.1, 1);
    const lean = width * random.between(0.05, 0.22);
    const half = random.between(14, 70);
    pen.shape(
      `M${fixed(x)} -10h${fixed(half)}L${fixed(x + lean + half * 3)} ${fixed(height * 0.85)}H${fixed(x + lean - half)}Z`,
      pen.linear(
        [0, 0],
        [0, height * 0.85],
        [
          [0, "#f2fff4", 0.4],
          [1, "#f2fff4", 0],
        ],
      ),
    );
  }
  for (const [index, part] of [0.66, 0.77].entries()) {
    const y = height * part;
    const reach = height * 0.06;
    pen.shape(
      `${curve(Array.from({ length: 9 }, (_, step) => [(width * step) / 8, y - random.between(0, reach * 2)] as const))}V${height + 10}H0Z`,
      mix(deep, water, 0.55 - index * 0.25),
      0.85,
    );
  }
  const floor = height * 0.88;
  const sand = mix("#d9c79a", water, 0.45);
  pen.shape(
    `${curve(Array.from({ length: 9 }, (_, step) => [(width * step) / 8, floor - random.between(0, 26)] as const))}V${height + 10}H0Z`,
    pen.linear(
      [0, floor - 30],
      [0, height],
      [
        [0, sand],
        [1, mix(sand, deep, 0.6)],
      ],
    ),
  );
  return {
    standAt: () => floor + 24,
    floatAt: height * 0.58,
    scale: 1,
    mirror: null,
    middle: (over) => bubbles(scene, over),
    front: (over) => reef(scene, over, floor, water, deep),
  };
}

function bubbles(scene: Scene, pen: Pen): void {
  const random = scene.random.fork("bubbles");
  for (let index = 0; index < 46 * scene.richness; index++) {
    const size = 1.5 + random.next() ** 3 * 13;
    const [x, y] = [random.between(0, scene.width), random.between(0, scene.height * 0.9)];
    pen.circle(x, y, size, "#e9fffb", 0.16);
    pen.circle(x - size * 0.3, y - size * 0.35, size * 0.26, "#ffffff", 0.8);
  }
}

function reef(scene: Scene, pen: Pen, floor: number, water: Color, deep: Color): void {
  const random = scene.random.fork("coral");
  const { width, height } = scene;
  for (let index = 0; index < 10 + width / 110; index++) {
    const edge = random.chance(0.8);
    const x = edge
      ? random.chance(0.5)
        ? random.next() ** 1.6 * width * 0.34
        : width - random.next() ** 1.6 * width * 0.34
      : random.between(0, width);
    const y = floor + random.between(6, height - floor);
    const color = mix(random.pick(["#e8687a", "#f0a04b", "#b36bc0", "#f3c65c", "#59b58a"]), water, 0.25);
    const tall = random.between(50, 150);
    const kind = random.next();
    if (kind < 0.4) {
      for (let blade = -2; blade <= 2; blade++) {
        const sway = random.between(-26, 26);
        pen.line(
          curve([
            [x + blade * 10, y],
            [x + blade * 12 + sway * 0.5, y - tall * 0.7],
            [x + blade * 14 - sway * 0.3, y - tall * 1.3],
            [x + blade * 14 + sway, y - tall * random.between(1.5, 2.1)],
          ]),
          mix("#2f8a63", deep, random.between(0.1, 0.5)),
          9,
          0.95,
        );
      }
    } else if (kind < 0.75) {
      for (let branch = 0; branch < 7; branch++) {
        const lean = (branch - 3) * tall * 0.17;
        pen.line(
          curve([
            [x, y],
            [x + lean * 0.4, y - tall * 0.45],
            [x + lean, y - tall * random.between(0.7, 1)],
          ]),
          lighten(color, random.between(-0.06, 0.04)),
          11,
        );
      }
    } else {
      pen.shape(blob(random, x, y - tall * 0.2, tall * 0.5, tall * 0.36, 0.12), color);
      for (let dot = 0; dot < 12; dot++)
        pen.circle(
          x + random.between(-0.36, 0.36) * tall,
          y - tall * random.between(0.05, 0.42),
          3.4,
          lighten(color, 0.12),
        );
    }
  }
}
