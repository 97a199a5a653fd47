import type { ParsedBody } from "./body.ts";
import { invalidRequest, moderationBlocked, userError } from "./errors.ts";
import type { Kind, RequestFields } from "./fields.ts";
import { readFields } from "./fields.ts";
import type { Inputs } from "./input-images.ts";
import { NO_INPUTS, readInputs } from "./input-images.ts";
import type { LocalModel, Quality } from "./models.ts";
import type { Size } from "./size.ts";
import { automaticSize, parseSize } from "./size.ts";

/** The file formats that pictures are encoded in. */
export type Format = "png" | "jpeg" | "webp";

/** A request that will be painted: everything `auto` is resolved. */
export interface ImageJob {
  kind: Kind;
  model: LocalModel;
  prompt: string;
  n: number;
  /** In pixels; what the answer echoes as `size`. */
  size: Size;
  quality: Quality;
  background: "opaque" | "transparent";
  format: Format;
  /** 0 to 100, for jpeg and webp. */
  compression: number;
  stream: boolean;
  /** Partial images before the completed one; 0 unless streamed. */
  partials: number;
  inputs: Inputs;
  safetyIdentifier: string | undefined;
}

// A prompt with this in it is refused by the pretended safety system, so that people can try a refusal offline.
const BLOCKED_WORD = "[blocked]";

function resolveQuality(model: LocalModel, asked: Quality | "auto"): Quality {
  if (asked === "auto") return model.autoQuality;
  if (model.qualities.includes(asked)) return asked;
  throw userError(`The model '${model.id}' does not support quality '${asked}'.`, "quality", "invalid_value");
}

function checkCapabilities(model: LocalModel, fields: RequestFields, format: Format): void {
  if (fields.stream === true && (fields.n ?? 1) > 1) {
    throw invalidRequest("Streaming is only supported with n=1.", null, null);
  }
  if ((fields.output_compression ?? 100) < 100 && format === "png") {
    const message = "Compression less than 100 is not supported for PNG output format";
    throw userError(message, null, "invalid_png_output_compression");
  }
  if (fields.background === "transparent" && !model.transparent) {
    throw userError("Transparent background is not supported for this model.", "background", "invalid_value");
  }
  if (fields.background === "transparent" && format === "jpeg") {
    const message = "Transparent background is not supported for JPEG output format.";
    throw userError(message, "background", "invalid_value");
  }
  if (fields.input_fidelity !== undefined && !model.inputFidelity) {
    const message = `The model '${model.id}' does not support the 'input_fidelity' parameter.`;
    throw userError(message, "input_fidelity", "invalid_input_fidelity_model");
  }
  if (fields.complexity !== undefined && !model.complexity) {
    const message = `The model '${model.id}' does not support the 'complexity' parameter.`;
    throw userError(message, "complexity", "invalid_value");
  }
}

/**
 * Turns a parsed body into a job.
 * @throws RefusedRequest with the first thing the API would object to, down to a refusal of the words themselves.
 */
export async function readJob(kind: Kind, body: ParsedBody): Promise<ImageJob> {
  const { fields, model } = readFields(kind, body);
  const quality = resolveQuality(model, fields.quality ?? "auto");
  const asked = fields.size === undefined || fields.size === "auto" ? undefined : parseSize(fields.size);
  const format = fields.output_format ?? "png";
  checkCapabilities(model, fields, format);
  const inputs = kind === "edit" ? await readInputs(body, fields) : NO_INPUTS;
  if (fields.prompt.toLowerCase().includes(BLOCKED_WORD)) throw moderationBlocked("input", ["violence"]);
  const stream = fields.stream ?? false;
  return {
    kind,
    model,
    prompt: fields.prompt,
    n: fields.n ?? 1,
    size: asked ?? automaticSize(inputs.sizes[0]),
    quality,
    background: fields.background === "transparent" ? "transparent" : "opaque",
    format,
    compression: fields.output_compression ?? 100,
    stream,
    partials: stream ? (fields.partial_images ?? 0) : 0,
    inputs,
    safetyIdentifier: fields.safety_identifier,
  };
}
