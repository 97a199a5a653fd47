import type { Message } from "./message.ts";
import type { Micros } from "./money.ts";
import type { Size, SizeRules } from "./size.ts";

export type Format = "png" | "jpeg" | "webp";
export type Background = "auto" | "opaque" | "transparent";
export type Moderation = "auto" | "low";

/** What is known of one image model: data, so that checks and forms can be derived from it. */
export interface ModelInfo {
  readonly id: string;
  /** One short sentence: what it does better than the others. */
  readonly strength: string;
  readonly qualities: readonly string[];
  readonly sizes: SizeRules;
  readonly formats: readonly Format[];
  readonly transparent: boolean;
  /** Most pictures that one request may carry, the edited one included; 0 when the model cannot edit. */
  readonly maxInputImages: number;
  readonly mask: boolean;
  /** In UTF-16 code units. */
  readonly maxPromptLength: number;
  /** The day (YYYY-MM-DD) from which the provider refuses this model, or null. */
  readonly shutdownOn: string | null;
}

/** One input picture, ready to be sent: upright, without metadata. A Blob, so that it can be sent again. */
export interface InputImage {
  readonly bytes: Blob;
  readonly size: Size;
}

/** Exactly one picture to paint, and so exactly one paid request. */
export interface OnePicture {
  readonly prompt: string;
  readonly model: string;
  readonly size: Size;
  readonly quality: string;
  readonly format: Format;
  /** 0 to 100 for jpeg and webp; null leaves it to the provider. */
  readonly compression: number | null;
  readonly background: Background;
  readonly moderation: Moderation;
  /** Empty: paint from words alone. Otherwise the first one is edited and the others are references. */
  readonly images: readonly InputImage[];
  /** PNG with alpha, of the first image's size; transparent pixels say where to paint. */
  readonly mask: Blob | null;
  /** How many unfinished pictures to ask for while it paints, 0 to 3. */
  readonly partialImages: number;
  /** Stable and says nothing about the person; null when the provider should not get one. */
  readonly endUser: string | null;
}

/** What decides the price of a picture before it is painted. */
export interface PictureShape {
  readonly model: string;
  readonly size: Size;
  readonly quality: string;
  readonly promptLength: number;
  readonly inputSizes: readonly Size[];
  readonly partialImages: number;
}

/** An amount and the price table that it came from. */
export interface Price {
  readonly micros: Micros;
  readonly priceVersion: string;
}

/** Where a model puts what it paints. */
export interface PaintSink {
  /** An unfinished picture, encoded, to be shown and thrown away. Never awaited: painting does not wait for showing. */
  partial(bytes: Uint8Array): void;
  /**
   * The picture's decoded bytes as they arrive, in the format that they really have. Settles when they are stored;
   * rejects when they cannot be. Called exactly once before `paint` resolves.
   */
  image(bytes: AsyncIterable<Uint8Array>, format: Format): Promise<void>;
}

/** What the provider said of a finished picture. */
export interface Painted {
  /** What was charged; null where nobody knows the price. */
  readonly cost: (Price & { readonly source: "usage" | "estimate" }) | null;
  /** The provider's own account of tokens, as it sent it. */
  readonly usage: unknown;
  /** The provider's id of the request, for its support. */
  readonly requestId: string | null;
  /** What the person should know: an offline sketch, a setting that was not honoured. */
  readonly notes: readonly Message[];
}

/**
 * A provider of pictures.
 *
 * `paint` makes exactly one paid request and never repeats it. It rejects with an `AppError` whose
 * `charged` says whether the provider will bill it: `no`, `yes` or `unknown`; aborting `signal` aborts the request itself.
 */
export interface ImageModel {
  models(): readonly ModelInfo[];
  /** An upper bound of what one picture can cost; null where the price is not known. */
  estimate(shape: PictureShape): Price | null;
  paint(request: OnePicture, into: PaintSink, signal: AbortSignal): Promise<Painted>;
}
