import { watchCancel } from "./cancel.ts";
import { asAppError } from "./errors.ts";
import { finishPicture, readImages } from "./finish-picture.ts";
import { handOver, handOverLate } from "./hand-over.ts";
import { personLimits } from "./limits.ts";
import type { InputImage, OnePicture } from "./model.ts";
import { type PaintParts, paintPicture } from "./paint-picture.ts";
import type { Actor } from "./people.ts";
import type { Platform } from "./platform.ts";
import { showProgress } from "./progress.ts";
import type { Outcome, Queue, Work } from "./queue.ts";
import { takeTurn } from "./rate.ts";
import type { Transaction } from "./records.ts";
import type { Job } from "./rows.ts";

export interface WorkerParts extends PaintParts {
  readonly queue: Queue;
  readonly platforms: readonly Platform[];
  /** This process, for leases. */
  readonly owner: string;
  /** Stable for a person and says nothing about them. */
  endUser(actor: Actor): string;
}

/** How long a claim lasts without a sign of life, in milliseconds. */
const leaseMs = 30_000;

/**
 * Long edge, in pixels, to which inputs are scaled before they are sent: the models bill at most 1,536 patches of
 * 32 pixels squared, so more would cost time and no money (openai.md, section 3).
 */
const inputEdge = 1536;

/** After how many milliseconds a job is looked at again whose person has as many running as they may. */
const lookAgainMs = 500;

/** Paints what waits of a job, finishes it and hands it over to delivery. */
export async function paintJob(parts: WorkerParts, work: Work, signal: AbortSignal): Promise<Outcome> {
  const { records } = parts;
  const job = await records.transaction(({ jobs }) => jobs.find(work.id));
  const platform = parts.platforms.find(({ name }) => name === work.platform);
  if (!job || !platform || job.handedOverAt !== null) return "done";
  if (await records.transaction((transaction) => isOneTooMany(transaction, job))) return { againInMs: lookAgainMs };
  const reply = platform.reply(job.replyTo);
  const everyMs = platform.limits.progressEveryMs;
  const progress = showProgress({ feed: parts.feed, reply, jobId: job.id, everyMs, now: parts.chance.now });
  try {
    const late = await paintPictures(parts, job, signal);
    for (const picture of await records.transaction(({ pictures }) => pictures.ofJob(job.id))) {
      await finishPicture(parts, job, picture);
    }
    await progress.stop();
    await records.transaction(async (transaction) => {
      await handOver(transaction, parts, job);
      await handOverLate(transaction, parts, job, late);
    });
    parts.feed.changed(job.id);
  } catch (error) {
    // The rows cannot be written, so nothing queued will bring the news: it is said at once.
    await progress.stop();
    const failure = asAppError(error, "unknown");
    parts.log("job not settled", { job: job.id, error: failure });
    await reply.fail(failure);
  }
  return "done";
}

/** Whether this person has as many jobs running as they may, not counting this one. */
async function isOneTooMany(transaction: Transaction, job: Job): Promise<boolean> {
  const pictures = await transaction.pictures.ofJob(job.id);
  if (!pictures.some(({ state }) => state === "waiting") || pictures.some(({ state }) => state === "submitting"))
    return false;
  const { painting } = await transaction.jobs.openOf(job.actor);
  return painting >= (await personLimits(transaction, job.actor)).running;
}

/** Paints every waiting picture, each with a request of its own; resolves with the ids of those that came after they had been given up. */
async function paintPictures(parts: WorkerParts, job: Job, signal: AbortSignal): Promise<readonly string[]> {
  const pictures = await parts.records.transaction(({ pictures }) => pictures.ofJob(job.id));
  const waiting = pictures.filter(({ state }) => state === "waiting");
  let prepared: ReturnType<typeof prepareInputs> | null = null;
  const prepare = () => {
    prepared ??= prepareInputs(parts, job);
    return prepared;
  };
  const cancel = watchCancel(parts.feed, job.id, signal);
  const late: string[] = [];
  const ends = await Promise.allSettled(
    waiting.map(async (picture) => {
      await takeTurn(parts, cancel.signal);
      const now = parts.chance.now();
      const claim = { owner: parts.owner, leaseUntil: now + leaseMs };
      // Found cancelled by now, or taken by somebody else: then it is not ours to paint.
      const claimed = cancel.signal.aborted
        ? null
        : await parts.records.transaction(({ pictures }) => pictures.claim(picture.id, claim, now));
      if (!claimed) return;
      parts.feed.changed(job.id);
      const heartbeat = keepLease(parts, claimed.id, claimed.attempt, cancel.abort);
      try {
        const settled = await paintPicture(parts, job, claimed, prepare, cancel.signal);
        if (settled === "late") late.push(claimed.id);
      } finally {
        heartbeat.stop();
      }
    }),
  );
  cancel.stop();
  for (const end of ends) if (end.status === "rejected") throw end.reason;
  return late;
}

/** Prolongs the lease while the request runs; a lease that is lost aborts the request, since somebody else speaks for it now. */
function keepLease(
  parts: WorkerParts,
  pictureId: string,
  attempt: number,
  abort: (reason: string) => void,
): { stop(): void } {
  const beat = async () => {
    const leaseUntil = parts.chance.now() + leaseMs;
    const held = await parts.records.transaction(({ pictures }) => pictures.renew(pictureId, attempt, leaseUntil));
    if (!held) abort("the lease was lost");
  };
  const timer = setInterval(() => {
    beat().catch((error: unknown) => parts.log("lease not prolonged", { picture: pictureId, error }));
  }, leaseMs / 3);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

/** What all pictures of a job are sent with. */
async function prepareInputs(parts: WorkerParts, job: Job): Promise<Pick<OnePicture, "images" | "mask" | "endUser">> {
  const { request } = job;
  const blobs = await readImages(parts, request.images);
  const images: InputImage[] = [];
  for (const blob of blobs) images.push(await shrunk(parts, blob));
  const [mask] = request.mask === null ? [] : await readImages(parts, [request.mask]);
  return { images, mask: mask ? (await shrunk(parts, mask)).bytes : null, endUser: parts.endUser(job.actor) };
}

async function shrunk({ tools }: WorkerParts, bytes: Blob): Promise<InputImage> {
  const { format, size } = await tools.inspect(bytes);
  if (format === "gif" || format === "avif" || format === "tiff")
    return tools.shrink(await tools.clean(bytes), inputEdge);
  return tools.shrink({ bytes, format, size }, inputEdge);
}
