import OpenAI, {
  APIConnectionError,
  APIError,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
} from "openai";
import { expect, test } from "vitest";
import * as faults from "#src/local-images-api/faults.ts";
import type { Fault } from "#src/local-images-api/script.ts";
import { errorOf, fox, localApi, look } from "./local-api.ts";

async function apiWith(...script: readonly (Fault | null)[]) {
  return await localApi({ script: faults.inOrder(...script), fixedImage: Buffer.from("a small picture".repeat(20)) });
}

const streaming = { ...fox, stream: true, partial_images: 2 } as const;

async function eventTypes(stream: AsyncIterable<{ type: string }>): Promise<string[]> {
  const types: string[] = [];
  for await (const event of stream) types.push(event.type);
  return types;
}

test("the client sees each scripted error as its own class", async () => {
  const expected: readonly [Fault, object, object][] = [
    [faults.invalidKey(), { status: 401, code: "invalid_api_key" }, OpenAI.AuthenticationError],
    [faults.unverifiedOrganization(), { status: 403, code: null }, PermissionDeniedError],
    [faults.modelMissing(), { status: 404, code: "model_not_found" }, NotFoundError],
    [
      faults.rateLimited({ retryAfterSeconds: 3, retryAfterMs: 2500 }),
      { status: 429, code: "rate_limit_exceeded" },
      RateLimitError,
    ],
    [faults.quotaExhausted(), { status: 429, code: "insufficient_quota" }, RateLimitError],
    [faults.billingLimitReached(), { status: 400, code: "billing_hard_limit_reached" }, OpenAI.BadRequestError],
    [
      faults.unknownParameter("moderation"),
      { status: 400, code: "unknown_parameter", param: "moderation" },
      OpenAI.BadRequestError,
    ],
    [faults.providerError(), { status: 500, code: "server_error" }, InternalServerError],
    [faults.htmlAnswer(502), { status: 502, error: undefined }, InternalServerError],
    [
      faults.detailAnswer(422, "no such field"),
      { status: 422, error: { detail: "no such field" } },
      OpenAI.UnprocessableEntityError,
    ],
    [faults.moderated(), { status: 400, code: "moderation_blocked" }, OpenAI.BadRequestError],
  ];
  const { client, requests } = await apiWith(...expected.map(([fault]) => fault));
  for (const [, shape, kind] of expected) {
    const error: unknown = await client.images.generate(fox).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject(shape);
  }
  expect(await client.images.generate(fox)).toHaveProperty("data");
  expect(requests.map((request) => request.state)).toEqual([...expected.map(() => "failed"), "done"]);
  expect(requests.filter((request) => request.paid)).toHaveLength(1);
});

test("a rate limit carries its headers only when asked to", async () => {
  const { post } = await apiWith(
    faults.rateLimited({ retryAfterSeconds: 3, retryAfterMs: 2500 }),
    faults.rateLimited(),
  );
  const told = await post("/images/generations", fox);
  expect([told.headers.get("retry-after"), told.headers.get("retry-after-ms")]).toEqual(["3", "2500"]);
  const untold = await post("/images/generations", fox);
  expect([untold.headers.get("retry-after"), untold.headers.get("retry-after-ms")]).toEqual([null, null]);
});

test("a script sees what was asked for", async () => {
  const { post } = await localApi({
    script: (request) => (request.fields.prompt === "bad luck" ? faults.providerError() : null),
    fixedImage: Buffer.from("x"),
  });
  expect((await post("/images/generations", fox)).status).toBe(200);
  expect(await errorOf(await post("/images/generations", { ...fox, prompt: "bad luck" }))).toMatchObject({
    status: 500,
  });
});

