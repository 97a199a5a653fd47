import sharp from "sharp";
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

async function stripes({ prompt, width, height, variation }: DrawRequest): Promise<RawPicture> {
  const hue = (prompt.length * 37 + variation * 61) % 256;
  const background = { r: hue, g: 255 - hue, b: 120 };
  const colours = { r: 255 - hue, g: hue, b: 60 };
  const bar = await sharp({ create: { width: 16, height, channels: 3, background: colours } })
    .png()
    .toBuffer();
  const field = sharp({ create: { width, height, channels: 3, background } });
  const data = await field
    .composite([{ input: bar, left: 32, top: 0 }])
    .raw()
    .toBuffer();
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
