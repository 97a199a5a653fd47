import sharp from "sharp";
import { expect, test } from "vitest";
import { startLocalImagesApi } from "#src/local-images-api/server.ts";
import { fox, localApi, look, picture, plainPainter, upload } from "./local-api.ts";

test("partial images come first, numbered from 0, then the completed one with its usage", async () => {
  const { client, requests } = await localApi();
  const events = [];
  for await (const event of await client.images.generate({ ...fox, stream: true, partial_images: 2 }))
    events.push(event);

  expect(events).toMatchObject([
    { type: "image_generation.partial_image", partial_image_index: 0, size: "1024x1024", quality: "low" },
    { type: "image_generation.partial_image", partial_image_index: 1, background: "opaque", output_format: "png" },
    {
      type: "image_generation.completed",
      created_at: Date.UTC(2026, 10, 20) / 1000,
      usage: { input_tokens: 9, output_tokens: 396 },
    },
  ]);
  for (const event of events) expect(await look(event.b64_json)).toMatchObject({ width: 1024, height: 1024 });
  expect(requests).toMatchObject([{ state: "done", paid: true }]);
});

test("no partial images are sent unless asked for", async () => {
  const { client } = await localApi();
  const types = [];
  for await (const event of await client.images.generate({ ...fox, stream: true })) types.push(event.type);
  expect(types).toEqual(["image_generation.completed"]);
});

test("edits stream under their own names", async () => {
  const { client } = await localApi();
  const image = await upload(await picture(64, 64));
  const types = [];
  for await (const event of await client.images.edit({ ...fox, image, stream: true, partial_images: 1 }))
    types.push(event.type);
  expect(types).toEqual(["image_edit.partial_image", "image_edit.completed"]);
});

test("partial images are rough stages of the same picture, each nearer to it than the one before", async () => {
  const stripes = Buffer.alloc(1024 * 1024 * 3);
  for (let index = 0; index < stripes.length; index++)
    stripes[index] = Math.floor(((index / 3) % 1024) / 40) % 2 === 0 ? 250 : 10;
  const { client } = await localApi({
    painter: { ...plainPainter, draw: async () => ({ data: stripes, width: 1024, height: 1024, channels: 3 }) },
  });
  const distances: number[] = [];
  for await (const event of await client.images.generate({ ...fox, stream: true, partial_images: 3 })) {
    const seen = await sharp(Buffer.from(event.b64_json, "base64")).raw().toBuffer();
    let difference = 0;
    for (let index = 0; index < seen.length; index += 101)
      difference += Math.abs((seen[index] ?? 0) - (stripes[index] ?? 0));
    distances.push(difference);
  }
  expect(distances).toHaveLength(4);
  expect(distances.toSorted((a, b) => b - a)).toEqual(distances);
  expect(distances.at(-1)).toBe(0);
});

test("headers go out before anything is drawn", async () => {
  const draw = Promise.withResolvers<void>();
  const { client } = await localApi({
    painter: { ...plainPainter, draw: (request) => draw.promise.then(() => plainPainter.draw(request)) },
  });
  const response = await client.images.generate({ ...fox, stream: true }).asResponse();
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  draw.resolve();
  expect(await response.text()).toContain("event: image_generation.completed\ndata: {");
});

test("a painter that breaks ends the stream with an error event", async () => {
  const { client, requests } = await localApi({
    painter: { ...plainPainter, draw: () => Promise.reject(new Error("out of paint")) },
  });
  const stream = await client.images.generate({ ...fox, stream: true });
  await expect(stream[Symbol.asyncIterator]().next()).rejects.toMatchObject({
    status: undefined,
    code: "server_error",
  });
  expect(requests[0]).toMatchObject({ state: "failed", paid: false, error: new Error("out of paint") });
});

test("a client that stops reading halfway is recorded as gone", async () => {
  const { client, requests } = await localApi({ fixedImage: Buffer.alloc(8_000_000) });
  const response = await client.images.generate({ ...fox, stream: true, partial_images: 3 }).asResponse();
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  await expect.poll(() => requests[0]?.state).toBe("aborted");
  expect(requests[0]?.paid).toBe(true);
});

test("closing the server breaks off what is being answered", async () => {
  const never = new Promise<never>(() => undefined);
  const api = await startLocalImagesApi({ painter: { ...plainPainter, draw: () => never } });
  const headers = { authorization: "Bearer sk-test", "content-type": "application/json" };
  const response = await fetch(`${api.baseUrl}/images/generations`, {
    method: "POST",
    headers,
    body: JSON.stringify({ ...fox, stream: true }),
  });
  const broken = expect(response.text()).rejects.toThrow("terminated");
  await api.close();
  await broken;
  expect(api.requests[0]?.state).toBe("aborted");
});
