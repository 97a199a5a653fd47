import { mix } from "./color.ts";
import type { Order } from "./composition.ts";
import { setScene } from "./composition.ts";
import type { Mask } from "./masks.ts";
import { createPen } from "./pen.ts";
import { eachRow, over, pipeline, type RawPicture, renderMarkup, toRaw, withoutAlpha } from "./raster.ts";
import { blendBy, impression, settleSnow, tint, turnLeaves } from "./retouch.ts";
import type { Scene } from "./scene.ts";
import { aurora, lightning, rainbow, stars } from "./skylights.ts";
import { paintWeather } from "./weather.ts";

async function layer(
  picture: RawPicture,
  scene: Scene,
  blend: "multiply" | "screen" | "over" | "soft-light" | "overlay",
  paint: (pen: ReturnType<typeof createPen>) => void,
): Promise<RawPicture> {
  const pen = createPen("o");
  paint(pen);
  return toRaw(
    pipeline(
      await over(picture, await renderMarkup(pen.markup(), picture.width, picture.height, scene), blend),
    ).removeAlpha(),
  );
}

/** Gives the sky the colours of an hour and lets the land take some of them. */
async function washed(picture: RawPicture, scene: Scene, sky: Mask, strength: number): Promise<RawPicture> {
  const pen = createPen("g");
  const colors = scene.light.sky;
  const { width, height, horizon } = scene;
  pen.rect(
    0,
    0,
    width,
    height,
    pen.linear(
      [0, 0],
      [0, horizon * 1.05],
      colors.map((color, index) => [index / (colors.length - 1), color] as const),
    ),
  );
  const wash = await renderMarkup(pen.markup(), picture.width, picture.height, scene);
  const toned = await layer(picture, scene, "soft-light", (over) =>
    over.rect(
      0,
      0,
      width,
      height,
      over.linear(
        [0, 0],
        [0, height],
        [
          [0, scene.light.key, 0.5],
          [0.62, scene.light.key, 1],
          [1, scene.light.shadow, 0.9],
        ],
      ),
    ),
  );
  await blendBy(toned, wash, sky, strength);
  return toned;
}

function onlySky(mask: Mask): RawPicture {
  const data = Buffer.alloc(mask.width * mask.height * 4);
  for (let index = 0; index < mask.data.length; index++) data[index * 4 + 3] = mask.data[index] ?? 0;
  return { data, width: mask.width, height: mask.height, channels: 4 };
}

/** Draws lights of the sky, but only where the picture has sky. */
async function inSky(
  picture: RawPicture,
  scene: Scene,
  sky: Mask,
  blend: "screen" | "over",
  paint: (pen: ReturnType<typeof createPen>) => void,
): Promise<RawPicture> {
  const pen = createPen("k");
  paint(pen);
  const lights = await renderMarkup(pen.markup(), picture.width, picture.height, scene);
  const kept = await over(lights, onlySky(sky), "dest-in");
  return toRaw(pipeline(await over(picture, kept, blend)).removeAlpha());
}

/** Small warm lights of the original, lamps and windows, go on burning in the dark. */
async function keepLights(dark: RawPicture, original: RawPicture, sky: Mask): Promise<void> {
  const { width, height } = dark;
  const [columns, rows] = [Math.max(8, Math.round(width / 12)), Math.max(8, Math.round(height / 12))];
  const small = await toRaw(pipeline(original).resize(columns, rows, { fit: "fill" }));
  const glowing = Buffer.alloc(small.data.length);
  for (let at = 0; at < glowing.length; at += 3) {
    const [r, g, b] = [small.data[at] ?? 0, small.data[at + 1] ?? 0, small.data[at + 2] ?? 0];
    glowing[at] = r + g + b > 400 && r - b > 25 ? 255 : 0;
  }
  // A lamp is a small bright thing: where all is bright and warm around, there is only daylight.
  const spread = await toRaw(pipeline({ ...small, data: glowing }).blur(5));
  const around = await toRaw(pipeline(await toRaw(pipeline(small).blur(3))).resize(width, height, { fit: "fill" }));
  const daylight = await toRaw(pipeline(spread).resize(width, height, { fit: "fill" }));
  await eachRow(dark, (y, offset) => {
    for (let x = 0; x < width; x++) {
      const p = offset + x * 3;
      const [r, g, b] = [original.data[p] ?? 0, original.data[p + 1] ?? 0, original.data[p + 2] ?? 0];
      const own = r + g + b;
      const near = (around.data[p] ?? 0) + (around.data[p + 1] ?? 0) + (around.data[p + 2] ?? 0);
      const land = 1 - (sky.data[y * width + x] ?? 0) / 255;
      const burns =
        Math.min(1, Math.max(0, (own - near - 70) / 90)) * Math.min(1, Math.max(0, (r - b - 30) / 40)) * land;
      const lone = Math.min(1, Math.max(0, (86 - (daylight.data[p] ?? 0)) / 30));
      if (burns * lone <= 0) continue;
      for (let channel = 0; channel < 3; channel++) {
        dark.data[p + channel] =
          (dark.data[p + channel] ?? 0) * (1 - burns * lone) + (original.data[p + channel] ?? 0) * burns * lone;
      }
    }
  });
}

