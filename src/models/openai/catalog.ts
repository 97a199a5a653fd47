import type { ModelInfo } from "#core/model.ts";
import type { SizeRules } from "#core/size.ts";

/** The token formula that a model bills by; `unknown` where no formula is known. */
export type Family = "1" | "2" | "2.5" | "2.6" | "unknown";

/** US dollars per million tokens, which is the same number as micro-dollars per token. */
export interface TokenPrices {
  readonly textIn: number;
  readonly imageIn: number;
  readonly imageOut: number;
}

/** A model with what only this provider has to know of it. */
export interface CatalogueModel {
  readonly info: ModelInfo;
  readonly family: Family;
  readonly prices: TokenPrices | null;
}

/** When the prices and limits below were read from OpenAI's pages. Goes into the ledger with every amount. */
export const PRICE_VERSION = "openai-2026-11-20";

/** Any width and height within these, for every model from gpt-image-2 on. */
const freeSizes: SizeRules = { multipleOf: 16, maxEdge: 3840, maxRatio: 3, minPixels: 655_360, maxPixels: 8_294_400 };
/** Just 1024x1024, 1536x1024 and 1024x1536. */
const threeSizes: SizeRules = {
  multipleOf: 512,
  maxEdge: 1536,
  maxRatio: 1.5,
  minPixels: 1_048_576,
  maxPixels: 1_572_864,
};
/** Servers of all kinds: most diffusion models want multiples of 8. */
const anySizes: SizeRules = { multipleOf: 8, maxEdge: 4096, maxRatio: 4, minPixels: 64 * 64, maxPixels: 4096 * 4096 };

const threeQualities = ["low", "medium", "high"];
const fiveQualities = [...threeQualities, "xhigh", "max"];
const prices: TokenPrices = { textIn: 5, imageIn: 8, imageOut: 30 };

const gptImage = {
  sizes: freeSizes,
  formats: ["png", "jpeg", "webp"],
  maxInputImages: 16,
  mask: true,
  maxPromptLength: 32_000,
  shutdownOn: null,
} as const satisfies Partial<ModelInfo>;

const gptImage2 = {
  ...gptImage,
  strength: "Follows words closely and paints text well; slow at high quality",
  qualities: threeQualities,
  // Called a preview since 2026-08-20, and still answered with a 400.
  transparent: false,
};
const flare25 = {
  ...gptImage,
  strength: "Fast, at a quarter of the price for medium quality; transparent backgrounds",
  qualities: fiveQualities,
  transparent: true,
};
const sunburst25 = { ...flare25, strength: "More precise and slower than Flare; transparent backgrounds" };
const flare26 = {
  ...flare25,
  strength: "The newest fast one; at low and medium quality it costs up to four times 2.5",
};
const sunburst26 = {
  ...flare25,
  strength: "The newest and most precise; at low and medium quality it costs up to four times 2.5",
};

/** Models that are gone or go on 2026-12-01: listed so that they can be refused with a reason. */
function leaving(id: string, shutdownOn: string, price: TokenPrices | null): CatalogueModel {
  const info = { ...gptImage, strength: "Replaced by newer models", sizes: threeSizes, qualities: threeQualities };
  return { info: { ...info, id, transparent: true, shutdownOn }, family: price ? "1" : "unknown", prices: price };
}

/** Every model of OpenAI's Images API, those to suggest first. Source: the model, pricing and deprecation pages of developers.openai.com. */
export const catalogue: readonly CatalogueModel[] = [
  { info: { id: "gpt-image-2", ...gptImage2 }, family: "2", prices },
  { info: { id: "gpt-image-2-2026-04-21", ...gptImage2 }, family: "2", prices },
  { info: { id: "gpt-image-2.5-flare", ...flare25 }, family: "2.5", prices },
  { info: { id: "gpt-image-2.5-flare-2026-09-08", ...flare25 }, family: "2.5", prices },
  { info: { id: "gpt-image-2.5-sunburst", ...sunburst25 }, family: "2.5", prices },
  { info: { id: "gpt-image-2.5-sunburst-2026-09-08", ...sunburst25 }, family: "2.5", prices },
  { info: { id: "gpt-image-2.6-flare", ...flare26 }, family: "2.6", prices },
  { info: { id: "gpt-image-2.6-sunburst", ...sunburst26 }, family: "2.6", prices },
  leaving("gpt-image-1.5", "2026-12-01", { textIn: 5, imageIn: 8, imageOut: 32 }),
  leaving("gpt-image-1.5-2025-12-16", "2026-12-01", { textIn: 5, imageIn: 8, imageOut: 32 }),
  leaving("chatgpt-image-latest", "2026-12-01", { textIn: 5, imageIn: 8, imageOut: 32 }),
  leaving("gpt-image-1-mini", "2026-12-01", { textIn: 2, imageIn: 2.5, imageOut: 8 }),
  leaving("gpt-image-1", "2026-10-23", { textIn: 5, imageIn: 10, imageOut: 40 }),
  leaving("dall-e-3", "2026-05-12", null),
  leaving("dall-e-2", "2026-05-12", null),
];

/** What is known of a model. An unknown id passes: a gateway, a server of one's own or an Azure deployment knows better. */
export function catalogueModel(id: string): CatalogueModel {
  const known = catalogue.find((model) => model.info.id === id);
  if (known) return known;
  const info = { ...gptImage, id, strength: "Not in the catalogue", sizes: anySizes, qualities: fiveQualities };
  return { info: { ...info, transparent: true }, family: "unknown", prices: null };
}
