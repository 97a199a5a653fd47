import type { Order } from "./composition.ts";
import { applyFinish, finishFor, plainFinish } from "./finish.ts";
import { paintScene, paintSubjects } from "./painting.ts";
import { hash, randomFrom } from "./random.ts";
import { pipeline, type RawPicture, toRaw } from "./raster.ts";
import { applyStyle } from "./treatments.ts";
import { readWords } from "./words.ts";

export type { RawPicture } from "./raster.ts";

/** How much small detail each quality gets. */
const richness = { low: 0.5, medium: 1, high: 1.6 } as const;

/** Reads the words and fixes everything chance decides: the same prompt and variation give the same order. */
export function orderFor(request: {
  prompt: string;
  width: number;
  height: number;
  variation: number;
  detail: "low" | "medium" | "high";
}): Order {
  const { prompt, width, height, variation, detail } = request;
  return {
    wish: readWords(prompt),
    random: randomFrom(`${prompt}\u0000${variation}`),
    variation,
    width,
    height,
    richness: richness[detail],
    company: true,
  };
}

/** A round sticker of the scene, for transparent pictures whose words name no subject. */
async function sticker(order: Order): Promise<RawPicture> {
  const { picture } = await paintScene(order);
  const { width, height } = picture;
  const radius = Math.min(width, height) * 0.45;
  const disc = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><circle cx="${width / 2}" cy="${height / 2}" r="${radius}"/></svg>`;
  return toRaw(pipeline(picture).composite([{ input: Buffer.from(disc), blend: "dest-in" }]));
}

/**
 * Draws a picture from words. Returns raw sRGB pixels (RGBA when transparent, otherwise RGB). The same prompt and
 * variation give the same bytes; another variation gives another composition of the same subject.
 */
export async function draw(request: {
  prompt: string;
  width: number;
  height: number;
  variation: number;
  transparent: boolean;
  detail: "low" | "medium" | "high";
}): Promise<RawPicture> {
  const order = orderFor(request);
  if (request.transparent) return (await paintSubjects(order)) ?? sticker(order);
  const { picture } = await paintScene(order);
  const { wish } = order;
  const styled = wish.styles.includes("poster") || wish.styles.includes("pixel");
  const air = wish.weathers.has("fog")
    ? { ...plainFinish, bloom: 0.08, contrast: 1.14, brightness: 0.97 }
    : plainFinish;
  const finish = finishFor(wish.moods, styled ? { ...air, grain: 0, vignette: 0 } : air);
  let finished = await applyFinish(picture, finish, hash(request.prompt));
  for (const style of wish.styles) finished = await applyStyle(finished, style, request.prompt);
  return finished.channels === 3 ? finished : toRaw(pipeline(finished).removeAlpha());
}
