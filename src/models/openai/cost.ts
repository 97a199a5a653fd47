import { z } from "zod";
import type { PictureShape } from "#core/model.ts";
import type { Micros } from "#core/money.ts";
import type { Size } from "#core/size.ts";
import type { CatalogueModel, Family, TokenPrices } from "./catalog.ts";

/** Each partial picture that is delivered bills this many output tokens more. */
const PARTIAL_IMAGE_TOKENS = 100;
/** Tokens that come on top of a prompt's own, generously: 6 were seen when painting, more when editing. */
const PROMPT_OVERHEAD_TOKENS = 50;
const EDIT_OVERHEAD_TOKENS = 500;
/** A UTF-16 code unit is at most three bytes of UTF-8, and a token is at least one byte. */
const MAX_TOKENS_PER_CODE_UNIT = 3;
const PATCH_PIXELS = 32;
const MAX_PATCHES = 1536;

/** Steps of detail by quality, of OpenAI's own calculator; 2.6 is measured against 2.5. */
const grids: Readonly<Record<"2" | "2.5", Readonly<Record<string, number>>>> = {
  "2": { low: 16, medium: 48, high: 96 },
  "2.5": { low: 16, medium: 24, high: 48, xhigh: 64, max: 96 },
};
/** Tokens of the first generation for square, portrait and landscape pictures. */
const firstGeneration: Readonly<Record<string, readonly [square: number, portrait: number, landscape: number]>> = {
  low: [272, 408, 400],
  medium: [1056, 1584, 1568],
  high: [4160, 6240, 6208],
};

/**
 * Output tokens of one finished picture: exact for 2 and 2.5, an approximation from above for 2.6
 * (measured on 2026-11-05: three to four times 2.5 at low and medium, the same above), null without a formula.
 * A quality that the family does not list, `auto` included, counts as the dearest.
 */
export function outputTokens(family: Family, quality: string, size: Size): number | null {
  if (family === "unknown") return null;
  if (family === "1") {
    const row = firstGeneration[quality] ?? firstGeneration.high ?? [0, 0, 0];
    return size.width === size.height ? row[0] : size.width < size.height ? row[1] : row[2];
  }
  const grid = grids[family === "2" ? "2" : "2.5"];
  const long = grid[quality] ?? Math.max(...Object.values(grid));
  const shortToLong = Math.min(size.width, size.height) / Math.max(size.width, size.height);
  const cells = long * roundHalfEven(long * shortToLong);
  const tokens = Math.ceil((cells * (2_000_000 + size.width * size.height)) / 4_000_000);
  if (family !== "2.6") return tokens;
  return Math.ceil(tokens * (quality === "low" || quality === "medium" ? 4.2 : 1.05));
}

/** Input tokens of one picture: patches of 32 pixels, at most 1536. Not official; matches `usage` of 2 and 2.5. */
export function inputImageTokens(size: Size): number {
  const enlarge = Math.max(1, 1024 / Math.max(size.width, size.height));
  const wide = (size.width * enlarge) / PATCH_PIXELS;
  const high = (size.height * enlarge) / PATCH_PIXELS;
  if (Math.ceil(wide) * Math.ceil(high) <= MAX_PATCHES) return Math.ceil(wide) * Math.ceil(high);
  const shrink = Math.sqrt(MAX_PATCHES / (wide * high));
  const fit = Math.min(Math.floor(wide * shrink) / (wide * shrink), Math.floor(high * shrink) / (high * shrink));
  return Math.min(MAX_PATCHES, Math.ceil(wide * shrink * fit) * Math.ceil(high * shrink * fit));
}

/** An upper bound of what a picture costs, in micro-dollars; null where no price or no formula is known. */
export function estimatedMicros(model: CatalogueModel, shape: PictureShape): Micros | null {
  const painted = outputTokens(model.family, shape.quality, shape.size);
  if (painted === null || model.prices === null) return null;
  const text =
    shape.promptLength * MAX_TOKENS_PER_CODE_UNIT +
    (shape.inputSizes.length > 0 ? EDIT_OVERHEAD_TOKENS : PROMPT_OVERHEAD_TOKENS);
  const images = shape.inputSizes.reduce((sum, size) => sum + inputImageTokens(size), 0);
  return micros(model.prices, text, images, painted + shape.partialImages * PARTIAL_IMAGE_TOKENS);
}

const count = z.number().nonnegative();
const usageSchema = z.object({
  input_tokens: count.optional().catch(undefined),
  output_tokens: count.positive(),
  input_tokens_details: z.object({ text_tokens: count, image_tokens: count }).optional().catch(undefined),
  output_tokens_details: z.object({ image_tokens: count.positive() }).optional().catch(undefined),
});

/**
 * What the provider's own account says a picture cost, in micro-dollars, rounded up.
 * Null where the account is missing or odd: gateways send none, or zeros.
 */
export function usageMicros(prices: TokenPrices, usage: unknown): Micros | null {
  const parsed = usageSchema.safeParse(usage);
  if (!parsed.success) return null;
  const { input_tokens: input, input_tokens_details: details, output_tokens_details: outputDetails } = parsed.data;
  const output = outputDetails?.image_tokens ?? parsed.data.output_tokens;
  // Without details nobody knows which tokens were the dearer ones.
  return details
    ? micros(prices, details.text_tokens, details.image_tokens, output)
    : micros(prices, 0, input ?? 0, output);
}

function micros(prices: TokenPrices, text: number, images: number, output: number): Micros {
  return Math.ceil(text * prices.textIn + images * prices.imageIn + output * prices.imageOut);
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const half = value - floor;
  if (half === 0.5) return floor % 2 === 0 ? floor : floor + 1;
  return Math.round(value);
}