test("resets cut the connection, and only those after drawing cost something", async () => {
  const { client, requests } = await apiWith(
    faults.resetBefore,
    faults.resetAfter,
    faults.resetMidBody,
    faults.resetAfter,
  );
  await expect(client.images.generate(fox)).rejects.toBeInstanceOf(APIConnectionError);
  await expect(client.images.generate(fox)).rejects.toBeInstanceOf(APIConnectionError);
  await expect(client.images.generate(fox)).rejects.toThrow("terminated");
  await expect(client.images.generate(streaming).then(eventTypes)).rejects.toThrow();
  expect(requests.map(({ paid, state }) => ({ paid, state }))).toEqual([
    { paid: false, state: "failed" },
    { paid: true, state: "failed" },
    { paid: true, state: "failed" },
    { paid: true, state: "failed" },
  ]);
});

test("a connection can be cut before its body is read", async () => {
  const { client, requests } = await localApi({ resetAtArrival: (ordinal) => ordinal === 0 });
  await expect(client.images.generate(fox)).rejects.toBeInstanceOf(APIConnectionError);
  expect(requests).toMatchObject([{ fields: {}, state: "failed", paid: false }]);
  expect(await client.images.generate(fox)).toHaveProperty("data");
});

test("a stream can end early, break, answer JSON or deliver fewer partial images", async () => {
  const { client, requests } = await apiWith(
    faults.cutStream,
    faults.resetMidBody,
    { jsonInsteadOfStream: true },
    { deliverPartials: 1 },
  );
  const partial = "image_generation.partial_image";
  expect(await eventTypes(await client.images.generate(streaming))).toEqual([partial, partial]);
  await expect(client.images.generate(streaming).then(eventTypes)).rejects.toThrow("terminated");
  const response = await client.images.generate(streaming).asResponse();
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(await response.json()).toHaveProperty("data");
  expect(await eventTypes(await client.images.generate(streaming))).toEqual([partial, "image_generation.completed"]);
  expect(requests.map(({ paid, state }) => ({ paid, state }))).toEqual([
    { paid: true, state: "failed" },
    { paid: true, state: "failed" },
    { paid: true, state: "done" },
    { paid: true, state: "done" },
  ]);
});

test("a refusal can come inside a stream that has begun", async () => {
  const { client, requests } = await apiWith(faults.moderatedInStream(), faults.moderatedInStream({ flat: true }));
  const seen: string[] = [];
  const error = await (async () => {
    for await (const event of await client.images.generate(streaming)) seen.push(event.type);
  })().catch((thrown: unknown) => thrown);
  expect(seen).toEqual(["image_generation.partial_image"]);
  expect(error).toBeInstanceOf(APIError);
  expect(error).toMatchObject({ status: undefined, code: "moderation_blocked", type: "image_generation_user_error" });

  expect(await eventTypes(await client.images.generate(streaming))).toEqual([
    "image_generation.partial_image",
    "error",
  ]);
  expect(requests.map((request) => request.paid)).toEqual([false, false]);
});

test("a stream can fail before its first image", async () => {
  const { client, requests } = await apiWith(faults.brokenInStream(), faults.brokenInStream());
  await expect(client.images.generate(streaming).then(eventTypes)).rejects.toMatchObject({ code: "server_error" });
  await expect(client.images.generate(fox)).rejects.toMatchObject({ status: 500, code: "server_error" });
  expect(requests.map((request) => request.paid)).toEqual([false, false]);
});

test("silence lasts until the client gives up", async () => {
  const { client, requests } = await apiWith(faults.silence, faults.silenceAfterHeaders, faults.silenceAfterHeaders);
  const patience = () => ({ signal: AbortSignal.timeout(200) });
  await expect(client.images.generate(fox, patience())).rejects.toThrow();
  await expect(client.images.generate(fox, patience())).rejects.toThrow();
  const stream = await client.images.generate(streaming, patience());
  expect(await eventTypes(stream)).toEqual([]);
  await expect.poll(() => requests.map((request) => request.state)).toEqual(["aborted", "aborted", "aborted"]);
  expect(requests.some((request) => request.paid)).toBe(false);
});

