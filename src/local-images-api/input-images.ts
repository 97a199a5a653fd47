import sharp from "sharp";
import type { ParsedBody, UploadedFile } from "./body.ts";
import { invalidRequest, userError } from "./errors.ts";
import type { ImageReference, RequestFields } from "./fields.ts";
import { MAX_INPUT_IMAGES } from "./fields.ts";
import type { Size } from "./size.ts";

/** What an edit starts from: encoded files, their upright or stored sizes as in the file, and the mask if there is one. */
export interface Inputs {
  images: readonly Buffer[];
  sizes: readonly Size[];
  mask: Buffer | null;
}

/** No inputs: a generation. */
export const NO_INPUTS: Inputs = { images: [], sizes: [], mask: null };

// Images API reference: each image under 50 MB, the mask under 4 MB.
const MAX_IMAGE_BYTES = 50 * 1024 * 1024;
const MAX_MASK_BYTES = 4 * 1024 * 1024;
const MIMETYPES = ["image/jpeg", "image/png", "image/webp"];
const FORMATS = ["jpeg", "png", "webp"];

function checkMimetype(parameter: string, type: string): void {
  // A type may carry parameters ("image/png; charset=binary").
  if (MIMETYPES.includes(type.split(";")[0]?.trim().toLowerCase() ?? "")) return;
  throw invalidRequest(
    `Invalid file '${parameter}': unsupported mimetype ('${type}'). Supported file formats are 'image/jpeg', 'image/png', and 'image/webp'.`,
    parameter,
    "unsupported_file_mimetype",
  );
}

function fromDataUrl(reference: ImageReference, parameter: string): UploadedFile {
  const url = reference.image_url;
  if (url === undefined) {
    throw invalidRequest(
      `This offline server holds no files: send '${parameter}.image_url'.`,
      parameter,
      "invalid_value",
    );
  }
  const match = /^data:([^;,]+);base64,/.exec(url);
  if (match?.[1] === undefined) {
    const message = "Invalid image URL: this offline server fetches nothing, send a base64 data URL.";
    throw invalidRequest(message, `${parameter}.image_url`, "invalid_value");
  }
  const bytes = Buffer.from(url.slice(match[0].length), "base64");
  return { field: parameter, name: parameter, type: match[1], byteLength: bytes.length, bytes };
}

async function inspect(file: UploadedFile, place: number): Promise<Size> {
  const unreadable = () =>
    userError(
      `Invalid image file or mode for image ${place}, please check your image file.`,
      null,
      "invalid_image_file",
    );
  if (file.byteLength >= MAX_IMAGE_BYTES) {
    throw userError(`Image ${place} is too large: each image must be less than 50MB.`, file.field, "image_too_large");
  }
  try {
    const metadata = await sharp(file.bytes, { failOn: "error" }).metadata();
    if (!FORMATS.includes(metadata.format) || metadata.space === "cmyk") throw unreadable();
    // Headers alone do not tell a truncated file: decode it once, small.
    await sharp(file.bytes, { failOn: "error" }).resize(8, 8, { fit: "fill" }).raw().toBuffer();
    return { width: metadata.width, height: metadata.height };
  } catch {
    throw unreadable();
  }
}

async function checkMask(mask: UploadedFile, image: Size): Promise<void> {
  const wrong = (reason: string) =>
    userError(`Invalid mask image format - ${reason}`, null, "invalid_mask_image_format");
  if (mask.byteLength >= MAX_MASK_BYTES) throw wrong("mask image is larger than 4MB");
  const metadata = await sharp(mask.bytes)
    .metadata()
    .catch(() => {
      throw wrong("mask image could not be read");
    });
  if (metadata.format !== "png") throw wrong("mask image is not a PNG");
  if (!metadata.hasAlpha) throw wrong("mask image missing alpha channel");
  if (metadata.width !== image.width || metadata.height !== image.height) {
    throw wrong("mask size does not match image size");
  }
}

function given(body: ParsedBody, fields: RequestFields): { images: UploadedFile[]; mask: UploadedFile | undefined } {
  if (body.kind === "json") {
    return {
      images: (fields.images ?? []).map((reference, index) => fromDataUrl(reference, `images[${index}]`)),
      mask: fields.mask && fromDataUrl(fields.mask, "mask"),
    };
  }
  const images = body.files.filter((file) => file.field === "image" || file.field === "image[]");
  return { images, mask: body.files.find((file) => file.field === "mask") };
}

/**
 * Collects and checks the files of an edit.
 * @throws RefusedRequest 400 for a missing, surplus, mistyped, oversized or unreadable image and for a mask that does not fit the first image.
 */
export async function readInputs(body: ParsedBody, fields: RequestFields): Promise<Inputs> {
  const stray = body.files.find((file) => !["image", "image[]", "mask"].includes(file.field));
  if (stray !== undefined) {
    throw invalidRequest(`Unknown parameter: '${stray.field}'.`, stray.field, "unknown_parameter");
  }
  const { images, mask } = given(body, fields);
  if (images.length === 0) {
    throw invalidRequest("Missing required parameter: 'image'.", "image", "missing_required_parameter");
  }
  if (images.length > MAX_INPUT_IMAGES) {
    const rule = `Expected an array with maximum length ${MAX_INPUT_IMAGES}, but got an array with length ${images.length} instead.`;
    throw invalidRequest(`Invalid 'image': array too long. ${rule}`, "image", "array_above_max_length");
  }
  for (const [index, file] of images.entries()) {
    checkMimetype(file.field === "image[]" ? `image[${index}]` : file.field, file.type);
  }
  if (mask !== undefined) checkMimetype("mask", mask.type);
  const sizes: Size[] = [];
  for (const [index, file] of images.entries()) sizes.push(await inspect(file, index + 1));
  const [first] = sizes;
  if (mask !== undefined && first !== undefined) await checkMask(mask, first);
  return { images: images.map((file) => file.bytes), sizes, mask: mask?.bytes ?? null };
}
