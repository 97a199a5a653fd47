import { BadRequestError } from "openai";
import { expect, test } from "vitest";
import { errorOf, fox, localApi } from "./local-api.ts";

const LONGEST = "x".repeat(32_000);

// What is sent on top of a valid request, and the error it is answered with.
const refusals: readonly [
  Record<string, unknown>,
  { type?: string; param: string | null; code: string | null; message: string },
][] = [
  [
    { model: undefined },
    { param: "model", code: "missing_required_parameter", message: "Missing required parameter: 'model'." },
  ],
  [
    { model: null },
    {
      param: "model",
      code: "invalid_type",
      message: "Invalid type for 'model': expected a string, but got null instead.",
    },
  ],
  [
    { model: "dall-e-3" },
    {
      type: "image_generation_user_error",
      param: "model",
      code: "invalid_value",
      message: "The model 'dall-e-3' does not exist.",
    },
  ],
  [
    { model: "gpt-image-2.5" },
    { param: "model", code: "invalid_value", message: "The model 'gpt-image-2.5' does not exist." },
  ],
  [
    { seed: 1 },
    { type: "invalid_request_error", param: "seed", code: "unknown_parameter", message: "Unknown parameter: 'seed'." },
  ],
  [
    { response_format: null },
    { param: "response_format", code: "unknown_parameter", message: "Unknown parameter: 'response_format'." },
  ],
  [
    { style: "vivid", prompt: "" },
    { param: "style", code: "unknown_parameter", message: "Unknown parameter: 'style'." },
  ],
  [
    { prompt: undefined },
    { param: "prompt", code: "missing_required_parameter", message: "Missing required parameter: 'prompt'." },
  ],
  [
    { prompt: "" },
    {
      param: "prompt",
      code: "empty_string",
      message:
        "Invalid 'prompt': empty string. Expected a string with minimum length 1, but got an empty string instead.",
    },
  ],
  [
    { prompt: `${LONGEST}x` },
    {
      param: "prompt",
      code: "string_above_max_length",
      message:
        "Invalid 'prompt': string too long. Expected a string with maximum length 32000, but got a string with length 32001 instead.",
    },
  ],
  [
    { n: 0 },
    {
      param: "n",
      code: "integer_below_min_value",
      message: "Invalid 'n': integer below minimum value. Expected a value >= 1, but got 0 instead.",
    },
  ],
  [
    { n: 11 },
    {
      param: "n",
      code: "integer_above_max_value",
      message: "Invalid 'n': integer above maximum value. Expected a value <= 10, but got 11 instead.",
    },
  ],
  [
    { n: 1.5 },
    {
      param: "n",
      code: "invalid_type",
      message: "Invalid type for 'n': expected an integer, but got a decimal number instead.",
    },
  ],
  [
    { n: "2" },
    {
      param: "n",
      code: "invalid_type",
      message: "Invalid type for 'n': expected an integer, but got a string instead.",
    },
  ],
  [
    { output_compression: 101 },
    {
      param: "output_compression",
      code: "integer_above_max_value",
      message:
        "Invalid 'output_compression': integer above maximum value. Expected a value <= 100, but got 101 instead.",
    },
  ],
  [
    { output_compression: 50 },
    {
      param: null,
      code: "invalid_png_output_compression",
      message: "Compression less than 100 is not supported for PNG output format",
    },
  ],
  [
    { stream: true, partial_images: 4 },
    {
      param: "partial_images",
      code: "integer_above_max_value",
      message: "Invalid 'partial_images': integer above maximum value. Expected a value <= 3, but got 4 instead.",
    },
  ],
  [
    { stream: "yes" },
    {
      param: "stream",
      code: "invalid_type",
      message: "Invalid type for 'stream': expected a boolean, but got a string instead.",
    },
  ],
  [
    { stream: true, n: 2 },
    { type: "invalid_request_error", param: null, code: null, message: "Streaming is only supported with n=1." },
  ],
  [
    { output_format: "gif" },
    {
      param: "output_format",
      code: "invalid_value",
      message: "Invalid value: 'gif'. Supported values are: 'png', 'webp', and 'jpeg'.",
    },
  ],
  [
    { moderation: "none" },
    {
      param: "moderation",
      code: "invalid_value",
      message: "Invalid value: 'none'. Supported values are: 'auto' and 'low'.",
    },
  ],
  [
    { quality: "hd" },
    {
      param: "quality",
      code: "invalid_value",
      message: "Invalid value: 'hd'. Supported values are: 'low', 'medium', 'high', 'xhigh', 'max', and 'auto'.",
    },
  ],
  [
    { quality: "xhigh" },
    { param: "quality", code: "invalid_value", message: "The model 'gpt-image-2' does not support quality 'xhigh'." },
  ],
  [
    { background: "transparent" },
    { param: "background", code: "invalid_value", message: "Transparent background is not supported for this model." },
  ],
  [
    { complexity: "low" },
    {
      param: "complexity",
      code: "invalid_value",
      message: "The model 'gpt-image-2' does not support the 'complexity' parameter.",
    },
  ],
  [
    { size: "bogus" },
    {
      param: "size",
      code: "invalid_value",
      message: "Invalid size 'bogus'. Expected WIDTHxHEIGHT, for example '1824x1024'.",
    },
  ],
  [
    { size: "1500x1500" },
    {
      param: "size",
      code: "invalid_value",
      message: "Invalid size '1500x1500'. Width and height must both be divisible by 16.",
    },
  ],
  [
    { size: "4096x2048" },
    {
      param: "size",
      code: "invalid_value",
      message: "Invalid size '4096x2048'. The longest edge must be less than or equal to 3840.",
    },
  ],
  [
    { size: "2048x512" },
    {
      param: "size",
      code: "invalid_value",
      message: "Invalid size '2048x512'. The requested aspect ratio must be between 1:3 and 3:1.",
    },
  ],
  [
    { size: "800x800" },
    {
      type: "image_generation_user_error",
      param: "size",
      code: "invalid_value",
      message: "Invalid size '800x800'. Requested resolution is below the current minimum pixel budget.",
    },
  ],
  [
    { size: "3008x3008" },
    {
      param: "size",
      code: "invalid_value",
      message: "Invalid size '3008x3008'. Requested resolution exceeds the current pixel budget.",
    },
  ],
];

