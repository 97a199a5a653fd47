import { z } from "zod";
import type { ParsedBody } from "./body.ts";
import type { RefusedRequest } from "./errors.ts";
import { invalidRequest, userError } from "./errors.ts";
import { fieldError } from "./field-errors.ts";
import type { LocalModel } from "./models.ts";
import { findModel, QUALITIES } from "./models.ts";

/** The two ways to ask for a picture. */
export type Kind = "generation" | "edit";

/** Prompts hold 1 to 32 000 characters (OpenAPI description, CreateImageRequest). */
const MAX_PROMPT_CHARACTERS = 32_000;
/** Edits take at most 16 images (OpenAPI description, CreateImageEditRequest). */
export const MAX_INPUT_IMAGES = 16;

const common = {
  model: z.string(),
  prompt: z.string().min(1).max(MAX_PROMPT_CHARACTERS),
  n: z.int().min(1).max(10).optional(),
  quality: z.enum([...QUALITIES, "auto"]).optional(),
  output_compression: z.int().min(0).max(100).optional(),
  size: z.string().optional(),
  output_format: z.enum(["png", "webp", "jpeg"]).optional(),
  background: z.enum(["transparent", "opaque", "auto"]).optional(),
  moderation: z.enum(["auto", "low"]).optional(),
  complexity: z.enum(["low", "medium", "high"]).optional(),
  stream: z.boolean().optional(),
  partial_images: z.int().min(0).max(3).optional(),
  safety_identifier: z.string().optional(),
  user: z.unknown().optional(),
};
const reference = z.strictObject({ image_url: z.string().optional(), file_id: z.string().optional() });
const fidelity = z.enum(["high", "low"]).optional();

const generation = z.strictObject(common);
const multipartEdit = z.strictObject({ ...common, input_fidelity: fidelity });
const jsonEdit = z.strictObject({
  ...common,
  images: z.array(reference).min(1).max(MAX_INPUT_IMAGES),
  mask: reference.optional(),
  input_fidelity: fidelity,
});

/** A reference to an image inside a JSON edit. */
export type ImageReference = z.infer<typeof reference>;
/** The fields of any image request, checked one by one but not yet against the model. */
export type RequestFields = z.infer<typeof generation> & {
  input_fidelity?: "high" | "low" | undefined;
  images?: ImageReference[] | undefined;
  mask?: ImageReference | undefined;
};

// The live API reports one problem at a time, in this order; unknown parameters come right after the model.
const REPORTED_FIRST = ["prompt", "images", "n", "quality", "output_compression", "size"];
const NULL_IS_A_VALUE = new Set(["model", "prompt", "images", "response_format"]);
const INTEGERS = ["n", "output_compression", "partial_images"];

function typedForm(fields: Record<string, unknown>): Record<string, unknown> {
  const typed = { ...fields };
  for (const name of INTEGERS) {
    const value = typed[name];
    if (typeof value === "string" && /^-?\d+$/.test(value)) typed[name] = Number(value);
  }
  if (typed.stream === "true") typed.stream = true;
  if (typed.stream === "false") typed.stream = false;
  return typed;
}

function unknownParameter(kind: Kind, body: ParsedBody, name: string): RefusedRequest {
  if (kind === "edit" && body.kind === "json" && (name === "image" || name === "image[]")) {
    const hint = "For application/json on /v1/images/edits, use 'images' (array).";
    return invalidRequest(`Unknown parameter: '${name}'. ${hint}`, name, "invalid_value");
  }
  if (kind === "edit" && body.kind === "multipart" && name === "images") {
    const hint = "For multipart/form-data use 'image' or 'image[]'.";
    return invalidRequest(`Unknown parameter: 'images'. ${hint}`, name, "invalid_value");
  }
  if (kind === "edit" && body.kind === "multipart" && (name === "image" || name === "image[]" || name === "mask")) {
    const message = `Invalid type for '${name}': expected a file, but got a string instead.`;
    return invalidRequest(message, name, "invalid_type");
  }
  return invalidRequest(`Unknown parameter: '${name}'.`, name, "unknown_parameter");
}

function rank(name: PropertyKey | undefined): number {
  const place = REPORTED_FIRST.indexOf(String(name));
  return place === -1 ? REPORTED_FIRST.length : place;
}

/**
 * Checks every field of a request by itself: names, types, ranges and whether the model exists.
 * @throws RefusedRequest with the first problem, worded and ordered as the live API does (measured 2026-08-30).
 */
export function readFields(kind: Kind, body: ParsedBody): { fields: RequestFields; model: LocalModel } {
  const given = body.kind === "multipart" ? typedForm(body.fields) : body.fields;
  const present = Object.entries(given).filter(([name, value]) => value !== null || NULL_IS_A_VALUE.has(name));
  const schema = kind === "generation" ? generation : body.kind === "json" ? jsonEdit : multipartEdit;
  const result = schema.safeParse(Object.fromEntries(present), { reportInput: true });
  const issues = result.error?.issues ?? [];

  const modelIssue = issues.find((issue) => issue.path[0] === "model");
  if (modelIssue !== undefined) throw fieldError(modelIssue, body.kind);
  const id = String(given.model);
  const model = findModel(id);
  if (model === undefined) throw userError(`The model '${id}' does not exist.`, "model", "invalid_value");

  for (const issue of issues) {
    if (issue.code === "unrecognized_keys" && issue.path.length === 0) {
      throw unknownParameter(kind, body, issue.keys[0] ?? "");
    }
  }
  const [first] = issues.toSorted((a, b) => rank(a.path[0]) - rank(b.path[0]));
  if (first !== undefined) throw fieldError(first, body.kind);
  if (result.data === undefined) throw invalidRequest("Invalid request.", null, null);
  return { fields: result.data, model };
}
