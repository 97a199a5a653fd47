import { toFile } from "openai";
import { expect, test } from "vitest";
import type { RedrawRequest } from "#src/local-images-api/painter.ts";
import { errorOf, localApi, look, picture, plainPainter, upload } from "./local-api.ts";

const hat = { model: "gpt-image-2", prompt: "give it a hat", size: "1024x1024", quality: "low" } as const;

async function watchedApi() {
  const redrawn: RedrawRequest[] = [];
  const painter = {
    ...plainPainter,
    async redraw(request: RedrawRequest) {
      redrawn.push(request);
      return await plainPainter.redraw(request);
    },
  };
  return { ...(await localApi({ painter })), redrawn };
}

test("an edit hands the image and its mask to the painter and bills for the input", async () => {
  const { client, redrawn, requests } = await watchedApi();
  const image = await picture(512, 512);
  const mask = await picture(512, 512, { alpha: 0 });
  const answer = await client.images.edit({ ...hat, image: await upload(image), mask: await upload(mask) });

  expect(await look(answer.data?.[0]?.b64_json)).toMatchObject({ width: 1024, height: 1024 });
  expect(answer.usage?.input_tokens_details).toEqual({ image_tokens: 1024, text_tokens: 10 });
  expect(redrawn).toMatchObject([{ prompt: "give it a hat", images: [image], mask, width: 1024 }]);
  expect(requests).toMatchObject([
    { path: "/v1/images/edits", fields: { prompt: "give it a hat", size: "1024x1024" }, state: "done", paid: true },
  ]);
  expect(requests[0]?.files.map(({ field, type, byteLength }) => ({ field, type, byteLength }))).toEqual([
    { field: "image", type: "image/png", byteLength: image.length },
    { field: "mask", type: "image/png", byteLength: mask.length },
  ]);
  expect(requests[0]?.files[0]?.bytes).toEqual(image);
});

test("several images keep their order and their kinds", async () => {
  const { client, redrawn } = await watchedApi();
  const photo = await picture(64, 64, { format: "jpeg" });
  const drawing = await picture(64, 32, { format: "webp" });
  await client.images.edit({ ...hat, image: [await upload(photo, "image/jpeg"), await upload(drawing, "image/webp")] });
  expect(redrawn[0]?.images).toEqual([photo, drawing]);
  expect(redrawn[0]?.mask).toBeNull();
});

test("without a size the edit takes the preset nearest to the first image", async () => {
  const { client } = await watchedApi();
  const image = await upload(await picture(300, 400));
  expect(await client.images.edit({ ...hat, size: "auto", image })).toMatchObject({ size: "1024x1536" });
});

test("an edit may come as JSON with data URLs", async () => {
  const { client, redrawn } = await watchedApi();
  const image = await picture(64, 64);
  const image_url = `data:image/png;base64,${image.toString("base64")}`;
  const answer: unknown = await client.post("/images/edits", { body: { ...hat, images: [{ image_url }] } });
  expect(answer).toMatchObject({ size: "1024x1024" });
  expect(redrawn[0]?.images).toEqual([image]);
});

test("a JSON edit is refused for what multipart calls it, for files by id and for addresses", async () => {
  const { post } = await watchedApi();
  expect(await errorOf(await post("/images/edits", { ...hat, image: "x" }))).toMatchObject({
    status: 400,
    param: "image",
    code: "invalid_value",
  });
  expect(await errorOf(await post("/images/edits", { ...hat }))).toMatchObject({
    param: "images",
    code: "missing_required_parameter",
  });
  expect(await errorOf(await post("/images/edits", { ...hat, images: [] }))).toMatchObject({
    param: "images",
    code: "empty_array",
  });
  expect(await errorOf(await post("/images/edits", { ...hat, images: ["x"] }))).toMatchObject({
    param: "images[0]",
    code: "invalid_type",
  });
  expect(await errorOf(await post("/images/edits", { ...hat, images: [{ file_id: "file-1" }] }))).toMatchObject({
    param: "images[0]",
  });
  const remote = { image_url: "https://example.com/fox.png" };
  expect(await errorOf(await post("/images/edits", { ...hat, images: [remote] }))).toMatchObject({
    param: "images[0].image_url",
  });
});

test("files without a known type are refused as the API does", async () => {
  const { client } = await watchedApi();
  const untyped = await toFile(await picture(64, 64), "picture.png");
  await expect(client.images.edit({ ...hat, image: untyped })).rejects.toMatchObject({
    status: 400,
    code: "unsupported_file_mimetype",
    param: "image",
    message: expect.stringContaining("unsupported mimetype ('application/octet-stream')"),
  });
});

test("files that cannot be read are named by their place", async () => {
  const { client } = await watchedApi();
  const good = await picture(64, 64);
  const noise = await upload(Buffer.from("no image"));
  await expect(client.images.edit({ ...hat, image: [await upload(good), noise] })).rejects.toMatchObject({
    status: 400,
    code: "invalid_image_file",
    message: expect.stringContaining("Invalid image file or mode for image 2"),
  });
  const truncated = await upload((await picture(640, 640, { format: "jpeg" })).subarray(0, 900), "image/jpeg");
  await expect(client.images.edit({ ...hat, image: truncated })).rejects.toMatchObject({ code: "invalid_image_file" });
  const disguised = await upload(await picture(64, 64, { format: "gif" }));
  await expect(client.images.edit({ ...hat, image: disguised })).rejects.toMatchObject({ code: "invalid_image_file" });
});

test("a mask needs an alpha channel and the size of the first image", async () => {
  const { client } = await watchedApi();
  const image = await upload(await picture(64, 64));
  const opaque = await upload(await picture(64, 64));
  const small = await upload(await picture(32, 64, { alpha: 0 }));
  await expect(client.images.edit({ ...hat, image, mask: opaque })).rejects.toMatchObject({
    status: 400,
    code: "invalid_mask_image_format",
    message: expect.stringContaining("mask image missing alpha channel"),
  });
  await expect(client.images.edit({ ...hat, image, mask: small })).rejects.toMatchObject({
    message: expect.stringContaining("mask size does not match image size"),
  });
});

test("sixteen images are taken, seventeen are not", async () => {
  const { client } = await watchedApi();
  const file = await upload(await picture(16, 16));
  const sixteen = Array.from({ length: 16 }, () => file);
  expect(await client.images.edit({ ...hat, image: sixteen })).toMatchObject({ size: "1024x1024" });
  await expect(client.images.edit({ ...hat, image: [...sixteen, file] })).rejects.toMatchObject({
    code: "array_above_max_length",
  });
});

test("input_fidelity is known to edits only, and not to gpt-image-2", async () => {
  const { client, post } = await watchedApi();
  const image = await upload(await picture(64, 64));
  await expect(client.images.edit({ ...hat, image, input_fidelity: "high" })).rejects.toMatchObject({
    code: "invalid_input_fidelity_model",
  });
  expect(
    await client.images.edit({ ...hat, model: "gpt-image-2.5-flare", image, input_fidelity: "high" }),
  ).toBeTruthy();
  expect(await errorOf(await post("/images/generations", { ...hat, input_fidelity: "high" }))).toMatchObject({
    code: "unknown_parameter",
  });
});
