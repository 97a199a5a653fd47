import { resultOf } from "./hand-over.ts";
import type { Transaction } from "./records.ts";
import type { Delivery } from "./rows.ts";

/** Whether a late picture has to wait: its job's result is about to be posted, and may bring it, or be posted once more. */
export async function waitsForResult({ deliveries }: Transaction, delivery: Delivery): Promise<boolean> {
  const result = await resultBefore({ deliveries }, delivery);
  return result?.state === "waiting" || result?.state === "posting";
}

/** Whether its job's result has brought the late picture after all: it was built from the rows when the picture had come. */
export async function cameWithResult({ deliveries }: Transaction, delivery: Delivery): Promise<boolean> {
  const result = await resultBefore({ deliveries }, delivery);
  if (!result) return false;
  const shown = (await deliveries.messages(result.id)).messages.flatMap(({ files }) => files);
  return delivery.pictureIds?.every((id) => shown.some(({ pictureId }) => pictureId === id)) ?? false;
}

async function resultBefore(
  { deliveries }: Pick<Transaction, "deliveries">,
  { id, jobId, pictureIds }: Delivery,
): Promise<Delivery | null> {
  const isLate = jobId !== null && pictureIds?.some((pictureId) => id === `${pictureId}.late`);
  return isLate ? deliveries.find(resultOf(jobId)) : null;
}
