import type { Family, Quality } from "./models.ts";

// What each delivered partial image adds to the output tokens (image generation guide, streaming).
const PARTIAL_IMAGE_TOKENS = 100;

/** The `usage` object of the Images API. */
export interface Usage {
  input_tokens: number;
  output_tokens: number;
  total_tokens: number;
  input_tokens_details: { image_tokens: number; text_tokens: number };
  output_tokens_details: { image_tokens: number; text_tokens: number };
}

// The grids of the official calculator; 2.6 has none of its own, see below.
const GRID_2: Partial<Record<Quality, number>> = { low: 16, medium: 48, high: 96 };
const GRID_25: Record<Quality, number> = { low: 16, medium: 24, high: 48, xhigh: 64, max: 96 };

// Measured on 2026-11-05: low and medium of 2.6 bill about four times the 2.5 tokens (1536x1024 low: 664), the rest the same.
const FACTOR_26: Partial<Record<Quality, number>> = { low: 4.2, medium: 4.2 };

const PATCH_PIXELS = 32;
const MAX_PATCHES = 1536;
const MIN_LONG_EDGE = 1024;

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** Output tokens of one image of `width` x `height` pixels, by the official calculator's formula (2.6: as measured). */
export function outputTokens(family: Family, quality: Quality, width: number, height: number): number {
  const grid = (family === "2" ? GRID_2[quality] : GRID_25[quality]) ?? 0;
  const short = roundHalfEven((grid * Math.min(width, height)) / Math.max(width, height));
  const tokens = Math.ceil((grid * short * (2_000_000 + width * height)) / 4_000_000);
  return family === "2.6" ? Math.ceil(tokens * (FACTOR_26[quality] ?? 1)) : tokens;
}

/** Input tokens of one given image: 32-pixel patches, small images scaled up to 1024, at most 1536 patches. */
export function inputImageTokens(width: number, height: number): number {
  const enlarge = Math.max(1, MIN_LONG_EDGE / Math.max(width, height));
  // Whole pixels, and a hair less before rounding up: a float just above a whole number is not another patch.
  const columns = Math.round(width * enlarge) / PATCH_PIXELS;
  const rows = Math.round(height * enlarge) / PATCH_PIXELS;
  const patches = (scale: number) => Math.ceil(columns * scale - 1e-9) * Math.ceil(rows * scale - 1e-9);
  if (patches(1) <= MAX_PATCHES) return patches(1);
  const shrink = Math.sqrt(MAX_PATCHES / (columns * rows));
  const wholeColumns = Math.floor(columns * shrink) / (columns * shrink);
  const wholeRows = Math.floor(rows * shrink) / (rows * shrink);
  return patches(shrink * Math.min(wholeColumns, wholeRows));
}

/** Text tokens of a prompt: about four characters each, and the six that the API adds. */
export function textTokens(prompt: string): number {
  return Math.ceil(prompt.length / 4) + 6;
}

/** The usage of a whole answer: n images bill like n separate requests, inputs included. */
export function usageOf(work: {
  family: Family;
  quality: Quality;
  width: number;
  height: number;
  prompt: string;
  inputSizes: readonly { width: number; height: number }[];
  images: number;
  partials: number;
}): Usage {
  const text = textTokens(work.prompt) * work.images;
  const image = work.inputSizes.reduce((sum, size) => sum + inputImageTokens(size.width, size.height), 0) * work.images;
  const output =
    outputTokens(work.family, work.quality, work.width, work.height) * work.images +
    work.partials * PARTIAL_IMAGE_TOKENS;
  return {
    input_tokens: text + image,
    output_tokens: output,
    total_tokens: text + image + output,
    input_tokens_details: { image_tokens: image, text_tokens: text },
    output_tokens_details: { image_tokens: output, text_tokens: 0 },
  };
}
