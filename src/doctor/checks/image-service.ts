import { AppError } from "#core/errors.ts";
import type { Config } from "#src/config.ts";
import { isOffline } from "#src/image-model.ts";
import { imagesClient } from "#src/models/openai/client.ts";
import { type Check, type Finding, failed, notProved, warning } from "../finding.ts";
import { askForAccess } from "../service/access.ts";
import { addressTrouble, isAzure, openLetter } from "../service/address-hints.ts";
import type { Service } from "../service/ask-models.ts";
import { keyTrouble } from "../service/key-hints.ts";
import { modelFindings } from "../service/model-facts.ts";
import { infoOf, modelOf, testPicture } from "../service/picture.ts";

/** Whether pictures can be asked for: as much as can be known without paying for one. */
export const imageService: Check = {
  name: "image service",
  async run({ config, now, signal }) {
    if (isOffline(config)) return offline(config, now());
    const service = serviceOf(config, signal);
    if (service === null) return [brokenAddress(config)];
    const visible = beforeAsking(config, service);
    if (visible.some(({ state }) => state === "failed")) return visible;
    const model = modelOf(config, false);
    const picture = testPicture(config, infoOf(config, model));
    const { findings, listed } = await askForAccess(config, service, picture);
    const facts = modelFindings(config, model, listed, now());
    // Prices and suggestions can wait until somebody answers.
    const broken = findings.some(({ state }) => state === "failed");
    return [...visible, ...findings, ...facts.filter(({ state }) => !broken || state !== "ok")];
  },
};

function offline(config: Config, nowMs: number): readonly Finding[] {
  const says = "pictures are offline sketches, drawn here for nothing: no service is set up, so nothing can be proved";
  const fix = "for real pictures put a key from https://platform.openai.com/api-keys into OPENAI_API_KEY";
  // A model that is gone is refused before anybody looks who would paint it.
  const wrong = modelFindings(config, modelOf({ ...config, IMAGE_PROVIDER: "openai" }, true), null, nowMs);
  return [notProved("image service", says, fix), ...wrong.filter(({ state }) => state !== "ok")];
}

function serviceOf(config: Config, signal: AbortSignal): Service | null {
  const apiKey = config.OPENAI_API_KEY ?? "none";
  const azureApiVersion = config.AZURE_OPENAI_API_VERSION ?? null;
  const provider = config.IMAGE_PROVIDER;
  try {
    const { baseUrl } = imagesClient({ apiKey, baseUrl: config.OPENAI_BASE_URL ?? null, provider, azureApiVersion });
    return { baseUrl, apiKey, azureApiVersion: provider === "azure" ? azureApiVersion : null, signal };
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

function brokenAddress({ OPENAI_BASE_URL: given, IMAGE_PROVIDER: provider }: Config): Finding {
  return given === undefined
    ? failed(
        "address",
        `IMAGE_PROVIDER=${provider} has no address of its own`,
        "set OPENAI_BASE_URL to your server's address",
      )
    : failed("address", "OPENAI_BASE_URL is no http address", "write it with https:// (or http://) in front");
}

/** What address and key themselves tell, before either is used. */
function beforeAsking(config: Config, { baseUrl }: Service): readonly Finding[] {
  const key = config.OPENAI_API_KEY;
  const findings: Finding[] = [];
  const wrongAddress = addressTrouble(baseUrl);
  if (wrongAddress) findings.push(failed("address", wrongAddress.says, wrongAddress.fix));
  const official = baseUrl.hostname === "api.openai.com";
  const wrongKey = key === undefined ? null : keyTrouble(key, official);
  if (wrongKey) findings.push(failed("key", wrongKey.says, wrongKey.fix));
  const letter = openLetter(baseUrl);
  if (letter && key !== undefined) findings.push(warning("address", `without TLS ${letter}`, "use https://"));
  if (isAzure(baseUrl) && config.IMAGE_PROVIDER !== "azure") {
    findings.push(warning("address", `${baseUrl.hostname} is Azure`, "set IMAGE_PROVIDER=azure"));
  }
  return findings;
}
