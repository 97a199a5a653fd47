import { describe, expect, test } from "vitest";
import {
  blocked,
  blockedLate,
  broke,
  busy,
  errorEvent,
  expectFailure,
  invalid,
  misconfigured,
  page,
  partialEvent,
  type Row,
  refusal,
  refused,
  streamed,
  unknown,
} from "./failing.ts";
import { json, modelAt, outcomeOf, picture, wire } from "./wire.ts";

const verify = { message: "Your organization must be verified to use the model" };
const stage = (moderation_stage: string) => ({ code: "moderation_blocked", moderation_details: { moderation_stage } });
const past = "Wed, 21 Oct 2015 07:28:00 GMT";
const limit = { code: "rate_limit_exceeded" };

const account: readonly Row[] = [
  [
    "401 with a wrong key",
    refused(401, { code: "invalid_api_key", message: "Incorrect: sk-secret-key" }),
    misconfigured,
    /key/,
  ],
  ["401 without a code", refused(401, {}), misconfigured, /key/],
  ["403 unverified", refused(403, verify), misconfigured, /verified/],
  ["400 unverified", refused(400, verify), misconfigured, /verified/],
  ["403 region", refused(403, { code: "unsupported_country_region_territory" }), misconfigured, /not offered where/],
  ["403 of Azure's", refused(403, { code: "Forbidden" }), misconfigured, /account/],
  ["429 without money", refused(429, { code: "insufficient_quota" }), misconfigured, /money/],
  ["429 without billing", refused(429, { code: "billing_not_active" }), misconfigured, /money/],
  ["400 at the billing limit", refused(400, { code: "billing_hard_limit_reached" }), misconfigured, /money/],
  ["402", page(402), misconfigured, /money/],
  ["404 no such model", refused(404, { code: "model_not_found" }), misconfigured, /model gpt-image-2 is not/],
  ["400 no such model", refused(400, { code: "invalid_value", param: "model" }), misconfigured, /model gpt-image-2/],
  ["404 no such deployment", refused(404, { code: "DeploymentNotFound" }), misconfigured, /model gpt-image-2/],
  ["404 of a web server", page(404), misconfigured, /no image service/],
  ["405", page(405), misconfigured, /no image service/],
  ["307", (response) => response.writeHead(307, { location: "/elsewhere" }).end(), misconfigured, /address/],
];

const rate: readonly Row[] = [
  ["both headers", refused(429, limit, { "retry-after-ms": "1500", "retry-after": "9" }), busy(1500), /busy/],
  ["seconds", refused(429, limit, { "retry-after": "61" }), busy(61_000), /busy/],
  ["a date that has passed", refused(429, {}, { "retry-after": past }), busy(0), /busy/],
  ["a date", refused(429, {}, { "retry-after": past }), busy(7000), /busy/, { now: () => Date.parse(past) - 7000 }],
  ["words", refused(429, { message: "Limit 5, Used 5. Please try again in 12s." }), busy(12_000), /busy/],
  ["longer words", refused(429, { message: "Please try again in 1m3.5s." }), busy(63_500), /busy/],
  ["Azure's words", refused(429, { message: "Please try again after 51.84 seconds." }), busy(51_840), /busy/],
  ["a proxy's page", page(429), busy(), /busy/],
  ["the wish not to come back", refused(429, {}, { "x-should-retry": "false" }), { ...busy(), again: "never" }, /busy/],
  ["an event", streamed(errorEvent({ ...limit, message: "Please try again in 250ms" })), busy(250), /busy/],
];

const safety: readonly Row[] = [
  ["the words", refused(400, stage("input")), blocked, /declined this/],
  ["the finished picture", refused(400, stage("output")), blockedLate, /finished picture/],
  ["by policy", refused(400, { code: "content_policy_violation" }), blocked, /declined/],
  ["by Azure's filter", refused(400, { code: "contentFilter", inner_error: {} }), blocked, /declined/],
  ["in the stream", streamed(errorEvent({ code: "moderation_blocked" })), blocked, /declined/],
  ["after a partial picture", streamed(partialEvent + errorEvent(stage("unknown"))), blockedLate, /finished picture/],
  [
    "in an event without a name",
    streamed('data: {"type":"error","code":"moderation_blocked"}\n\n'),
    blocked,
    /declined/,
  ],
  [
    "in a JSON answer",
    (response) => json(response, 200, { error: { code: "moderation_blocked" } }),
    blocked,
    /declined/,
  ],
];

