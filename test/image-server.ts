import { onTestFinished } from "vitest";
import type { ImageModel } from "#core/model.ts";
import type { DrawRequest, Painter, RawPicture } from "#src/local-images-api/painter.ts";
import { type LocalImagesApi, type LocalImagesApiOptions, startLocalImagesApi } from "#src/local-images-api/server.ts";
import { openaiImageModel } from "#src/models/openai/model.ts";

/** Paints in no time: two colours that follow from the words and the variation. */
const quickPainter: Painter = {
  draw: async (request) => stripes(request),
  redraw: async (request) => stripes(request),
};

function stripes({ prompt, width, height, variation }: DrawRequest): RawPicture {
  const hue = (prompt.length * 37 + variation * 61) % 256;
  const data = Buffer.alloc(width * height * 3, Buffer.from([hue, 255 - hue, 120]));
  const bar = Buffer.alloc(16 * 3, Buffer.from([255 - hue, hue, 60]));
  for (let y = 0; y < height; y += 1) bar.copy(data, (y * width + 32) * 3);
  return { data, width, height, channels: 3 };
}

/** An image service on this machine, gone when the test is. */
export async function imageServer(options: LocalImagesApiOptions = {}): Promise<LocalImagesApi> {
  const server = await startLocalImagesApi({ painter: quickPainter, ...options });
  onTestFinished(() => server.close());
  return server;
}

/** What a shell has set to use it. */
export function accountAt({ baseUrl }: LocalImagesApi) {
  return { OPENAI_API_KEY: "sk-test-of-ada-1234", OPENAI_BASE_URL: baseUrl };
}

/** The image model as the bot uses it, asking that server. */
export function modelAt({ baseUrl }: LocalImagesApi): ImageModel {
  return openaiImageModel({
    apiKey: "sk-test-of-ada-1234",
    baseUrl,
    provider: "openai",
    azureApiVersion: null,
    offline: false,
  });
}
