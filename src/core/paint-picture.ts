import { setTimeout as pause } from "node:timers/promises";
import { withBeginning } from "./beginning.ts";
import type { Bytes } from "./bytes.ts";
import type { Chance } from "./clock.ts";
import { AppError, asAppError } from "./errors.ts";
import type { Feed } from "./feed.ts";
import { handOverLate } from "./hand-over.ts";
import type { ImageStore, StoredImage } from "./image-store.ts";
import type { ImageFacts, ImageTools } from "./image-tools.ts";
import { say } from "./message.ts";
import type { Format, ImageModel, OnePicture, Painted, PaintSink, Price } from "./model.ts";
import { openPreviews } from "./previews.ts";
import type { Queue } from "./queue.ts";
import { blockRate, type RateParts } from "./rate.ts";
import type { Records, Settlement, Transaction } from "./records.ts";
import type { ImageRow, Job, Picture } from "./rows.ts";
import { settlePicture } from "./settle-picture.ts";
import { toldPrompt } from "./told-prompt.ts";
import { pauseBefore } from "./try-again.ts";

export interface PaintParts extends RateParts {
  readonly records: Records;
  readonly images: ImageStore;
  readonly tools: ImageTools;
  readonly model: ImageModel;
  readonly queue: Queue;
  readonly feed: Feed;
  readonly chance: Chance;
  log(message: string, details: Readonly<Record<string, unknown>>): void;
}

export type WholeImage = Pick<ImageRow, "format" | "size" | "bytes">;

/** What else is done with a picture on its way. */
export interface Steps {
  /** Its bytes are all there; they are not safe yet, and no row knows of them. */
  whole(image: WholeImage, bytes: Bytes): void;
  /** Part of the transaction that settles it, unless it comes late. */
  settled(transaction: Transaction): Promise<void>;
}

interface Made {
  readonly image: ImageRow;
  readonly painted: Painted;
}

/**
 * Paints one claimed picture and settles its attempt, whatever happens. The bytes are stored before anything else;
 * then one transaction marks the picture rendered and books what it cost, and queues it when it had been given up meanwhile.
 * Rejects only when the rows cannot be written.
 */
export async function paintPicture(
  parts: PaintParts,
  job: Job,
  picture: Picture,
  prepare: () => Promise<Pick<OnePicture, "images" | "mask" | "endUser">>,
  signal: AbortSignal,
  { whole, settled }: Steps,
): Promise<void> {
  let price: Price | null = null;
  let settlement: Settlement;
  let image: ImageRow | null = null;
  try {
    const request = onePicture(job, await prepare());
    price = estimateOf(parts.model, request);
    const made = await paintUntilSettled(parts, job, picture.id, request, signal, whole);
    image = made.image;
    settlement = rendered(made);
  } catch (error) {
    const failure = asAppError(error);
    parts.log("picture not painted", {
      picture: picture.id,
      code: failure.code,
      charged: failure.charged,
      error: failure,
    });
    settlement = ended(failure, price, signal.reason instanceof AppError);
  }
  const end = { job, picture, settlement, image, priceVersion: price?.priceVersion ?? "" };
  const outcome = await patiently(parts, () =>
    parts.records.transaction(async (transaction) => {
      const outcome = await settlePicture(transaction, end, parts.chance.now());
      if (outcome === "late") await handOverLate(transaction, parts, job.id, picture.id);
      if (outcome === "settled") await settled(transaction);
      return outcome;
    }),
  );
  if (outcome !== "settled") parts.log("picture came late", { outcome, picture: picture.id, attempt: picture.attempt });
  parts.feed.changed(job.id);
}

/** Pauses before the rows are tried once more, in milliseconds: a locked or full disk may be free again in a minute. */
const patienceMs = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/** What was paid for is in the image store by now and only its row is missing: that is worth some patience. */
async function patiently<T>({ log }: PaintParts, work: () => Promise<T>): Promise<T> {
  for (const pauseMs of patienceMs) {
    try {
      return await work();
    } catch (error) {
      log("picture not settled yet", { error, pauseMs });
      await pause(pauseMs);
    }
  }
  return work();
}