test("images can come by address, absolute or relative", async () => {
  const { client, baseUrl } = await apiWith({ payload: "url" }, { payload: "relative-url" });
  const absolute = (await client.images.generate(fox)).data?.[0]?.url ?? "";
  const relative = (await client.images.generate(fox)).data?.[0]?.url ?? "";
  expect(absolute).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/files\/1\.png$/);
  expect(relative).toBe("/files/2.png");
  for (const url of [absolute, new URL(relative, baseUrl), `${baseUrl}${relative}`]) {
    const response = await fetch(url);
    expect(response.headers.get("content-type")).toBe("image/png");
    expect(await response.text()).toContain("a small picture");
  }
});

test("bytes can be wrong in every way a client has to notice", async () => {
  const { client, post } = await apiWith(
    { payload: "data-url" },
    { payload: "junk-bytes" },
    { payload: "bad-base64" },
    { payload: "no-image" },
    { payload: "bare-bytes" },
    faults.htmlAnswer(200, { afterRender: true }),
  );
  const base64 = async () => (await client.images.generate(fox)).data?.[0]?.b64_json ?? "";
  expect(await base64()).toMatch(/^data:image\/png;base64,[A-Za-z0-9+/]+=*$/);
  await expect(look(await base64())).rejects.toThrow("unsupported image format");
  const broken = await base64();
  expect(() => Uint8Array.fromBase64(broken)).toThrow(SyntaxError);
  expect((await client.images.generate(fox)).data).toEqual([]);
  const bare = await post("/images/generations", fox);
  expect([bare.headers.get("content-type"), await bare.text()]).toEqual([
    "image/png",
    expect.stringContaining("a small picture"),
  ]);
  const page = await post("/images/generations", fox);
  expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html"]);
});

test("usage can be missing or null", async () => {
  const { client } = await apiWith({ usage: "missing" }, { usage: "null" });
  expect(await client.images.generate(fox)).not.toHaveProperty("usage");
  expect(await client.images.generate(fox)).toHaveProperty("usage", null);
});

test("keys may stand anywhere, with spaces and words in other scripts around them", async () => {
  const { post } = await apiWith(
    { json: { image: "first", spaces: true, revisedPrompt: "рыжая лиса 🦊" }, chunkBytes: 7 },
    { json: { image: "last", revisedPrompt: "ключ" } },
  );
  const first = await (await post("/images/generations", fox)).text();
  expect(first).toMatch(/^\{ "data" : \[\{ "b64_json" : "/);
  expect(JSON.parse(first)).toMatchObject({ data: [{ revised_prompt: "рыжая лиса 🦊" }], size: "1024x1024" });
  const last = await (await post("/images/generations", fox)).text();
  expect(last).toMatch(/"data":\[\{"revised_prompt":"ключ","b64_json":"[^"]+"\}\]\}$/);
});

test("tiny chunks, other line ends, comments and missing names are still the same events", async () => {
  const { client, post } = await apiWith(
    { chunkBytes: 7, events: { lineEnd: "\r\n", comments: true, unnamed: true } },
    {
      chunkBytes: 7,
      events: { lineEnd: "\r\n", comments: true, unnamed: true },
      json: { spaces: true, image: "first" },
    },
  );
  const response = await post("/images/generations", streaming);
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body ?? []) chunks.push(chunk);
  expect(chunks.length).toBeGreaterThan(20);
  const text = Buffer.concat(chunks).toString("utf8");
  expect(text).not.toContain("event:");
  expect(text.split("\r\n\r\n").filter((block) => block.startsWith(": keep-alive ключ 🦊"))).toHaveLength(3);
  const partial = "image_generation.partial_image";
  expect(await eventTypes(await client.images.generate(streaming))).toEqual([
    partial,
    partial,
    "image_generation.completed",
  ]);
});

test("a delay holds an answer back, and faults combine", async () => {
  const { client } = await apiWith({ delayMs: 5, usage: "missing", payload: "data-url" });
  const answer = await client.images.generate(fox);
  expect(answer).not.toHaveProperty("usage");
  expect(answer.data?.[0]?.b64_json).toMatch(/^data:/);
});
