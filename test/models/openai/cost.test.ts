import { describe, expect, test } from "vitest";
import type { PictureShape } from "#core/model.ts";
import { sizeFault } from "#core/size.ts";
import { catalogueModel, PRICE_VERSION } from "#src/models/openai/catalog.ts";
import { inputImageTokens, outputTokens, usageMicros } from "#src/models/openai/cost.ts";
import { modelAt } from "./wire.ts";

const shape: PictureShape = {
  model: "gpt-image-2",
  size: { width: 1024, height: 1024 },
  quality: "high",
  promptLength: 100,
  inputSizes: [],
  partialImages: 0,
};
const model = modelAt("http://127.0.0.1:9/v1");
const estimate = (changes: Partial<PictureShape>) => model.estimate({ ...shape, ...changes })?.micros ?? null;

describe("the tokens of a picture", () => {
  test.each([
    ["2", "high", 1024, 1024, 7024],
    ["2", "medium", 1024, 1024, 1756],
    ["2", "low", 2560, 1440, 205],
    ["2.5", "medium", 2048, 1152, 367],
    ["2.5", "xhigh", 1024, 1024, 3122],
    ["2.5", "high", 3840, 2160, 3336],
    ["2.5", "low", 1024, 1536, 158],
    ["2.5", "max", 2048, 2048, 14_272],
    // Measured on 2026-11-05: 664, 1353 and about 3337.
    ["2.6", "low", 1536, 1024, 664],
    ["2.6", "high", 1536, 1024, 1441],
    ["2.6", "high", 3840, 2160, 3503],
    ["1", "medium", 1536, 1024, 1568],
    ["1", "high", 1024, 1536, 6240],
    // What nobody knows counts as the dearest.
    ["2", "auto", 1024, 1024, 7024],
    ["unknown", "high", 1024, 1024, null],
  ] as const)("%s at %s, %ix%i: %s", (family, quality, width, height, tokens) => {
    expect(outputTokens(family, quality, { width, height })).toBe(tokens);
  });

  test.each([
    [1024, 1024, 1024],
    [1536, 1024, 1536],
    [341, 512, 704],
    [1179, 2556, 1482],
    [8000, 8000, 1521],
  ])("an input of %ix%i is %i", (width, height, tokens) => {
    expect(inputImageTokens({ width, height })).toBe(tokens);
  });
});

describe("what was charged", () => {
  const prices = { textIn: 5, imageIn: 8, imageOut: 30 };
  const details = { text_tokens: 60, image_tokens: 1024 };
  const output = { image_tokens: 1756, text_tokens: 0 };

  test.each([
    [
      "all of it",
      { input_tokens: 1084, output_tokens: 1756, input_tokens_details: details, output_tokens_details: output },
      61_172,
    ],
    [
      "a stream's, without output details",
      { input_tokens: 1084, output_tokens: 1756, input_tokens_details: details },
      61_172,
    ],
    ["without any details, at the dearer price", { input_tokens: 1084, output_tokens: 1756 }, 61_352],
    ["only the output", { output_tokens: 1756 }, 52_680],
    [
      "odd details",
      { input_tokens: 10, output_tokens: 1756, input_tokens_details: "none", output_tokens_details: null },
      52_760,
    ],
    ["zeros", { input_tokens: 0, output_tokens: 0, total_tokens: 0 }, null],
    ["negative numbers", { input_tokens: 5, output_tokens: -4 }, null],
    ["text", { output_tokens: "1756" }, null],
    ["null", null, null],
    ["nothing", undefined, null],
  ])("%s", (_, usage, micros) => {
    expect(usageMicros(prices, usage)).toBe(micros);
  });

  test("is rounded up to whole micro-dollars", () => {
    expect(usageMicros({ textIn: 2, imageIn: 2.5, imageOut: 8 }, { input_tokens: 1, output_tokens: 1 })).toBe(11);
  });
});

