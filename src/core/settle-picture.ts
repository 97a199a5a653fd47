import { type BudgetEnd, nothing, settleHolds } from "./budget.ts";
import type { Failure } from "./errors.ts";
import { isForgotten } from "./forgotten.ts";
import type { Settlement, Transaction } from "./records.ts";
import type { ImageRow, Job, LedgerRow, Picture } from "./rows.ts";

export interface PictureEnd {
  readonly job: Job;
  /** As it was claimed: its attempt and what it had reserved. */
  readonly picture: Picture;
  readonly settlement: Settlement;
  /** The image that was painted, its bytes stored; null when there is none. */
  readonly image: ImageRow | null;
  readonly priceVersion: string;
}

/**
 * Ends an attempt in one transaction: the picture's state, its ledger row, and every budget that it was held against.
 * A picture that was given up as unknown may still arrive, of the same attempt: then what it really cost replaces the
 * estimate. `stale` when the attempt is not current any more, and then nothing is written.
 */
export async function settlePicture(
  transaction: Transaction,
  end: PictureEnd,
  now: number,
): Promise<"settled" | "late" | "stale"> {
  const { picture, settlement } = end;
  // As it stands now: meanwhile the person may have asked to be forgotten, and then nothing new of them is kept.
  const job = (await transaction.jobs.find(end.job.id)) ?? end.job;
  const image = end.image && isForgotten(job) ? { ...end.image, deletedAt: now } : end.image;
  const before = await transaction.pictures.find(picture.id);
  if (!(await transaction.pictures.settle(picture.id, picture.attempt, settlement, now))) return "stale";
  if (image) await transaction.images.insert(image, job.request.images);
  if (settlement.state === "rendered" && job.request.mask === null) {
    await transaction.pictures.finish(picture.id, settlement.paintedImageId);
  }
  const booked = budgetEnd(settlement);
  const row = ledgerRow({ ...end, job }, booked, now);
  if (before?.state === "unknown") {
    const estimate = before.costMicros ?? 0;
    const counted = before.failure !== null && countsAgainstPerson(before.failure);
    await settleHolds(
      transaction,
      job.budget,
      { reservedMicros: 0 },
      {
        ...{ costMicros: booked.costMicros - estimate, personMicros: booked.personMicros - (counted ? estimate : 0) },
        ...{ counts: true, countsForPerson: true },
      },
    );
    // Its image was taken off the person's count when it was given up.
    if (!counted) await countForPerson(transaction, job);
    if (!(await transaction.ledger.correct(row))) await transaction.ledger.book(row);
    return "late";
  }
  await settleHolds(transaction, job.budget, picture, booked);
  // What cost nothing is booked as well, so that the books count every picture.
  if (row.costMicros > 0 || settlement.state === "rendered") await transaction.ledger.book(row);
  return "settled";
}

async function countForPerson(transaction: Transaction, { budget }: Job): Promise<void> {
  const own = budget.filter(({ personal }) => personal);
  await transaction.spending.add(
    own.map(({ scope, period }) => ({ scope, period, spentMicros: 0, reservedMicros: 0, images: 1 })),
  );
}

/**
 * Nobody can tell a person whether they were charged, so it is not held against them; whoever pays the bill plans for it.
 * Unless they cancelled themselves: otherwise cancelling late would be a way around every limit.
 */
function countsAgainstPerson({ charged, code }: Failure): boolean {
  return charged === "yes" || (charged === "unknown" && code === "cancelled");
}

function budgetEnd(settlement: Settlement): BudgetEnd {
  const costMicros = settlement.costMicros ?? 0;
  if (settlement.state === "rendered")
    return { costMicros, personMicros: costMicros, counts: true, countsForPerson: true };
  const { charged } = settlement.failure;
  if (charged === "no") return nothing;
  const known = countsAgainstPerson(settlement.failure);
  return { costMicros, personMicros: known ? costMicros : 0, counts: true, countsForPerson: known };
}

function ledgerRow(
  { job, picture, settlement, priceVersion }: PictureEnd,
  { costMicros, personMicros }: BudgetEnd,
  now: number,
): LedgerRow {
  return {
    pictureId: picture.id,
    attempt: picture.attempt,
    actor: job.actor,
    place: job.place,
    costMicros,
    personMicros,
    source: settlement.state === "rendered" ? (settlement.costSource ?? "estimate") : "estimate",
    priceVersion,
    bookedAt: now,
  };
}