const request: readonly Row[] = [
  ["size", refused(400, { code: "invalid_value", param: "size" }), invalid, /1024x1024/],
  ["quality", refused(400, { code: "invalid_value", param: "quality" }), invalid, /setting quality/],
  [
    "unknown parameter",
    refused(400, { code: "unknown_parameter", param: "moderation" }),
    invalid,
    /setting moderation/,
  ],
  [
    "the same in words",
    refused(400, { message: "Unknown parameter: 'response_format'." }),
    invalid,
    /setting response_format/,
  ],
  ["in LiteLLM's words", refused(400, { message: "Parameter stream is not supported" }), invalid, /setting stream/],
  ["what is nobody's business", refused(400, { param: "org-123<script>" }), refusal, /refused/],
  ["file type", refused(400, { code: "unsupported_file_mimetype", param: "image" }), invalid, /PNG, JPEG or WebP/],
  ["unreadable image", refused(400, { message: "Invalid image file or mode for image 1" }), invalid, /could not read/],
  ["mask", refused(400, { param: "mask", code: "invalid_value" }), invalid, /could not read/],
  ["413", page(413), invalid, /too large/],
  ["long prompt", refused(400, { code: "string_above_max_length", param: "prompt" }), invalid, /shorten/],
  ["nothing in particular", refused(400, {}), refusal, /refused/],
  [
    "422 of FastAPI",
    (response) => json(response, 422, { detail: [{ msg: "secret provider words" }] }),
    refusal,
    /refused/,
  ],
  ["409", refused(409, {}), refusal, /refused/],
];

const theirs: readonly Row[] = [
  ["500 of the provider", refused(500, { type: "server_error" }), broke, /fault of its own/],
  ["500 of FastAPI", (response) => json(response, 500, { detail: "out of memory" }), broke, /fault of its own/],
  ["500, do not come back", refused(500, {}, { "x-should-retry": "false" }), { ...broke, again: "never" }, /fault/],
  ["in the stream", streamed(errorEvent({ type: "image_generation_server_error" })), broke, /fault of its own/],
  ["after a partial picture", streamed(partialEvent + errorEvent({ type: "server_error" })), unknown, /lost/],
  ["for its rate, after a partial picture", streamed(partialEvent + errorEvent(limit)), unknown, /lost/],
  ["502 that names a setting", refused(502, { param: "quality" }), unknown, /lost/],
  ["500 of a proxy", page(500), unknown, /lost/],
  ["502", page(502), unknown, /lost/],
  ["503 in the provider's own words", refused(503, { type: "server_error" }), unknown, /lost/],
  ["504", page(504), unknown, /lost/],
  ["524", page(524), unknown, /lost/],
  ["408", refused(408, {}), { ...unknown, code: "timeout" }, /took too long/],
];

describe("what the service says no to", () => {
  for (const row of account) test.concurrent(`the account or the address: ${row[0]}`, () => expectFailure(row));
  for (const row of rate) test.concurrent(`for its rate, with ${row[0]}`, () => expectFailure(row));
  for (const row of safety) test.concurrent(`by its safety check: ${row[0]}`, () => expectFailure(row));
  for (const row of request) test.concurrent(`the request: ${row[0]}`, () => expectFailure(row));
  for (const row of theirs) test.concurrent(`by its own fault: ${row[0]}`, () => expectFailure(row));

  test("is logged with the request's id and codes, without the key", async () => {
    const message = "Size of sk-secret-key must be divisible by 16";
    const server = await wire(refused(400, { code: "invalid_value", param: "size", message }));
    const { error } = await outcomeOf(modelAt(server.baseUrl), picture());
    await server.close();
    expect(error?.message).toBe(
      "request req_1 refused: 400, invalid_value, invalid_request_error, size, Size of [hidden] must be divisible by 16",
    );
  });
});
