import { afterEach, describe, expect, test } from "vitest";
import { moderated, rateLimited, resetMidBody, silenceAfterHeaders } from "#src/local-images-api/faults.ts";
import type { Fault } from "#src/local-images-api/script.ts";
import { type LocalImagesApi, startLocalImagesApi } from "#src/local-images-api/server.ts";
import type { Behaviour } from "#test/contract/image-model.ts";
import { imageModelContract } from "#test/contract/image-model.ts";
import { modelAt, outcomeOf, picture, pngBytes } from "./wire.ts";

const image = pngBytes(400_000);
const faults: Readonly<Record<Behaviour, Fault | null>> = {
  paints: null,
  declines: moderated("input"),
  "refuses-for-rate": rateLimited({ retryAfterMs: 5 }),
  "falls-silent": silenceAfterHeaders,
  "breaks-off-inside-the-picture": resetMidBody,
};

for (const provider of ["openai", "azure"] as const) {
  imageModelContract(`the Images API as ${provider}`, async (behaviour) => {
    const api = await startLocalImagesApi({ fixedImage: image, script: () => faults[behaviour] });
    return {
      model: modelAt(api.baseUrl, { provider }),
      requests: () => api.requests.length,
      close: () => api.close(),
    };
  });
}

describe("against the local Images API", () => {
  let api: LocalImagesApi;
  afterEach(() => api.close());

  async function paintedWith(fault: Fault | null, partialImages = 2, file = image) {
    api = await startLocalImagesApi({ fixedImage: file, script: () => fault });
    return outcomeOf(modelAt(api.baseUrl), picture({ partialImages }));
  }

  test.each<[string, Fault | null]>([
    ["as it is", null],
    ["with CRLF, comments and no names", { events: { lineEnd: "\r\n", comments: true, unnamed: true } }],
    ["with the type after the picture and no names", { events: { unnamed: true }, json: { image: "first" } }],
    ["with the picture last", { json: { image: "last", spaces: true, revisedPrompt: 'a "fox"' } }],
    ["as JSON", { jsonInsteadOfStream: true }],
    ["as JSON with the picture first", { jsonInsteadOfStream: true, json: { image: "first", spaces: true } }],
    ["as a data URL", { payload: "data-url" }],
    ["as an address", { payload: "url" }],
    ["as an address in JSON", { jsonInsteadOfStream: true, payload: "relative-url" }],
    ["as bare bytes", { jsonInsteadOfStream: true, payload: "bare-bytes" }],
    ["without usage", { usage: "missing" }],
  ])("the picture arrives %s", async (_, fault) => {
    const { error, stored, timesAsked } = await paintedWith(fault);
    expect(error).toBeNull();
    expect(timesAsked).toBe(1);
    expect(stored?.format).toBe("png");
    expect(stored?.bytes.equals(image)).toBe(true);
    expect(api.requests).toHaveLength(1);
  });

  test("the picture arrives in pieces of seven bytes", async () => {
    const small = pngBytes(10_000);
    const { error, stored, partials } = await paintedWith({ chunkBytes: 7 }, 1, small);
    expect(error).toBeNull();
    expect(partials.every((partial) => partial.equals(small))).toBe(true);
    expect(stored?.bytes.equals(small)).toBe(true);
  });

  test("every partial picture is shown, and the bill is the provider's", async () => {
    const { painted, partials } = await paintedWith(null, 3);
    expect(partials).toHaveLength(3);
    expect(painted?.requestId).toBe(api.requests[0]?.requestId);
    // 196 tokens of a low square, 100 for each partial picture, and the words.
    const words = 5 * Number(JSON.stringify(painted?.usage).match(/"text_tokens":(\d+)/)?.[1]);
    expect(painted?.cost).toMatchObject({ source: "usage", micros: 496 * 30 + words });
  });

  test("without usage the estimate is booked", async () => {
    const { painted } = await paintedWith({ usage: "null" });
    expect(painted?.cost?.source).toBe("estimate");
    expect(painted?.cost?.micros).toBeGreaterThan(396 * 30);
  });

  test("offline it costs nothing and says that it is a sketch", async () => {
    api = await startLocalImagesApi({ fixedImage: image });
    const { painted } = await outcomeOf(modelAt(api.baseUrl, { offline: true }), picture());
    expect(painted?.cost).toMatchObject({ micros: 0, source: "usage" });
    expect(painted?.notes).toEqual([{ code: "sketch.offline", parameters: {} }]);
  });

  test("many at once do not mix", async () => {
    api = await startLocalImagesApi({ fixedImage: image });
    const model = modelAt(api.baseUrl);
    const outcomes = await Promise.all(Array.from({ length: 24 }, () => outcomeOf(model, picture())));
    expect(outcomes.every(({ stored }) => stored?.bytes.equals(image))).toBe(true);
    expect(api.requests).toHaveLength(24);
    await expect.poll(() => api.requests.every(({ state }) => state === "done")).toBe(true);
  });
});
