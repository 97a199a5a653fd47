import { expect, test } from "vitest";
import { inputImageTokens, outputTokens, textTokens, usageOf } from "#src/local-images-api/usage.ts";

test("output tokens are those of the official calculator", () => {
  expect(outputTokens("2", "high", 1024, 1024)).toBe(7024);
  expect(outputTokens("2", "low", 2560, 1440)).toBe(205);
  expect(outputTokens("2.5", "medium", 2048, 1152)).toBe(367);
  expect(outputTokens("2.5", "xhigh", 1024, 1024)).toBe(3122);
  expect(outputTokens("2.5", "high", 3840, 2160)).toBe(3336);
  expect(outputTokens("2.5", "medium", 1680, 720)).toBe(193);
});

test("2.6 bills low and medium as measured", () => {
  expect(outputTokens("2.6", "low", 1536, 1024)).toBe(664);
  expect(outputTokens("2.6", "high", 3840, 2160)).toBe(3336);
});

test("input images are counted in patches of 32 pixels, 1536 at most", () => {
  expect(inputImageTokens(1024, 1024)).toBe(1024);
  expect(inputImageTokens(1536, 1024)).toBe(1536);
  expect(inputImageTokens(341, 512)).toBe(704);
  expect(inputImageTokens(1179, 2556)).toBe(1482);
  expect(inputImageTokens(4000, 4000)).toBeLessThanOrEqual(1536);
});

test("n images bill like n requests, and partial images come on top", () => {
  const work = { family: "2", quality: "low", width: 1024, height: 1024, prompt: "a red fox", inputSizes: [] } as const;
  expect(textTokens("a red fox")).toBe(9);
  expect(usageOf({ ...work, images: 3, partials: 0 })).toEqual({
    input_tokens: 27,
    output_tokens: 588,
    total_tokens: 615,
    input_tokens_details: { image_tokens: 0, text_tokens: 27 },
    output_tokens_details: { image_tokens: 588, text_tokens: 0 },
  });
  expect(usageOf({ ...work, images: 1, partials: 2 }).output_tokens).toBe(396);
});
