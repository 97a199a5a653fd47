import type { PictureRecord } from "./command.ts";
import type { Transaction } from "./records.ts";
import type { Job } from "./rows.ts";

/** A job's pictures in order, each with the image that people get. */
export async function pictureRecords(
  { pictures, images }: Pick<Transaction, "pictures" | "images">,
  job: Job,
): Promise<readonly PictureRecord[]> {
  const records: PictureRecord[] = [];
  for (const picture of await pictures.ofJob(job.id)) {
    records.push({ job, picture, image: picture.imageId === null ? null : await images.find(picture.imageId) });
  }
  return records;
}
