import { lighten, mix } from "../color.ts";
import { lit } from "../light.ts";
import type { Pen } from "../pen.ts";
import type { Mirror, Scene } from "../scene.ts";
import { lens } from "../shapes.ts";

/** The mirror of open water below `line`. */
export function waterMirror(scene: Scene, line: number, calm: number): Mirror {
  const sea = scene.wish.waterColor ?? "#1f5a78";
  return {
    line,
    bottom: scene.height,
    tintNear: mix(scene.light.haze, lit(scene.light, sea), scene.wish.waterColor === null ? 0.28 : 0.7),
    tint:
      scene.wish.waterColor === null
        ? mix(lit(scene.light, sea), scene.light.sky[0] ?? sea, 0.35)
        : lit(scene.light, sea),
    depth: (scene.wish.waterColor === null ? 0.62 : 0.8) - calm * 0.32,
    ripple: 30 * (1 - calm * 0.72),
    smear: 0,
  };
}

/** Glints, swell and the path of light under sun, moon or lamp. */
export function paintGlints(scene: Scene, pen: Pen, line: number, bottom: number): void {
  const random = scene.random.fork("glints");
  const { light, width, orbX } = scene;
  const depth = bottom - line;
  const dark = mix(light.shadow, lit(light, "#1f5a78"), 0.5);
  const horizonColor = light.sky[light.sky.length - 1] ?? "#ffffff";
  for (let index = 0; index < (width / 1000) * 120 * scene.richness; index++) {
    const part = random.next() ** 1.3;
    const y = line + 3 + depth * part;
    const half = (10 + part * 110) * random.between(0.4, 1.2);
    pen.shape(
      lens(random.between(0, width), y, half, 0.7 + part * 4.2),
      random.chance(0.55) ? dark : lighten(horizonColor, 0.02),
      random.between(0.08, 0.3),
    );
  }
  if (light.orb !== "none" && !scene.foggy) {
    for (let index = 0; index < 110 * scene.richness; index++) {
      const part = random.next() ** 1.15;
      const y = line + 2 + depth * part;
      const spread = 24 + part * 105;
      const x = orbX + (random.next() + random.next() + random.next() - 1.5) * spread;
      pen.shape(
        lens(x, y, (8 + part * 46) * random.between(0.4, 1.1), 0.9 + part * 3.6),
        light.orbColor,
        (1 - part * 0.7) * random.between(0.4, 0.95),
      );
    }
  }
  pen.rect(-10, line - 1.5, width + 20, 3, mix(light.haze, "#ffffff", 0.3), 0.5);
}
