import type { ImageModel, ModelInfo, OnePicture, PictureShape } from "#core/model.ts";
import { nearestSize } from "#core/size.ts";
import type { Config } from "#src/config.ts";
import { configuredModel } from "#src/image-model.ts";
import { catalogue } from "#src/models/openai/catalog.ts";

const paintTimeoutMs = 180_000;

/** The model that Limner paints with. @throws AppError `misconfigured` when the address is none. */
export function modelOf(config: Config, offline: boolean): ImageModel {
  const baseUrl = offline ? "http://127.0.0.1/v1" : (config.OPENAI_BASE_URL ?? null);
  return configuredModel(config, baseUrl, { idleTimeoutMs: paintTimeoutMs, totalTimeoutMs: paintTimeoutMs });
}

/** What is known of the configured model. */
export function infoOf(config: Config, model: ImageModel): ModelInfo {
  const info = model.models().find(({ id }) => id === config.IMAGE_MODEL);
  if (!info) throw new Error(`${config.IMAGE_MODEL} is not listed`);
  return info;
}

/** Whether the catalogue knows a model: only then are its sizes and qualities facts. */
export function isKnown(id: string): boolean {
  return catalogue.some(({ info }) => info.id === id);
}

/**
 * The cheapest picture that proves something: the configured shape with as few pixels as the model paints, at its lowest
 * quality. Of a model that nobody knows anything of, what is configured.
 */
export function testPicture(config: Config, info: ModelInfo): OnePicture {
  const known = isKnown(info.id);
  return {
    prompt: "A small red circle on white",
    model: info.id,
    size: known ? nearestSize(config.IMAGE_SIZE, info.sizes, info.sizes.minPixels) : config.IMAGE_SIZE,
    quality: known ? (info.qualities[0] ?? config.IMAGE_QUALITY) : config.IMAGE_QUALITY,
    format: "png",
    compression: null,
    background: "auto",
    moderation: "auto",
    images: [],
    mask: null,
    partialImages: 0,
    endUser: null,
  };
}

/** What decides the price of that picture. */
export function shapeOf({ model, size, quality, prompt, partialImages }: OnePicture): PictureShape {
  return { model, size, quality, promptLength: prompt.length, inputSizes: [], partialImages };
}