describe("the estimate", () => {
  test("is above what such pictures were billed", () => {
    const billed = usageMicros(
      { textIn: 5, imageIn: 8, imageOut: 30 },
      { output_tokens: 7024, input_tokens_details: { text_tokens: 106, image_tokens: 0 } },
    );
    expect(estimate({})).toBeGreaterThanOrEqual(billed ?? Number.POSITIVE_INFINITY);
    expect(estimate({})).toBeLessThan((billed ?? 0) * 1.05);
  });

  test("grows with inputs, partial pictures and words", () => {
    const plain = estimate({}) ?? 0;
    expect(estimate({ partialImages: 3 })).toBe(plain + 9000);
    expect(estimate({ inputSizes: [shape.size] })).toBeGreaterThanOrEqual(plain + 8192);
    expect(estimate({ promptLength: 32_000 })).toBeGreaterThan(plain + 32_000 * 5);
  });

  test("says which prices it used, and is null where there are none", () => {
    expect(model.estimate(shape)).toMatchObject({ priceVersion: PRICE_VERSION });
    expect(estimate({ model: "my-own-model" })).toBeNull();
    expect(estimate({ model: "dall-e-3" })).toBeNull();
  });

  test("is nothing offline", () => {
    const offline = modelAt("http://127.0.0.1:9/v1", { offline: true });
    expect(offline.estimate(shape)).toEqual({ micros: 0, priceVersion: PRICE_VERSION });
  });

  test("knows prices from the configuration", () => {
    const own = modelAt("http://127.0.0.1:9/v1", {
      prices: { "my-server": { microsPerPicture: 250 }, "my-deployment": { like: "gpt-image-2.5-flare" } },
    });
    expect(own.estimate({ ...shape, model: "my-server" })?.micros).toBe(250);
    expect(own.estimate({ ...shape, model: "my-deployment" })).toEqual(
      own.estimate({ ...shape, model: "gpt-image-2.5-flare" }),
    );
  });

  test("counts the partial picture that Azure always gets, and none where nothing is streamed", () => {
    const azure = modelAt("http://127.0.0.1:9/", { provider: "azure" });
    const gateway = modelAt("http://127.0.0.1:9/", { provider: "compatible" });
    expect(azure.estimate(shape)?.micros).toBe((estimate({}) ?? 0) + 3000);
    expect(gateway.estimate({ ...shape, partialImages: 3 })?.micros).toBe(estimate({}));
  });
});

describe("the catalogue", () => {
  test("lists every model once, with one short sentence", () => {
    const models = model.models();
    expect(new Set(models.map(({ id }) => id)).size).toBe(models.length);
    for (const { strength } of models) expect(strength).toMatch(/^[A-Z].{10,100}[^.]$/);
  });

  test("says which models go, and when", () => {
    const leaving = model.models().filter(({ shutdownOn }) => shutdownOn !== null);
    expect(leaving.map(({ id, shutdownOn }) => `${id} ${shutdownOn}`)).toEqual([
      "gpt-image-1.5 2026-12-01",
      "gpt-image-1.5-2025-12-16 2026-12-01",
      "chatgpt-image-latest 2026-12-01",
      "gpt-image-1-mini 2026-12-01",
      "gpt-image-1 2026-10-23",
      "dall-e-3 2026-05-12",
      "dall-e-2 2026-05-12",
    ]);
  });

  test.each([
    ["gpt-image-2", 3840, 2160, null],
    ["gpt-image-2.5-flare", 1280, 1024, null],
    ["gpt-image-2.6-sunburst", 1000, 1000, "multiple"],
    ["gpt-image-2", 512, 512, "too-few-pixels"],
    ["gpt-image-1.5", 1536, 1024, null],
    ["gpt-image-1.5", 1536, 1536, "too-many-pixels"],
    ["gpt-image-1.5", 2048, 1024, "edge"],
    ["sd-cpp-local", 512, 512, null],
  ] as const)("%s at %ix%i: %s", (id, width, height, fault) => {
    expect(sizeFault({ width, height }, catalogueModel(id).info.sizes)).toBe(fault);
  });

  test("lists configured models first, and hides what an endpoint cannot be asked for", () => {
    const own = modelAt("http://127.0.0.1:9/v1", {
      provider: "compatible",
      models: ["sd-cpp-local", "gpt-image-2.5-flare"],
    });
    expect(own.models()[0]).toMatchObject({ id: "sd-cpp-local", shutdownOn: null });
    expect(own.models().every(({ transparent }) => !transparent)).toBe(true);
    expect(own.models().filter(({ id }) => id === "gpt-image-2.5-flare")).toHaveLength(1);
  });
});
