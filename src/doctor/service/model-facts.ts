import type { ImageModel, ModelInfo } from "#core/model.ts";
import { dollars } from "#core/money.ts";
import { nearestSize, sizeFault, sizeText } from "#core/size.ts";
import type { Config } from "#src/config.ts";
import { catalogue, catalogueModel } from "#src/models/openai/catalog.ts";
import { type Finding, failed, notProved, ok, warning } from "../finding.ts";
import type { ListedModel } from "./ask-models.ts";
import { infoOf, isKnown } from "./picture.ts";

const dayMs = 86_400_000;
const soonDays = 60;
/** As long as what people usually write, in characters. */
const usualPromptLength = 100;
const usual = "gpt-image-2";
const faster = "gpt-image-2.5-flare";

/** Everything that is known of the configured model before a picture is paid for. `listed`: null when the service did not say. */
export function modelFindings(
  config: Config,
  model: ImageModel,
  listed: readonly ListedModel[] | null,
  nowMs: number,
): readonly Finding[] {
  const info = infoOf(config, model);
  return [
    ...(listed ? [visibility(config, listed)] : []),
    ...ending(info, listed, nowMs),
    ...choices(config, info),
    ...price(config, model),
    ...suggestion(config, model),
  ];
}

function visibility({ IMAGE_MODEL: id, IMAGE_PROVIDER: provider }: Config, listed: readonly ListedModel[]): Finding {
  if (provider === "azure") {
    return notProved("model", `Azure lists models, not deployments: whether there is a deployment ${id} is not known`);
  }
  if (listed.some((model) => model.id === id)) return ok("model", `${id} is on the list of the service`);
  const alike = catalogue.flatMap(({ info }) =>
    info.id.startsWith(`${id}-`) && info.shutdownOn === null ? [info.id] : [],
  );
  const others = listed.flatMap((model) => (/image|dall-e|flux|diffusion/i.test(model.id) ? [model.id] : []));
  const choose = alike.length > 0 ? alike : others.slice(0, 8);
  const listing = choose.length > 0 ? `: ${choose.join(", ")}` : "";
  // The list lagged behind new models before, so a missing one is no proof.
  return warning(
    "model",
    `${id} is not among the ${listed.length} models that the service lists`,
    provider === "openai"
      ? `allow it for the project at https://platform.openai.com/settings/organization/limits, or set IMAGE_MODEL to another one${listing}`
      : `set IMAGE_MODEL to a model of that server${listing}`,
  );
}

function ending(
  { id, shutdownOn }: ModelInfo,
  listed: readonly ListedModel[] | null,
  nowMs: number,
): readonly Finding[] {
  const announced = listed?.find((model) => model.id === id)?.shutdownOn ?? null;
  const day = [shutdownOn, announced].flatMap((date) => (date === null ? [] : [date])).sort()[0];
  if (day === undefined) return [];
  const days = Math.ceil((Date.parse(day) - nowMs) / dayMs);
  const fix = `set IMAGE_MODEL to ${replacements(id)}`;
  if (days <= 0) return [failed("model", `${id} was shut down on ${day}`, fix)];
  if (days <= soonDays) return [warning("model", `${id} will be shut down on ${day}, in ${days} days`, fix)];
  return [ok("model", `${id} will be shut down on ${day}`)];
}

function replacements(id: string): string {
  const { strength } = catalogueModel(faster).info;
  return [id === usual ? [] : [usual], id === faster ? [] : [`${faster} (${strength.toLowerCase()})`]]
    .flat()
    .join(", or ");
}

/** The configured quality and size, where the catalogue knows what the model can do. */
function choices(
  { IMAGE_QUALITY: quality, IMAGE_SIZE: size, IMAGE_MODEL: id }: Config,
  info: ModelInfo,
): readonly Finding[] {
  if (!isKnown(id)) return [];
  const findings: Finding[] = [];
  if (!info.qualities.includes(quality)) {
    findings.push(
      warning(
        "quality",
        `${id} does not paint at ${quality}: Limner takes ${info.qualities[0]} instead`,
        `set IMAGE_QUALITY to one of ${info.qualities.join(", ")}`,
      ),
    );
  }
  if (sizeFault(size, info.sizes) !== null) {
    const nearest = sizeText(nearestSize(size, info.sizes, size.width * size.height));
    const says = `${id} does not paint ${sizeText(size)}: Limner takes ${nearest} instead`;
    findings.push(warning("size", says, `set IMAGE_SIZE=${nearest}`));
  }
  return findings;
}

function price(config: Config, model: ImageModel): readonly Finding[] {
  const { IMAGE_MODEL: id, IMAGE_QUALITY: quality, IMAGE_SIZE: size } = config;
  const cost = usualCost(config, model, id);
  const budgets = [config.DAILY_BUDGET_USD, config.MONTHLY_BUDGET_USD].filter((budget) => budget !== undefined);
  if (cost === null) {
    const limits = budgets.length > 0 ? ", and no budget in dollars can hold" : "";
    return [
      warning(
        "price",
        `what ${id} costs is not known${limits}`,
        `choose ${replacements(id)}, unless this one is meant`,
      ),
    ];
  }
  const says = `at most about ${dollars(cost)} a picture (${quality}, ${sizeText(size)}${unfinished(config)})`;
  const least = Math.min(...budgets);
  if (cost <= least) return [ok("price", says)];
  const tight = `${says}: more than the smallest budget, ${dollars(least)}, so it will never be painted`;
  return [failed("price", tight, "raise DAILY_BUDGET_USD and MONTHLY_BUDGET_USD, or lower IMAGE_QUALITY")];
}

function unfinished({ PARTIAL_IMAGES: count }: Config): string {
  return count === 0 ? "" : `, ${count} unfinished shown on the way`;
}

function suggestion(config: Config, model: ImageModel): readonly Finding[] {
  const { IMAGE_MODEL: id, IMAGE_QUALITY: quality, IMAGE_PROVIDER: provider } = config;
  const newer = catalogueModel(faster);
  if (provider !== "openai" || catalogueModel(id).family !== "2") return [];
  const costs = [usualCost(config, model, faster), usualCost(config, model, id)];
  const [theirs, ours] = costs.map((cost) => (cost === null ? "" : dollars(cost)));
  const says = `${faster} does some things better: ${newer.info.strength.toLowerCase()} (${quality} about ${theirs} instead of ${ours}; its high looks like medium of ${id})`;
  return [ok("newer models", says)];
}

function usualCost(
  { IMAGE_QUALITY: quality, IMAGE_SIZE: size, PARTIAL_IMAGES: partialImages }: Config,
  model: ImageModel,
  id: string,
) {
  const shape = { model: id, size, quality, promptLength: usualPromptLength, inputSizes: [], partialImages };
  return model.estimate(shape)?.micros ?? null;
}
