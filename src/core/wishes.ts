import type { PictureWishes, Problem, Surroundings } from "./command.ts";
import { type Message, say } from "./message.ts";
import type { ModelInfo } from "./model.ts";
import type { PictureSettings } from "./rows.ts";
import { nearestSize, type Size, type SizeRules, sizeFault, sizeText } from "./size.ts";

/** What comes with the wishes. */
export interface WishInputs {
  /** How many pictures are sent, the edited one included. */
  readonly imageCount: number;
  readonly masked: boolean;
}

/** How far, as a share, a size's shape may be from the picture's before a mask no longer fits it. */
const maskShapeTolerance = 0.03;

/** Everything in the wishes that the chosen model cannot do, found before money is spent and without waiting. */
export function checkWishes(wishes: PictureWishes, inputs: WishInputs, surroundings: Surroundings): readonly Problem[] {
  const chosen = chooseModel(wishes, inputs, surroundings);
  if ("problem" in chosen) return [chosen.problem];
  const { model } = chosen;
  const problems: Problem[] = [];
  const add = (option: string | null, text: Message) => problems.push({ option, text });

  if (inputs.masked && inputs.imageCount === 0) add("mask", say("mask.without-image"));
  if (inputs.masked && !model.mask) add("mask", say("model.no-mask", { model: model.id }));
  if (inputs.imageCount > 0 && model.maxInputImages === 0) add("model", say("model.no-editing", { model: model.id }));
  else if (inputs.imageCount > model.maxInputImages) {
    const max = model.maxInputImages;
    add("references", say("model.too-many-images", { model: model.id, count: inputs.imageCount, max }));
  }
  if (wishes.quality !== undefined && !model.qualities.includes(wishes.quality)) {
    const qualities = model.qualities.join(", ");
    add("quality", say("model.quality", { model: model.id, quality: wishes.quality, qualities }));
  }
  if (wishes.format !== undefined && !model.formats.includes(wishes.format)) {
    add("format", say("model.format", { model: model.id, format: wishes.format, formats: model.formats.join(", ") }));
  }
  if (wishes.background === "transparent" && wishes.format === "jpeg") {
    add("format", say("transparent.format", { format: wishes.format }));
  }
  if (wishes.compression !== undefined && (wishes.format ?? "png") === "png")
    add("compression", say("compression.format"));
  if (wishes.size) {
    const text = sizeProblem(wishes.size, model.sizes);
    if (text) add("size", text);
  }
  return problems;
}

/**
 * Decides what was left open: the model's and the person's defaults, and for an edit the first picture's shape.
 * Call it with wishes that `checkWishes` has passed; what only the picture itself can tell comes back as a problem.
 */
export function settle(
  wishes: PictureWishes,
  inputs: WishInputs & { readonly firstImage: Size | null },
  surroundings: Surroundings,
): { readonly settings: PictureSettings; readonly notes: readonly Message[] } | { readonly problem: Problem } {
  const chosen = chooseModel(wishes, inputs, surroundings);
  if ("problem" in chosen) return chosen;
  const { model, notes } = chosen;
  const { defaults } = surroundings;
  const wanted = wishes.quality ?? defaults.quality;
  const quality = model.qualities.includes(wanted) ? wanted : (model.qualities[0] ?? wanted);

  const pixels = defaults.size.width * defaults.size.height;
  const shaped = inputs.firstImage && nearestSize(inputs.firstImage, model.sizes, pixels);
  const fallback = sizeFault(defaults.size, model.sizes)
    ? nearestSize(defaults.size, model.sizes, pixels)
    : defaults.size;
  const size = wishes.size ?? shaped ?? fallback;
  if (inputs.masked && inputs.firstImage && shaped && !sameShape(size, inputs.firstImage, shaped)) {
    const parameters = { size: sizeText(size), image: sizeText(inputs.firstImage), nearest: sizeText(shaped) };
    return { problem: { option: "size", text: say("mask.other-shape", parameters) } };
  }
  const settings: PictureSettings = {
    model: model.id,
    size,
    quality,
    format: wishes.format ?? "png",
    compression: wishes.compression ?? null,
    background: wishes.background ?? "auto",
    moderation: wishes.moderation ?? "auto",
  };
  return { settings, notes };
}

/** The wishes that a job was painted with. A model that is gone meanwhile is left open, so that the default takes its place. */
export function wishesOf(request: PictureSettings, { models, today }: Surroundings): PictureWishes {
  const model = models.find((candidate) => candidate.id === request.model);
  const { model: id, compression, ...wishes } = request;
  return {
    ...wishes,
    model: model && !isShutDown(model, today) ? id : undefined,
    compression: compression ?? undefined,
  };
}

type Chosen = { readonly model: ModelInfo; readonly notes: readonly Message[] };

/** The wished model, or one that can do what it cannot. */
function chooseModel(
  wishes: PictureWishes,
  inputs: WishInputs,
  { models, defaults, today }: Surroundings,
): Chosen | { readonly problem: Problem } {
  const id = wishes.model ?? defaults.model;
  const model = models.find((candidate) => candidate.id === id);
  const alive = models.filter((candidate) => !isShutDown(candidate, today));
  if (!model) {
    const listed = alive.map((candidate) => candidate.id).join(", ");
    return { problem: { option: "model", text: say("model.unknown", { model: id, models: listed }) } };
  }
  if (isShutDown(model, today)) {
    const text = say("model.shut-down", { model: id, date: model.shutdownOn ?? today });
    return { problem: { option: "model", text } };
  }
  if (wishes.background !== "transparent" || model.transparent) return { model, notes: [] };

  const other = alive.find(
    (candidate) =>
      candidate.transparent &&
      candidate.maxInputImages >= inputs.imageCount &&
      (!inputs.masked || candidate.mask) &&
      (wishes.quality === undefined || candidate.qualities.includes(wishes.quality)),
  );
  if (!other) return { problem: { option: "background", text: say("model.no-transparency", { model: id }) } };
  return { model: other, notes: [say("note.model-moved", { from: id, to: other.id })] };
}

/** Whether the provider refuses a model by now; `today` is YYYY-MM-DD. */
export function isShutDown(model: ModelInfo, today: string): boolean {
  return model.shutdownOn !== null && model.shutdownOn <= today;
}

function sizeProblem(size: Size, rules: SizeRules): Message | null {
  const nearest = sizeText(nearestSize(size, rules, size.width * size.height));
  switch (sizeFault(size, rules)) {
    case null:
      return null;
    case "multiple":
      return say("size.multiple", { size: sizeText(size), multiple: rules.multipleOf, nearest });
    case "edge":
      return say("size.edge", { size: sizeText(size), edge: rules.maxEdge, nearest });
    case "ratio":
      return say("size.ratio", { size: sizeText(size), ratio: rules.maxRatio, nearest });
    case "too-few-pixels":
      return say("size.too-few-pixels", { size: sizeText(size), nearest });
    case "too-many-pixels":
      return say("size.too-many-pixels", { size: sizeText(size), nearest });
  }
}

/** A picture longer than any size the model knows keeps its shape only as far as the model can. */
function sameShape(size: Size, image: Size, nearest: Size): boolean {
  const ratio = size.width / size.height;
  const off = (other: Size) => Math.abs(ratio / (other.width / other.height) - 1);
  return off(image) <= maskShapeTolerance || off(nearest) <= maskShapeTolerance / 3;
}
