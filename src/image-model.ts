import type { ImageModel } from "#core/model.ts";
import type { Config } from "./config.ts";
import { type OpenaiImageConfig, openaiImageModel } from "./models/openai/model.ts";

/** Whether pictures are only sketched on this machine, because nothing else is set up. */
export function isOffline(config: Config): boolean {
  return config.OPENAI_API_KEY === undefined && config.OPENAI_BASE_URL === undefined;
}

/** The image model as it is configured, asking the server at `baseUrl`, or OpenAI itself when that is null. */
export function configuredModel(
  config: Config,
  baseUrl: string | null,
  more: Pick<OpenaiImageConfig, "log" | "idleTimeoutMs" | "totalTimeoutMs"> = {},
): ImageModel {
  return openaiImageModel({
    // Servers without accounts still want to see a key, and the client insists on one.
    apiKey: config.OPENAI_API_KEY ?? "none",
    baseUrl,
    provider: config.IMAGE_PROVIDER,
    azureApiVersion: config.AZURE_OPENAI_API_VERSION ?? null,
    offline: isOffline(config),
    models: [config.IMAGE_MODEL, ...config.IMAGE_MODELS],
    prices: config.IMAGE_PRICES,
    imageOrigins: config.IMAGE_ORIGINS,
    ...more,
  });
}

/** The configured model; with nothing configured, a local server draws for it until it is closed. */
export async function openModel(
  config: Config,
  log: NonNullable<OpenaiImageConfig["log"]>,
): Promise<{ readonly model: ImageModel; close(): Promise<void> }> {
  const local = isOffline(config) ? await localModel() : null;
  const model = configuredModel(config, local?.baseUrl ?? config.OPENAI_BASE_URL ?? null, { log });
  return { model, close: async () => local?.close() };
}

/** Loads what the first picture needs: some 300 ms in which nobody would be acknowledged. */
export async function loadModel(): Promise<void> {
  await Promise.all([import("./models/openai/client.ts"), import("./models/openai/paint.ts")]);
}

async function localModel() {
  const { startLocalImagesApi } = await import("./local-images-api/server.ts");
  return startLocalImagesApi({ remember: { maxRequests: 1, maxFileBytes: 0 } });
}