/** Hour, weather and season laid over a picture. Says whether anything was understood. */
export async function applyConditions(
  picture: RawPicture,
  order: Order,
  sky: Mask,
): Promise<{ readonly picture: RawPicture; readonly changed: boolean }> {
  const { wish } = order;
  const scene = setScene(order, "hills");
  const { light, width, horizon } = scene;
  const { weathers, hour, season } = wish;
  let current = picture;
  if (season === "autumn" || season === "spring") await turnLeaves(current, season);
  if (hour === "night") {
    const daylight: RawPicture = { ...current, data: Buffer.from(current.data) };
    // A picture that is dusky already needs less of the night.
    const lift = Math.min(0.55, Math.max(0, (0.62 - (await impression(current)).brightness) * 2));
    current = await washed(current, scene, sky, 0.62);
    current = await layer(current, scene, "multiply", (pen) => {
      pen.rect(
        0,
        0,
        width,
        scene.height,
        pen.linear(
          [0, 0],
          [0, scene.height],
          [
            [0, mix("#33437f", "#ffffff", lift)],
            [0.55, mix("#6577b4", "#ffffff", lift)],
            [1, mix("#56679f", "#ffffff", lift)],
          ],
        ),
      );
    });
    await tint(current, "#2a4488", 0.14, null);
    await keepLights(current, daylight, sky);
    current = await inSky(current, scene, sky, "screen", (pen) => {
      stars({ ...scene, light: { ...light, stars: 1 } }, pen, horizon * 0.95);
      const [x, y, radius] = [scene.orbX, horizon * 0.3, 46];
      pen.circle(
        x,
        y,
        radius * 6,
        pen.radial(x, y, radius * 6, [
          [0, "#cfdcff", 0.55],
          [1, "#cfdcff", 0],
        ]),
      );
      pen.circle(x, y, radius, "#f4f0dc");
      pen.circle(x - 14, y - 8, 11, "#d9d6c8");
      pen.circle(x + 16, y + 12, 8, "#dedbcd");
    });
  } else if (hour === "dusk" || hour === "sunset" || hour === "dawn") {
    current = await washed(current, scene, sky, 0.74);
    current = await layer(current, scene, "multiply", (pen) => {
      const dim = hour === "dusk" ? 0.5 : 0.26;
      pen.rect(
        0,
        0,
        width,
        scene.height,
        pen.linear(
          [0, horizon],
          [0, scene.height],
          [
            [0, light.shadow, 0],
            [1, light.shadow, dim],
          ],
        ),
      );
    });
    current = await layer(current, scene, "screen", (pen) => {
      const [x, y] = [scene.orbX, horizon * 0.9];
      pen.circle(
        x,
        y,
        620,
        pen.radial(x, y, 620, [
          [0, light.orbColor, 0.7],
          [0.12, light.orbColor, 0.36],
          [0.45, light.haze, 0.14],
          [1, light.haze, 0],
        ]),
      );
    });
  } else if (hour === "noon") {
    current = await washed(current, scene, sky, 0.55);
    current = await toRaw(pipeline(current).linear(1.1, 12));
  }
  if (season === "summer")
    current = await layer(current, scene, "soft-light", (pen) => pen.rect(0, 0, width, scene.height, "#ffd98a", 0.8));
  if (weathers.has("snow") || season === "winter")
    await settleSnow(current, sky, (await impression(current)).brightness);
  if (weathers.has("rain") || weathers.has("storm")) {
    current = await layer(current, scene, "multiply", (pen) =>
      pen.rect(
        0,
        0,
        width,
        scene.height,
        pen.linear(
          [0, 0],
          [0, scene.height],
          [
            [0, "#8fa0b4"],
            [1, "#b6c2cd"],
          ],
        ),
      ),
    );
    await tint(current, "#6d8296", 0.3, null);
  }
  if (weathers.has("fog")) {
    current = await layer(current, scene, "over", (pen) => {
      pen.rect(
        0,
        0,
        width,
        scene.height,
        pen.linear(
          [0, 0],
          [0, scene.height],
          [
            [0, "#e6e8e6", 0.42],
            [0.5, "#e9e8e2", 0.62],
            [1, "#e3e4e2", 0.34],
          ],
        ),
      );
    });
  }
  if (weathers.has("aurora") || weathers.has("storm")) {
    current = await inSky(current, scene, sky, "screen", (pen) => {
      if (weathers.has("aurora")) aurora(scene, pen);
      if (weathers.has("storm")) lightning(scene, pen);
    });
  }
  if (weathers.has("rainbow")) current = await inSky(current, scene, sky, "over", (pen) => rainbow(scene, pen));
  const pen = createPen("w");
  paintWeather(scene, pen, "coast");
  const falling = pen.markup();
  if (falling !== "")
    current = withoutAlpha(await over(current, await renderMarkup(falling, current.width, current.height, scene)));
  return { picture: current, changed: hour !== null || season !== null || weathers.size > 0 };
}
