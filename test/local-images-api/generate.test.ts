import OpenAI, { AuthenticationError, NotFoundError } from "openai";
import sharp from "sharp";
import { expect, test } from "vitest";
import { startLocalImagesApi } from "#src/local-images-api/server.ts";
import { fox, localApi, look, plainPainter } from "./local-api.ts";

test("the client gets a picture of the size asked for, with its usage", async () => {
  const { client, requests } = await localApi();
  const answer = await client.images.generate(fox);

  expect(await look(answer.data?.[0]?.b64_json)).toEqual({ format: "png", width: 1024, height: 1024, alpha: false });
  expect(answer).toMatchObject({
    created: Date.UTC(2026, 10, 20) / 1000,
    size: "1024x1024",
    quality: "low",
    background: "opaque",
    output_format: "png",
    usage: { input_tokens: 9, output_tokens: 196, total_tokens: 205 },
  });
  expect(answer._request_id).toMatch(/^req_[0-9a-f]{32}$/);
  expect(requests).toMatchObject([
    {
      ordinal: 0,
      path: "/v1/images/generations",
      fields: fox,
      state: "done",
      paid: true,
      requestId: answer._request_id,
    },
  ]);
  expect(requests[0]?.headers.authorization).toBe("Bearer ***test");
});

test("auto becomes something, and the answer says what", async () => {
  const { client } = await localApi();
  const answer = await client.images.generate({
    model: "gpt-image-2.5-flare",
    prompt: "a fox",
    size: "auto",
    quality: "auto",
  });
  expect(answer).toMatchObject({ size: "1254x1254", quality: "medium" });
  expect(await look(answer.data?.[0]?.b64_json)).toMatchObject({ width: 1254, height: 1254 });
});

test("every format is honoured, and so is compression", async () => {
  const { client } = await localApi();
  for (const output_format of ["jpeg", "webp"] as const) {
    const answer = await client.images.generate({ ...fox, output_format, output_compression: 0 });
    expect(await look(answer.data?.[0]?.b64_json)).toMatchObject({ format: output_format });
    expect(answer.output_format).toBe(output_format);
  }
});

test("a transparent background keeps its alpha channel", async () => {
  const { client } = await localApi();
  const answer = await client.images.generate({ ...fox, model: "gpt-image-2.6-sunburst", background: "transparent" });
  expect(answer.background).toBe("transparent");
  expect(await look(answer.data?.[0]?.b64_json)).toMatchObject({ format: "png", alpha: true });
});

test("several pictures of one request differ, and so does the same request again", async () => {
  const { client } = await localApi();
  const first = await client.images.generate({ ...fox, n: 3 });
  const again = await client.images.generate(fox);
  const all = [...(first.data ?? []), ...(again.data ?? [])].map((image) => image.b64_json);
  expect(new Set(all).size).toBe(4);
  expect(first.usage).toMatchObject({ output_tokens: 588 });
});

test("without a painter of its own the server draws the words itself", async () => {
  const api = await startLocalImagesApi({ nextVariation: () => 1 });
  const client = new OpenAI({ baseURL: api.baseUrl, apiKey: "any", maxRetries: 0 });
  const answer = await client.images.generate(fox);
  const { entropy } = await sharp(Buffer.from(answer.data?.[0]?.b64_json ?? "", "base64")).stats();
  expect(entropy).toBeGreaterThan(2);
  await api.close();
});

test("a fixed image is answered to everybody, undrawn", async () => {
  const fixedImage = Buffer.from("any bytes at all");
  const { client } = await localApi({ fixedImage });
  const answer = await client.images.generate(fox);
  expect(answer.data?.[0]?.b64_json).toBe(fixedImage.toString("base64"));
});

test("the models are listed, and one that is not there is a 404", async () => {
  const { client } = await localApi();
  const ids = (await client.models.list()).data.map((model) => model.id);
  expect(ids).toContain("gpt-image-2");
  expect(ids).toContain("gpt-image-2.6-flare");
  expect(await client.models.retrieve("gpt-image-2.5-flare-2026-09-08")).toMatchObject({
    object: "model",
    shutdown_date: null,
  });
  await expect(client.models.retrieve("dall-e-3")).rejects.toMatchObject({ status: 404, code: "model_not_found" });
  await expect(client.models.retrieve("dall-e-3")).rejects.toBeInstanceOf(NotFoundError);
});

test("a key is needed, and may be refused", async () => {
  const { client, baseUrl } = await localApi({ acceptKey: (key) => key === "sk-right" });
  await expect(client.images.generate(fox)).rejects.toBeInstanceOf(AuthenticationError);
  await expect(client.images.generate(fox)).rejects.toMatchObject({ status: 401, code: "invalid_api_key" });
  expect(await client.withOptions({ apiKey: "sk-right" }).images.generate(fox)).toMatchObject({ size: "1024x1024" });

  const response = await fetch(`${baseUrl}/models`);
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ error: { code: null, type: "invalid_request_error" } });
});

test("paths that the API does not have answer 404 without a body", async () => {
  const { post } = await localApi();
  const response = await post("/images/variations", fox);
  expect([response.status, await response.text()]).toEqual([404, ""]);
});

test("when the client leaves, the work stops", async () => {
  const started = Promise.withResolvers<void>();
  const leave = Promise.withResolvers<void>();
  let drawn = 0;
  const { client, requests, close } = await localApi({
    painter: {
      ...plainPainter,
      async draw(request) {
        drawn++;
        started.resolve();
        await leave.promise;
        return await plainPainter.draw(request);
      },
    },
  });
  const leaving = new AbortController();
  const answer = client.images.generate({ ...fox, n: 4 }, { signal: leaving.signal });
  const refused = expect(answer).rejects.toThrow("aborted");
  await started.promise;
  leaving.abort();
  await refused;
  await expect.poll(() => requests[0]?.state).toBe("aborted");
  leave.resolve();
  await close();
  expect(drawn).toBe(1);
  expect(requests[0]).toMatchObject({ state: "aborted", paid: false });
});

test("a painter that breaks is a server error, kept for whoever looks", async () => {
  const { client, requests } = await localApi({
    painter: { ...plainPainter, draw: () => Promise.reject(new Error("out of paint")) },
  });
  await expect(client.images.generate(fox)).rejects.toMatchObject({ status: 500, code: "server_error" });
  expect(requests[0]).toMatchObject({ state: "failed", paid: false, error: new Error("out of paint") });
});

test("only the newest requests are remembered", async () => {
  const { client, requests } = await localApi({ remember: { maxRequests: 2, maxFileBytes: 10 } });
  for (const prompt of ["one", "two", "three"]) await client.images.generate({ ...fox, prompt });
  expect(requests.map((request) => request.fields.prompt)).toEqual(["two", "three"]);
});