/** Sends the paid request again only where the provider provably did not take it, or once where it says that it broke. */
async function paintUntilSettled(
  parts: PaintParts,
  job: Job,
  pictureId: string,
  request: OnePicture,
  signal: AbortSignal,
  whole: Steps["whole"],
): Promise<Made> {
  const startedAt = parts.chance.now();
  for (let tries = 1; ; tries += 1) {
    try {
      return await paintOnce(parts, job, pictureId, request, signal, whole);
    } catch (error) {
      const failure = asAppError(error);
      const pauseMs = pauseBefore(tries + 1, failure, parts.chance.now() - startedAt);
      if (pauseMs === null || signal.aborted) throw failure;
      if (failure.code === "busy") await blockRate(parts, pauseMs);
      parts.log("painting again", { job: job.id, tries, pauseMs, error: failure });
      await wait(pauseMs, signal);
    }
  }
}

/** The beginning of nearly every PNG and JPEG tells its size, while the rest is still coming; in bytes. */
const toldByBytes = 128 * 1024;

async function paintOnce(
  parts: PaintParts,
  job: Job,
  pictureId: string,
  request: OnePicture,
  signal: AbortSignal,
  whole: Steps["whole"],
): Promise<Made> {
  const kept: { stored: StoredImage; format: Format; facts: Promise<ImageFacts | null> }[] = [];
  const previews = openPreviews(parts, job.id, pictureId);
  const sink: PaintSink = {
    partial: previews.show,
    async image(bytes, format) {
      const { stream, beginning } = withBeginning(bytes, toldByBytes);
      const facts = beginning.then((head) => head && parts.tools.inspect(head)).catch(() => null);
      const stored = await parts.images.write(stream, format, (written) => {
        facts
          .then((known) => known && whole({ format, size: known.size, bytes: written.size }, written))
          .catch((error: unknown) => parts.log("not sent ahead", { picture: pictureId, error }));
      });
      kept.push({ stored, format, facts });
    },
  };
  const painted = await parts.model
    .paint(request, sink, signal)
    .finally(() => previews.close(kept[0]?.stored.key ?? null));
  const [only] = kept;
  if (!only) throw new AppError("bug", say("bug"), { charged: "yes", log: "the model painted no image" });
  const { stored, format, facts } = only;
  const { size } = (await facts) ?? (await inspectStored(parts, stored.key));
  const image: ImageRow = {
    ...stored,
    id: parts.chance.id(),
    format,
    size,
    jobId: job.id,
    createdAt: parts.chance.now(),
    deletedAt: null,
  };
  return { image, painted };
}

/** The picture was painted, so whatever is wrong with it now, it was charged. */
async function inspectStored({ images, tools }: PaintParts, key: string) {
  try {
    return await tools.inspect(await images.read(key));
  } catch (cause) {
    throw new AppError("provider", say("result.unreadable"), { charged: "yes", cause });
  }
}

function rendered({ image, painted }: Made): Settlement {
  return {
    state: "rendered",
    paintedImageId: image.id,
    costMicros: painted.cost?.micros ?? null,
    costSource: painted.cost?.source ?? null,
    notes: painted.notes,
    requestId: painted.requestId,
    usage: painted.usage,
  };
}

/** What a failure means for the picture: whatever is not certain ends as unknown. A free picture is never charged. */
function ended(failure: AppError, price: Price | null, byPerson: boolean): Settlement {
  const charged = price?.micros === 0 ? "no" : failure.charged;
  const estimate = price?.micros ?? null;
  const stopped = failure.code === "cancelled";
  const cancelled = byPerson
    ? say(charged === "no" ? "result.cancelled" : "result.cancelled-unknown")
    : say(charged === "no" ? "result.stopped" : "result.unconfirmed");
  const text = stopped ? cancelled : failure.text;
  const state = charged === "unknown" ? "unknown" : stopped ? "cancelled" : "failed";
  // A stop of ours is nobody's decision; a person's own is theirs to answer for.
  const code = stopped && !byPerson && charged === "unknown" ? "unknown" : failure.code;
  return {
    state,
    failure: { code, text, charged },
    costMicros: charged === "no" ? 0 : estimate,
    requestId: null,
  };
}

function onePicture({ request }: Job, inputs: Pick<OnePicture, "images" | "mask" | "endUser">): OnePicture {
  const { model, size, quality, format, compression, background, moderation, partialImages } = request;
  const prompt = toldPrompt(request);
  return { prompt, model, size, quality, format, compression, background, moderation, partialImages, ...inputs };
}

function estimateOf(model: ImageModel, request: OnePicture): Price | null {
  return model.estimate({
    ...request,
    promptLength: request.prompt.length,
    inputSizes: request.images.map(({ size }) => size),
  });
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new AppError("cancelled", say("result.cancelled"), { cause: signal.reason }));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}
