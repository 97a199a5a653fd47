import type { Bytes } from "./bytes.ts";
import { watchCancel } from "./cancel.ts";
import { asAppError } from "./errors.ts";
import { finishPicture, readImages } from "./finish-picture.ts";
import { handOver } from "./hand-over.ts";
import { personLimits } from "./limits.ts";
import type { InputImage, OnePicture } from "./model.ts";
import { type PaintParts, paintPicture, type WholeImage } from "./paint-picture.ts";
import type { Actor } from "./people.ts";
import type { Platform } from "./platform.ts";
import { showProgress } from "./progress.ts";
import type { Outcome, Work } from "./queue.ts";
import { takeTurn } from "./rate.ts";
import { justALease, type Transaction } from "./records.ts";
import { comingImage } from "./result-answer.ts";
import { type OnUnknown, retryByItself } from "./retry-once.ts";
import type { Job, Picture } from "./rows.ts";
import type { Timing } from "./timing.ts";

export interface WorkerParts extends PaintParts {
  readonly platforms: readonly Platform[];
  /** This process, for leases. */
  readonly owner: string;
  readonly timing: Timing;
  readonly onUnknown: OnUnknown;
  /** Stable for a person and says nothing about them. */
  endUser(actor: Actor): string;
}

/**
 * Long edge, in pixels, to which inputs are scaled before they are sent: the models bill at most 1,536 patches of
 * 32 pixels squared, so more would cost time and no money; seen in their usage figures.
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
  let isOver = false;
  const end = async (transaction: Transaction) => {
    if (!(await handOver(transaction, parts, job))) return false;
    await retryByItself(transaction, parts, job);
    transaction.afterCommit(() => {
      isOver = true;
      void progress.stop();
    });
    return true;
  };
  try {
    const heldBack = await paintPictures(parts, job, signal, {
      whole(picture, image, bytes) {
        // With a mask it is not yet what people get.
        if (job.request.mask === null) reply.ahead(comingImage(job, picture, image), bytes, job.request.count);
      },
      async settled(transaction) {
        // A report that is under way must not come after the result.
        if (!progress.hold()) return false;
        const isLast = await end(transaction);
        if (!isLast) progress.goOn();
        return isLast;
      },
    });
    if (job.request.mask !== null) await finishPictures(parts, job);
    await progress.stop();
    if (!isOver) await records.transaction(end);
    parts.feed.changed(job.id);
    if (heldBack) return { againInMs: lookAgainMs };
  } catch (error) {
    // The rows cannot be written, so nothing queued will bring the news: it is said at once.
    await progress.stop();
    const failure = asAppError(error, "unknown");
    parts.log("job not settled", { job: job.id, error: failure });
    await reply.fail(failure);
  }
  return "done";
}

/** Without a mask, pictures are finished in the transaction that takes them in: this asks the rows for nothing then. */
async function finishPictures(parts: WorkerParts, job: Job): Promise<void> {
  for (const picture of await parts.records.transaction(({ pictures }) => pictures.ofJob(job.id)))
    await finishPicture(parts, job, picture);
}

/** Whether this person has as many jobs running as they may, not counting this one. */
async function isOneTooMany(transaction: Transaction, job: Job): Promise<boolean> {
  const pictures = await transaction.pictures.ofJob(job.id);
  if (!pictures.some(({ state }) => state === "waiting") || pictures.some(({ state }) => state === "submitting"))
    return false;
  const { painting } = await transaction.jobs.openOf(job.actor);
  return painting >= (await personLimits(transaction, job.actor)).running;
}

interface JobSteps {
  whole(picture: Picture, image: WholeImage, bytes: Bytes): void;
  /** Tells whether that was the job's last picture. */
  settled(transaction: Transaction): Promise<boolean>;
}

/**
 * Paints every waiting picture, each with a request of its own; resolves with whether one was held back because too many run.
 */
async function paintPictures(parts: WorkerParts, job: Job, signal: AbortSignal, steps: JobSteps): Promise<boolean> {
  const pictures = await parts.records.transaction(({ pictures }) => pictures.ofJob(job.id));
  const waiting = pictures.filter(({ state }) => state === "waiting");
  let prepared: ReturnType<typeof prepareInputs> | null = null;
  const prepare = () => {
    prepared ??= prepareInputs(parts, job);
    return prepared;
  };
  const cancel = watchCancel(parts.feed, job.id, signal);
  let heldBack = false;
  const ends = await Promise.allSettled(
    waiting.map(async (picture) => {
      await takeTurn(parts, cancel.signal);
      // Found cancelled by now, or taken by somebody else: then it is not ours to paint.
      const claimed = cancel.signal.aborted ? null : await claimPicture(parts, job, picture);
      if (claimed === "too-many") heldBack = true;
      if (claimed === null || claimed === "too-many") return;
      parts.feed.changed(job.id);
      const heartbeat = keepLease(parts, claimed);
      try {
        await paintPicture(parts, job, claimed, prepare, cancel.signal, {
          whole: (image, bytes) => steps.whole(claimed, image, bytes),
          async settled(transaction) {
            if (await steps.settled(transaction)) transaction.afterCommit(cancel.stop);
          },
        });
      } finally {
        heartbeat.stop();
      }
    }),
  );
  cancel.stop();
  for (const end of ends) if (end.status === "rejected") throw end.reason;
  return heldBack;
}

/** The limit per person is checked where the row is claimed, so that no two jobs can take the last place. */
function claimPicture(parts: WorkerParts, job: Job, { id }: Picture): Promise<Picture | "too-many" | null> {
  return parts.records.transaction(async (transaction) => {
    if (await isOneTooMany(transaction, job)) return "too-many";
    const now = parts.chance.now();
    return transaction.pictures.claim(id, { owner: parts.owner, leaseUntil: now + parts.timing.pictureLeaseMs }, now);
  });
}

/** Prolongs the lease while the request runs. One that is lost ends nothing: what may be charged may as well still arrive. */
function keepLease(parts: WorkerParts, { id, attempt }: Picture): { stop(): void } {
  const beat = async () => {
    const leaseUntil = parts.chance.now() + parts.timing.pictureLeaseMs;
    const held = await parts.records.transaction(({ pictures }) => pictures.renew(id, attempt, leaseUntil), justALease);
    if (!held) clearInterval(timer);
  };
  const timer = setInterval(() => {
    beat().catch((error: unknown) => parts.log("lease not prolonged", { picture: id, error }));
  }, parts.timing.pictureLeaseMs / 3);
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