test("requests are refused in the API's own words", async () => {
  const { post, requests } = await localApi();
  for (const [change, error] of refusals) {
    const response = await post("/images/generations", { ...fox, ...change });
    expect(await errorOf(response)).toMatchObject({ status: 400, ...error });
    expect(response.headers.get("x-request-id")).toMatch(/^req_/);
  }
  expect(requests.filter((request) => request.paid)).toEqual([]);
  expect(new Set(requests.map((request) => request.state))).toEqual(new Set(["failed"]));
});

test("what the refusals border on is accepted", async () => {
  const { client } = await localApi({ fixedImage: Buffer.from("image") });
  const accepted = [
    { prompt: LONGEST },
    { n: 10 },
    { n: null, quality: null, size: null, stream: null, output_compression: null },
    { output_format: "png", output_compression: 100 },
    { output_format: "jpeg", output_compression: 0 },
    { size: "3840x2160" },
    { size: "816x816" },
    { size: "1536x512" },
    { safety_identifier: "someone", user: "someone", moderation: "low" },
    { model: "gpt-image-2-2026-04-21" },
    { model: "gpt-image-2.5-sunburst", quality: "max", background: "transparent", output_format: "webp" },
    { model: "gpt-image-2.6-flare", complexity: "low", quality: "xhigh" },
  ] as const;
  for (const change of accepted) {
    expect(await client.images.generate({ ...fox, ...change })).toHaveProperty("data");
  }
});

test("a blocked prompt is refused by the safety system", async () => {
  const { client, requests } = await localApi();
  const error = await client.images.generate({ ...fox, prompt: "a fox [blocked]" }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(BadRequestError);
  expect(error).toMatchObject({
    status: 400,
    code: "moderation_blocked",
    type: "image_generation_user_error",
    error: { moderation_details: { moderation_stage: "input", categories: ["violence"] } },
  });
  await expect(client.images.generate({ ...fox, prompt: "[BLOCKED]", stream: true })).rejects.toMatchObject({
    code: "moderation_blocked",
  });
  expect(requests.map((request) => request.paid)).toEqual([false, false]);
});
