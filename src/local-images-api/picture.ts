import sharp, { type Sharp } from "sharp";
import type { Quality } from "./models.ts";
import type { Detail, Painter, RawPicture } from "./painter.ts";
import type { Format, ImageJob } from "./validation.ts";

const DETAILS: Record<Quality, Detail> = { low: "low", medium: "medium", high: "high", xhigh: "high", max: "high" };

// Partial images are the same picture through ever finer sieves: the long edge left before it is scaled up again.
const FIRST_STAGE_PIXELS = 24;
const STAGE_FACTOR = 3;

/** Draws one picture of the job; `variation` tells the pictures of the same words apart. */
export async function paint(painter: Painter, job: ImageJob, variation: number): Promise<RawPicture> {
  const request = {
    prompt: job.prompt,
    width: job.size.width,
    height: job.size.height,
    variation,
    transparent: job.background === "transparent",
    detail: DETAILS[job.quality],
  };
  if (job.kind === "generation") return await painter.draw(request);
  return await painter.redraw({ ...request, images: job.inputs.images, mask: job.inputs.mask });
}

function encoder(raw: RawPicture): Sharp {
  const { width, height, channels } = raw;
  return sharp(raw.data, { raw: { width, height, channels } });
}

async function toFile(image: Sharp, format: Format, compression: number): Promise<Buffer> {
  // sharp counts quality from 1, the API from 0.
  const quality = Math.max(1, compression);
  if (format === "jpeg") return await image.flatten({ background: "white" }).jpeg({ quality }).toBuffer();
  if (format === "webp") return await image.webp({ quality, effort: 2 }).toBuffer();
  return await image.png({ compressionLevel: 6 }).toBuffer();
}

/** The finished file. An opaque picture loses its alpha channel, as the API's do. */
export async function encode(raw: RawPicture, job: ImageJob): Promise<Buffer> {
  const image = encoder(raw);
  if (job.background === "opaque" && raw.channels === 4) image.flatten({ background: "white" });
  return await toFile(image, job.format, job.compression);
}

/** The rough stage number `index` (from 0) of a picture: the same size and format, less to see. */
export async function encodeStage(raw: RawPicture, job: ImageJob, index: number): Promise<Buffer> {
  const longEdge = FIRST_STAGE_PIXELS * STAGE_FACTOR ** index;
  const small = await encoder(raw)
    .resize(longEdge, longEdge, { fit: "inside", withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = small.info;
  const image = sharp(small.data, { raw: { width, height, channels } }).resize(raw.width, raw.height, {
    fit: "fill",
    kernel: "cubic",
  });
  if (job.background === "opaque" && raw.channels === 4) image.flatten({ background: "white" });
  return await toFile(image, job.format, job.compression);
}
