import { checkMayShow, findVisible } from "./access.ts";
import { type Input, type InputTools, takeImage, takeMask } from "./attachments.ts";
import type { ImageRequest } from "./command.ts";
import { AppError } from "./errors.ts";
import type { ImageFacts } from "./image-tools.ts";
import type { ImageValue } from "./image-value.ts";
import type { Invocation } from "./invocation.ts";
import { type Message, say } from "./message.ts";
import type { Records, Transaction } from "./records.ts";
import { parseSubject, pictureId } from "./subject.ts";

/** The pictures of a request, all of them kept. */
export interface TakenInputs {
  readonly inputs: readonly Input[];
  readonly mask: Input | null;
  readonly parentJobId: string | null;
  /** Whether any of them was shown covered. */
  readonly spoiler: boolean;
  readonly notes: readonly Message[];
}

/** Finds or takes in every picture that a request brings; rejects with an `invalid` AppError that names the one at fault. */
export async function takeInputs(
  kit: InputTools & { readonly records: Records },
  invocation: Invocation,
  request: ImageRequest,
  signal: AbortSignal,
): Promise<TakenInputs> {
  const inputs: Input[] = [];
  const notes: Message[] = [];
  let firstFacts: ImageFacts | null = null;
  let { parentJobId } = request;
  let spoiler = false;
  // One after the other: sixteen opened at once would hold sixteen in memory.
  for (const value of request.images) {
    if ("attached" in value) {
      const { input, facts, notes: more } = await takeImage(value, kit, signal);
      if (inputs.length === 0) firstFacts = facts;
      inputs.push(input);
      notes.push(...more);
      spoiler ||= value.spoiler === true;
    } else {
      const kept = await kit.records.transaction((transaction) => findKept(transaction, value, invocation));
      parentJobId ??= kept.jobId;
      inputs.push(kept.input);
    }
  }
  const mask = request.mask === null ? null : await takeAnyMask(request.mask, inputs, firstFacts);
  const parentId = parentJobId;
  const parent = parentId === null ? null : await kit.records.transaction(({ jobs }) => jobs.find(parentId));
  return { inputs, mask, parentJobId, spoiler: spoiler || parent?.request.spoiler === true, notes };

  async function takeAnyMask(value: ImageValue, images: readonly Input[], facts: ImageFacts | null): Promise<Input> {
    const [first] = images;
    if (!first) throw new AppError("invalid", say("mask.without-image"));
    if (!("attached" in value)) {
      return (await kit.records.transaction((transaction) => findKept(transaction, value, invocation))).input;
    }
    // What Limner keeps is upright already, so a mask for it has just one way to fit.
    return takeMask(value, facts ?? uprightFacts(first), kit, signal);
  }
}

/** Once more, in the transaction that writes the job: what was found kept may have been deleted since, and from the job on it stays. */
export async function checkStillKept(transaction: Transaction, { inputs, mask }: TakenInputs): Promise<void> {
  for (const { id, row } of mask ? [...inputs, mask] : inputs) if (!row) await keptInput(transaction, id, id);
}

function uprightFacts({ size }: Input): ImageFacts {
  return { format: "png", size, storedSize: size, orientation: 1, alpha: false, frames: 1 };
}

async function findKept(
  transaction: Transaction,
  value: Exclude<ImageValue, { attached: string }>,
  who: Invocation,
): Promise<{ input: Input; jobId: string | null }> {
  if ("stored" in value) return { input: await keptInput(transaction, value.stored, value.stored), jobId: null };
  const subject = parseSubject(value.result);
  const job = subject && (await findVisible(transaction, who, subject.jobId));
  if (!subject || !job) {
    throw new AppError("invalid", say("subject.not-found", { id: value.result }));
  }
  checkMayShow(job, who);
  const picture = await transaction.pictures.find(pictureId(job.id, subject.position ?? 1));
  if (!picture?.imageId) throw new AppError("invalid", say("subject.no-picture", { id: value.result }));
  return { input: await keptInput(transaction, picture.imageId, value.result), jobId: job.id };
}

async function keptInput(transaction: Transaction, imageId: string, shownAs: string): Promise<Input> {
  const image = await transaction.images.find(imageId);
  if (!image) throw new AppError("invalid", say("subject.not-found", { id: shownAs }));
  if (image.deletedAt !== null)
    throw new AppError("invalid", say("subject.deleted", { id: shownAs, at: image.deletedAt }));
  return { id: image.id, size: image.size, row: null };
}
