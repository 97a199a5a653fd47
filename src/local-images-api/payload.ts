import type { Json } from "./json-pieces.ts";
import type { EncodedPicture } from "./rendering.ts";
import type { Fault } from "./script.ts";
import type { Usage } from "./usage.ts";
import { usageOf } from "./usage.ts";
import type { ImageJob } from "./validation.ts";

/** Where a picture can be fetched, for the answers that give a URL instead of the bytes. */
export interface PictureLinks {
  absolute(file: Buffer, type: string): string;
  relative(file: Buffer, type: string): string;
}

const JUNK = Buffer.from("These bytes are valid base64 and no picture at all. ".repeat(40));

function withBadCharacters(base64: Buffer): Buffer {
  const middle = Math.floor(base64.length / 2);
  return Buffer.concat([base64.subarray(0, middle), Buffer.from("!*!*"), base64.subarray(middle)]);
}

function imageFields(picture: EncodedPicture, job: ImageJob, fault: Fault, links: PictureLinks): Record<string, Json> {
  switch (fault.payload) {
    case "url":
      return { url: links.absolute(picture.file, `image/${job.format}`) };
    case "relative-url":
      return { url: links.relative(picture.file, `image/${job.format}`) };
    case "data-url":
      return { b64_json: Buffer.concat([Buffer.from(`data:image/${job.format};base64,`), picture.base64]) };
    case "junk-bytes":
      return { b64_json: JUNK.toString("base64") };
    case "bad-base64":
      return { b64_json: withBadCharacters(picture.base64) };
    case "no-image":
      return {};
    default:
      return { b64_json: picture.base64 };
  }
}

function ordered(fault: Fault, image: Record<string, Json>, others: Record<string, Json>): Record<string, Json> {
  return fault.json?.image === "last" ? { ...others, ...image } : { ...image, ...others };
}

function described(job: ImageJob) {
  return {
    background: job.background,
    output_format: job.format,
    quality: job.quality,
    size: `${job.size.width}x${job.size.height}`,
  };
}

function usageFields(job: ImageJob, fault: Fault, images: number, partials: number): { usage?: Json } {
  if (fault.usage === "missing") return {};
  if (fault.usage === "null") return { usage: null };
  const { size, inputs, prompt, quality, model } = job;
  const usage: Usage = usageOf({
    family: model.family,
    quality,
    ...size,
    prompt,
    inputSizes: inputs.sizes,
    images,
    partials,
  });
  return { usage: { ...usage } };
}

function identifierFields(job: ImageJob): { safety_identifier?: string } {
  return job.safetyIdentifier === undefined ? {} : { safety_identifier: job.safetyIdentifier };
}

/** The body of a whole answer; `created` is in Unix seconds. */
export function answerBody(
  job: ImageJob,
  pictures: readonly EncodedPicture[],
  fault: Fault,
  links: PictureLinks,
  created: number,
): Json {
  const text: Record<string, Json> = fault.json?.revisedPrompt ? { revised_prompt: fault.json.revisedPrompt } : {};
  const items = pictures.map((picture) => ordered(fault, imageFields(picture, job, fault, links), text));
  const data = { data: fault.payload === "no-image" ? [] : items };
  const { background, ...rest } = described(job);
  const others = { ...rest, ...identifierFields(job), ...usageFields(job, fault, pictures.length, 0) };
  if (fault.json?.image !== undefined) return ordered(fault, data, { created, background, ...others });
  return { created, background, ...data, ...others };
}

/** One event of a stream; a `partial` event has an index, the completed one says how many partials were sent. */
export function eventBody(
  job: ImageJob,
  picture: EncodedPicture,
  fault: Fault,
  links: PictureLinks,
  created: number,
  event: { type: string; partialIndex: number } | { type: string; deliveredPartials: number },
): Record<string, Json> {
  const text: Record<string, Json> = fault.json?.revisedPrompt ? { revised_prompt: fault.json.revisedPrompt } : {};
  const own: Record<string, Json> =
    "partialIndex" in event
      ? { partial_image_index: event.partialIndex }
      : { ...usageFields(job, fault, 1, event.deliveredPartials), ...identifierFields(job) };
  const image = imageFields(picture, job, fault, links);
  if (fault.json?.image === "first")
    return { ...image, type: event.type, ...text, created_at: created, ...described(job), ...own };
  const others = { created_at: created, ...described(job), ...text, ...own };
  return { type: event.type, ...ordered(fault, image, others) };
}
