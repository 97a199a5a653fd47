import { checkMayPaint, checkModelAllowed } from "./allowed.ts";
import { hold } from "./budget.ts";
import type { Chance } from "./clock.ts";
import type { ImageRequest, Problem, Surroundings } from "./command.ts";
import { AppError } from "./errors.ts";
import { addPainting } from "./hand-over.ts";
import type { ImageStore } from "./image-store.ts";
import type { ImageTools } from "./image-tools.ts";
import { checkStillKept, takeInputs } from "./inputs.ts";
import type { Invocation } from "./invocation.ts";
import type { LimitPolicy } from "./limits.ts";
import { say } from "./message.ts";
import type { ImageModel } from "./model.ts";
import type { Platform } from "./platform.ts";
import type { Queue } from "./queue.ts";
import type { Records } from "./records.ts";
import type { Job, JobRequest, Picture } from "./rows.ts";
import { pictureId } from "./subject.ts";
import { toldPrompt } from "./told-prompt.ts";
import { checkWishes, settle } from "./wishes.ts";

export interface AdmissionParts {
  readonly records: Records;
  readonly images: ImageStore;
  readonly tools: ImageTools;
  readonly model: ImageModel;
  readonly queue: Queue;
  readonly platforms: readonly Platform[];
  readonly chance: Chance;
  /** How many unfinished pictures to ask for where they can be shown, 0 to 3. */
  readonly partialImages: number;
  readonly limits: LimitPolicy;
  /** Open jobs of everybody, from which on no more are taken. */
  readonly maxOpenJobs: number;
}

/** Room that a picture may need on disk: four bytes a pixel, as painted and once more as composed. */
const bytesPerPixel = 2 * 4;

/** Room for the rows themselves, and for whoever else writes meanwhile. */
const spareBytes = 16_000_000;

/**
 * Turns an image request into a job: checks what can be checked, opens and keeps its pictures, and then, in one transaction,
 * writes job and pictures, queues the painting and closes the inbox row. Resolves with the job's id, or null when the row
 * was closed meanwhile. Rejects with an AppError before anything is written or paid.
 */
export async function admit(
  parts: AdmissionParts,
  invocation: Invocation,
  request: ImageRequest,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<string | null> {
  // Empty words are what is left of an old job: its words were deleted, so it can neither be repeated nor retried.
  if (request.prompt === "") throw new AppError("invalid", say("prompt.deleted"));
  await parts.records.transaction((transaction) => checkMayPaint(transaction, invocation, parts.maxOpenJobs));
  const shape = { imageCount: request.images.length, masked: request.mask !== null };
  const [problem] = checkWishes(request.wishes, shape, surroundings);
  if (problem) throw refusal(problem);
  const platform = parts.platforms.find(({ name }) => name === invocation.replyTo.platform);
  const replyTo = platform ? await platform.prepare(invocation.replyTo, invocation.place) : invocation.replyTo;
  const count = request.wishes.count ?? 1;
  const kit = { ...parts, newId: parts.chance.id, now: parts.chance.now };
  const taken = await takeInputs(kit, invocation, request, signal);
  const settled = settle(request.wishes, { ...shape, firstImage: taken.inputs[0]?.size ?? null }, surroundings);
  if ("problem" in settled) throw refusal(settled.problem);
  const { width, height } = settled.settings.size;
  await parts.images.ensureRoom(spareBytes + count * bytesPerPixel * width * height);

  const jobRequest: JobRequest = {
    ...settled.settings,
    prompt: request.prompt,
    instruction: request.instruction ?? null,
    count,
    images: taken.inputs.map(({ id }) => id),
    mask: taken.mask?.id ?? null,
    // What is to be covered is not shown half finished either.
    partialImages: platform?.limits.showsPartialImages && !taken.spoiler ? parts.partialImages : 0,
    spoiler: taken.spoiler,
    notes: [...request.notes, ...taken.notes, ...settled.notes],
  };
  const now = parts.chance.now();
  const job: Job = {
    id: parts.chance.jobId(),
    command: invocation.command,
    actor: invocation.actor,
    place: invocation.place,
    replyTo,
    request: jobRequest,
    parentJobId: taken.parentJobId,
    retryOfJobId: request.retryOfJobId ?? null,
    budget: [],
    createdAt: now,
    cancelRequestedAt: null,
    handedOverAt: null,
  };
  const price = parts.model.estimate({
    model: jobRequest.model,
    size: jobRequest.size,
    quality: jobRequest.quality,
    promptLength: toldPrompt(jobRequest).length,
    inputSizes: taken.inputs.map(({ size }) => size),
    partialImages: jobRequest.partialImages,
  });
  const pictures = Array.from({ length: count }, (_, index) => waitingPicture(job.id, index + 1, price?.micros ?? 0));
  const wanted = { count, eachMicros: price?.micros ?? null };

  return parts.records.transaction(async (transaction) => {
    if (!(await transaction.inbox.close(invocation.dedupeKey, { jobId: job.id, deliveryId: null }, now))) return null;
    // Once more, now that nobody else can be admitted meanwhile.
    await checkMayPaint(transaction, invocation, parts.maxOpenJobs);
    await checkStillKept(transaction, taken);
    for (const { row } of [...taken.inputs, ...(taken.mask ? [taken.mask] : [])]) {
      if (row) await transaction.images.insert(row, []);
    }
    const earlier = request.retryOfJobId === undefined ? null : await transaction.jobs.retryOf(request.retryOfJobId);
    // Pressed twice at once: the second one links to the first.
    if (earlier) throw new AppError("invalid", say("retry.already", { job: earlier.id }));
    await checkModelAllowed(transaction, invocation, jobRequest.model);
    const { holds, notes } = await hold(transaction, invocation, wanted, parts.limits, now);
    const settledRequest = { ...jobRequest, notes: [...jobRequest.notes, ...notes] };
    await transaction.jobs.insert({ ...job, request: settledRequest, budget: holds });
    await transaction.pictures.insert(pictures);
    await addPainting(transaction, parts.queue, job);
    return job.id;
  });
}

function waitingPicture(jobId: string, position: number, reservedMicros: number): Picture {
  return {
    id: pictureId(jobId, position),
    jobId,
    position,
    state: "waiting",
    attempt: 0,
    owner: null,
    leaseUntil: null,
    reservedMicros,
    charged: null,
    costMicros: null,
    costSource: null,
    failure: null,
    paintedImageId: null,
    imageId: null,
    notes: [],
    requestId: null,
    usage: null,
    startedAt: null,
    settledAt: null,
  };
}

function refusal({ text }: Problem): AppError {
  return new AppError("invalid", text);
}
