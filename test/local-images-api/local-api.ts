import OpenAI, { toFile } from "openai";
import sharp from "sharp";
import { afterEach } from "vitest";
import type { Painter, RawPicture } from "#src/local-images-api/painter.ts";
import { type LocalImagesApi, type LocalImagesApiOptions, startLocalImagesApi } from "#src/local-images-api/server.ts";

/** Fills the picture with one colour per variation: quick, and different pictures are different bytes. */
function flat(request: { width: number; height: number; variation: number; transparent: boolean }): RawPicture {
  const channels = request.transparent ? 4 : 3;
  const shade = (request.variation * 40) % 256;
  const data = Buffer.alloc(request.width * request.height * channels, shade);
  return { data, width: request.width, height: request.height, channels };
}

/** A painter of plain colours, so that these tests are about the server. */
export const plainPainter: Painter = {
  draw: async (request) => flat(request),
  redraw: async (request) => flat(request),
};

const running: LocalImagesApi[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((api) => api.close()));
});

/** Starts a server that is closed after the test, and a real client for it that never tries again. */
export async function localApi(options: LocalImagesApiOptions = {}) {
  let variation = 1;
  const api = await startLocalImagesApi({
    painter: plainPainter,
    nextVariation: () => variation++,
    clock: () => Date.UTC(2026, 10, 20),
    ...options,
  });
  running.push(api);
  const client = new OpenAI({ baseURL: api.baseUrl, apiKey: "sk-test", maxRetries: 0 });

  async function post(path: string, body: unknown, init: RequestInit = {}): Promise<Response> {
    const headers = { authorization: "Bearer sk-test", "content-type": "application/json" };
    return await fetch(`${api.baseUrl}${path}`, { method: "POST", headers, body: JSON.stringify(body), ...init });
  }
  return { ...api, client, post };
}

/** A small valid request. */
export const fox = { model: "gpt-image-2", prompt: "a red fox", size: "1024x1024", quality: "low" } as const;

/** The `error` object that a refused request is answered with. */
export async function errorOf(response: Response): Promise<Record<string, unknown>> {
  const body: unknown = await response.json();
  if (typeof body !== "object" || body === null || !("error" in body)) throw new Error("no error in the body");
  return { status: response.status, ...(body.error as Record<string, unknown>) };
}

/** A plain image file of that size. */
export async function picture(
  width: number,
  height: number,
  options: { format?: "png" | "jpeg" | "webp" | "gif"; alpha?: number } = {},
): Promise<Buffer> {
  const background = { r: 200, g: 120, b: 40, alpha: options.alpha ?? 1 };
  const channels = options.alpha === undefined ? 3 : 4;
  return await sharp({ create: { width, height, channels, background } })
    .toFormat(options.format ?? "png")
    .toBuffer();
}

/** The same as an upload of the client, typed as the API wants it. */
export async function upload(bytes: Buffer, type = "image/png") {
  return await toFile(bytes, "picture", { type });
}

/** Decodes base64 strictly and says what is in it. */
export async function look(
  base64: string | undefined,
): Promise<{ format: string; width: number; height: number; alpha: boolean }> {
  const bytes = Uint8Array.fromBase64(base64 ?? "");
  const { format, width, height, hasAlpha } = await sharp(bytes).metadata();
  return { format, width, height, alpha: hasAlpha };
}
