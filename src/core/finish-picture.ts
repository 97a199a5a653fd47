import { chunksOf } from "./attachments.ts";
import { isForgotten } from "./forgotten.ts";
import { handOverLate } from "./hand-over.ts";
import type { PaintParts } from "./paint-picture.ts";
import type { ImageRow, Job, Picture } from "./rows.ts";

/**
 * Gives a rendered picture the image that people get. With a mask, the original's pixels are put back outside of it;
 * should that fail, people get what was painted and paid for.
 */
export async function finishPicture(parts: PaintParts, job: Job, picture: Picture): Promise<void> {
  if (picture.state !== "rendered" || picture.imageId !== null || picture.paintedImageId === null) return;
  const composed = await compose(parts, job, picture.paintedImageId).catch((error: unknown) => {
    parts.log("original not put back outside the mask", { picture: picture.id, error });
    return null;
  });
  const imageId = composed?.image.id ?? picture.paintedImageId;
  await parts.records.transaction(async (transaction) => {
    if (composed) {
      const current = await transaction.jobs.find(job.id);
      const deletedAt = current && isForgotten(current) ? parts.chance.now() : null;
      await transaction.images.insert({ ...composed.image, deletedAt }, composed.parents);
    }
    if (await transaction.pictures.finish(picture.id, imageId))
      await handOverLate(transaction, parts, job.id, picture.id);
  });
  parts.feed.changed(job.id);
}

async function compose(
  parts: PaintParts,
  job: Job,
  paintedImageId: string,
): Promise<{ image: ImageRow; parents: readonly string[] } | null> {
  const [originalId] = job.request.images;
  const maskId = job.request.mask;
  if (originalId === undefined || maskId === null) return null;
  const [original, painted, mask] = await readImages(parts, [originalId, paintedImageId, maskId]);
  if (!original || !painted || !mask) return null;
  const clean = await parts.tools.compose(original, painted, mask, job.request);
  const { key, sha256, bytes } = await parts.images.write(chunksOf(clean.bytes), clean.format);
  const { format, size } = clean;
  const image = {
    id: parts.chance.id(),
    key,
    sha256,
    bytes,
    format,
    size,
    jobId: job.id,
    createdAt: parts.chance.now(),
    deletedAt: null,
  };
  return { image, parents: [paintedImageId, originalId] };
}

/** The bytes of image rows, in order. */
export async function readImages(
  { records, images }: Pick<PaintParts, "records" | "images">,
  ids: readonly string[],
): Promise<readonly Blob[]> {
  const rows = await records.transaction((transaction) => Promise.all(ids.map((id) => transaction.images.find(id))));
  return Promise.all(rows.flatMap((row) => (row ? [images.read(row.key)] : [])));
}
