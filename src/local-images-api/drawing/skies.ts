import { paintBanks, paintCeiling, paintCumuli, paintStreaks } from "./clouds.ts";
import { lighten, mix } from "./color.ts";
import type { Pen, Stop } from "./pen.ts";
import type { Scene } from "./scene.ts";
import { aurora, birds, lightning, planet, rainbow, stars } from "./skylights.ts";

function orb(scene: Scene, pen: Pen): void {
  const { light, orbX: x, wish, horizon } = scene;
  const sunny = wish.skyThings.has("sun") && light.orb !== "moon";
  const moony = wish.skyThings.has("moon") || light.orb === "moon";
  if (light.orb === "none" && !sunny && !moony) return;
  const y = horizon * (1 - light.orbHeight * (horizon > scene.width * 1.2 ? 0.72 : 1));
  const unit = Math.min(scene.width, scene.height);
  const asked = wish.skyThings.has("sun") || wish.skyThings.has("moon");
  const radius = unit * (moony ? 0.062 : light.orbHeight < 0.3 ? 0.085 : 0.05) * (asked ? 1.45 : 1);
  const color = light.orbColor;
  const reach = unit * (moony ? 0.55 : 0.85);
  const halo = scene.foggy ? 0.8 : 0.62;
  pen.rect(
    x - reach,
    y - reach,
    reach * 2,
    reach * 2,
    pen.radial(x, y, reach, [
      [0, color, halo],
      [0.13, color, halo * 0.62],
      [0.35, mix(color, light.haze, 0.4), halo * 0.27],
      [1, light.haze, 0],
    ]),
  );
  if (scene.foggy) {
    pen.circle(x, y, radius, color, 0.75);
  } else if (moony) {
    const face = lighten(color, -0.12);
    pen.circle(
      x,
      y,
      radius,
      pen.linear(
        [x - radius, y - radius],
        [x + radius, y + radius],
        [
          [0, "#fffdf2"],
          [1, lighten(color, -0.08)],
        ],
      ),
    );
    for (const [dx, dy, size] of [
      [-0.3, -0.2, 0.26],
      [0.25, 0.1, 0.2],
      [-0.1, 0.42, 0.17],
      [0.35, -0.42, 0.13],
      [-0.5, 0.28, 0.1],
    ] as const) {
      pen.circle(x + dx * radius, y + dy * radius, radius * size, face, 0.5);
    }
  } else {
    pen.circle(
      x,
      y,
      radius,
      pen.linear(
        [x, y - radius],
        [x, y + radius],
        [
          [0, lighten(color, 0.06)],
          [1, mix(color, light.key, 0.35)],
        ],
      ),
    );
  }
}

/** Paints the sky, from the top of the sheet to a little below the horizon. */
export function paintSky(scene: Scene, pen: Pen, minimal: boolean): void {
  const { light, wish, width, height, horizon, random } = scene;
  const { sky } = light;
  const stops = sky.map((color, index): Stop => [(index / (sky.length - 1)) ** 1.1, color]);
  pen.rect(0, 0, width, height, pen.linear([0, 0], [0, horizon * 1.02], stops));
  if (light.stars > 0) stars(scene, pen, horizon * (0.5 + 0.45 * light.stars));
  if (wish.weathers.has("aurora")) aurora(scene, pen);
  const heavy = wish.weathers.has("storm") || wish.weathers.has("rain");
  orb(scene, pen);
  if (wish.skyThings.has("planet")) planet(scene, pen);
  const low = light.orb === "sun" && light.orbHeight < 0.35;
  if (heavy) paintCeiling(scene, pen);
  else if (!minimal && low && !scene.foggy) {
    paintBanks(scene, pen);
    paintStreaks(scene, pen);
  } else if (!minimal && !scene.foggy && light.stars < 0.8) {
    paintCumuli(scene, pen, random.whole(3, 5) + Math.round(width / scene.height));
  }
  if (wish.skyThings.has("cloud") && !heavy) paintCumuli(scene, pen, 6);
  if (wish.weathers.has("rainbow")) rainbow(scene, pen);
  if (wish.weathers.has("storm")) lightning(scene, pen);
  if (!minimal && !heavy && light.stars < 0.8 && random.chance(0.6)) birds(scene, pen);
}
