import { say } from "#core/message.ts";
import type { ImageModel, ModelInfo, OnePicture, Painted, PaintSink, PictureShape } from "#core/model.ts";
import type { Micros } from "#core/money.ts";
import { addressOf } from "./address.ts";
import { type CatalogueModel, catalogue, catalogueModel, PRICE_VERSION } from "./catalog.ts";
import type { ImagesClient } from "./client.ts";
import { estimatedMicros, usageMicros } from "./cost.ts";
import { type Provider, profiles } from "./profiles.ts";

/** What a model costs that the catalogue does not know: so much a picture, or as much as another model, whose abilities it then has too. */
export type ConfiguredPrice = { readonly microsPerPicture: Micros } | { readonly like: string };

/** How the Images API is reached and what it costs. */
export interface OpenaiImageConfig {
  readonly apiKey: string;
  /** Null: OpenAI itself. For Azure the resource's address. */
  readonly baseUrl: string | null;
  readonly provider: Provider;
  /** Azure's dated API; null for its v1 API, which needs none. */
  readonly azureApiVersion: string | null;
  /** The server behind it draws by itself: nothing costs anything, and every picture says so. */
  readonly offline: boolean;
  /** By model id; an Azure deployment's name counts as one. */
  readonly prices?: Readonly<Record<string, ConfiguredPrice>>;
  /** Model ids to list besides the catalogue's. Any id can be painted with, listed or not. */
  readonly models?: readonly string[];
  /** Origins, besides the base URL's own, from which a picture may be fetched whose answer only names its address. */
  readonly imageOrigins?: readonly string[];
  /** How long the other side may be silent, in milliseconds. The slowest model's median is 155 s without a byte. */
  readonly idleTimeoutMs?: number;
  /** How long a request may take in all, in milliseconds. */
  readonly totalTimeoutMs?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Told of every answered request: ids and settings, never words or pictures. */
  readonly log?: (message: string, details: Readonly<Record<string, unknown>>) => void;
}

/** OpenAI's Images API, Azure's, or a compatible server's. Opens no connection before the first picture. @throws AppError `misconfigured` when the address is none. */
export function openaiImageModel(config: OpenaiImageConfig): ImageModel {
  const profile = profiles[config.provider];
  // What is wrong with it is said at once, and not by the first picture.
  addressOf(config);
  let client: ImagesClient | null = null;
  const prices = config.prices ?? {};

  function modelOf(id: string): CatalogueModel {
    const price = prices[id];
    const known = catalogueModel(price && "like" in price ? price.like : id);
    const info = profile.generateParameters.has("background") ? known.info : { ...known.info, transparent: false };
    return { ...known, info: { ...info, id } };
  }

  function estimatedCost(shape: PictureShape): Micros | null {
    if (config.offline) return 0;
    const price = prices[shape.model];
    if (price && "microsPerPicture" in price) return price.microsPerPicture;
    const partialImages = profile.streams ? Math.max(shape.partialImages, profile.minPartialImages) : 0;
    return estimatedMicros(modelOf(shape.model), { ...shape, partialImages });
  }

  function costOf(picture: OnePicture, usage: unknown): Painted["cost"] {
    const priceVersion = PRICE_VERSION;
    if (config.offline) return { micros: 0, source: "usage", priceVersion };
    const price = prices[picture.model];
    const tokens = price && "microsPerPicture" in price ? null : modelOf(picture.model).prices;
    const exact = tokens && usageMicros(tokens, usage);
    if (exact !== null) return { micros: exact, source: "usage", priceVersion };
    const micros = estimatedCost(shapeOf(picture));
    return micros === null ? null : { micros, source: "estimate", priceVersion };
  }

  return {
    models: () => listed(config).map((id): ModelInfo => modelOf(id).info),
    estimate: (shape) => {
      const micros = estimatedCost(shape);
      return micros === null ? null : { micros, priceVersion: PRICE_VERSION };
    },
    paint: async (picture: OnePicture, into: PaintSink, signal: AbortSignal): Promise<Painted> => {
      // The SDK is half of what a process loads, and most commands in a terminal paint nothing.
      const [{ imagesClient }, { paintOne }] = await Promise.all([import("./client.ts"), import("./paint.ts")]);
      client ??= imagesClient(config);
      const { usage, requestId, notes } = await paintOne(picture, into, signal, {
        client,
        profile,
        apiKey: config.apiKey,
        imageOrigins: config.imageOrigins ?? [],
        idleTimeoutMs: config.idleTimeoutMs ?? 300_000,
        totalTimeoutMs: config.totalTimeoutMs ?? 600_000,
        now: config.now ?? Date.now,
        log: config.log ?? (() => {}),
      });
      return {
        cost: costOf(picture, usage),
        usage,
        requestId,
        notes: config.offline ? [...notes, say("sketch.offline")] : notes,
      };
    },
  };
}

function listed(config: OpenaiImageConfig): readonly string[] {
  const configured = [...(config.models ?? []), ...Object.keys(config.prices ?? {})];
  return [...new Set([...configured, ...catalogue.map(({ info }) => info.id)])];
}

function shapeOf(picture: OnePicture): PictureShape {
  const { model, size, quality, prompt, images, partialImages } = picture;
  return {
    model,
    size,
    quality,
    partialImages,
    promptLength: prompt.length,
    inputSizes: images.map((image) => image.size),
  };
}
