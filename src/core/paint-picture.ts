import type { Chance } from "./clock.ts";
import { AppError, asAppError } from "./errors.ts";
import type { Feed } from "./feed.ts";
import type { ImageStore, StoredImage } from "./image-store.ts";
import type { ImageTools } from "./image-tools.ts";
import { say } from "./message.ts";
import type { Format, ImageModel, OnePicture, Painted, Price } from "./model.ts";
import type { Records, Settlement } from "./records.ts";
import type { ImageRow, Job, Picture } from "./rows.ts";
import { pauseBefore } from "./try-again.ts";

export interface PaintParts {
  readonly records: Records;
  readonly images: ImageStore;
  readonly tools: ImageTools;
  readonly model: ImageModel;
  readonly feed: Feed;
  readonly chance: Chance;
  log(message: string, details: Readonly<Record<string, unknown>>): void;
}

interface Made {
  readonly image: ImageRow;
  readonly painted: Painted;
}

/**
 * Paints one claimed picture and settles its attempt, whatever happens. The bytes are stored before anything else;
 * then one transaction marks the picture rendered and books what it cost. Rejects only when the rows cannot be written.
 */
export async function paintPicture(
  parts: PaintParts,
  job: Job,
  picture: Picture,
  prepare: () => Promise<Pick<OnePicture, "images" | "mask" | "endUser">>,
  signal: AbortSignal,
): Promise<void> {
  let price: Price | null = null;
  let settlement: Settlement;
  let image: ImageRow | null = null;
  try {
    const request = onePicture(job, await prepare());
    price = estimateOf(parts.model, request);
    const made = await paintUntilSettled(parts, job, request, signal);
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
    settlement = ended(failure, price);
  }
  const cost = settlement.costMicros;
  const settled = await parts.records.transaction(async (transaction) => {
    if (image) await transaction.images.insert(image, job.request.images);
    const now = parts.chance.now();
    if (!(await transaction.pictures.settle(picture.id, picture.attempt, settlement, now))) return false;
    if (settlement.state === "rendered" && job.request.mask === null) {
      await transaction.pictures.finish(picture.id, settlement.paintedImageId);
    }
    if (cost === null || cost === 0) return true;
    const uncertain = settlement.state === "unknown";
    return transaction.ledger.book({
      pictureId: picture.id,
      attempt: picture.attempt,
      actor: job.actor,
      place: job.place,
      costMicros: cost,
      personMicros: uncertain ? 0 : cost,
      source: settlement.state === "rendered" ? (settlement.costSource ?? "estimate") : "estimate",
      priceVersion: price?.priceVersion ?? "",
      bookedAt: now,
    });
  });
  if (!settled) parts.log("attempt was no longer current", { picture: picture.id, attempt: picture.attempt });
  parts.feed.changed(job.id);
}

/** Sends the paid request again only where the provider provably did not take it, or once where it says that it broke. */
async function paintUntilSettled(parts: PaintParts, job: Job, request: OnePicture, signal: AbortSignal): Promise<Made> {
  const startedAt = parts.chance.now();
  for (let tries = 1; ; tries += 1) {
    try {
      return await paintOnce(parts, job, request, signal);
    } catch (error) {
      const failure = asAppError(error);
      const pauseMs = pauseBefore(tries + 1, failure, parts.chance.now() - startedAt);
      if (pauseMs === null || signal.aborted) throw failure;
      parts.log("painting again", { job: job.id, tries, pauseMs, error: failure });
      await wait(pauseMs, signal);
    }
  }
}

async function paintOnce(parts: PaintParts, job: Job, request: OnePicture, signal: AbortSignal): Promise<Made> {
  const kept: { stored: StoredImage; format: Format }[] = [];
  const painted = await parts.model.paint(
    request,
    {
      partial: () => {},
      image: async (bytes, format) => {
        kept.push({ stored: await parts.images.write(bytes, format), format });
      },
    },
    signal,
  );
  const [only] = kept;
  if (!only) throw new AppError("bug", say("bug"), { charged: "yes", log: "the model painted no image" });
  const { size } = await parts.tools.inspect(await parts.images.read(only.stored.key)).catch((cause: unknown) => {
    throw new AppError("provider", say("result.unreadable"), { charged: "yes", cause });
  });
  const { stored, format } = only;
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
function ended(failure: AppError, price: Price | null): Settlement {
  const charged = price?.micros === 0 ? "no" : failure.charged;
  const estimate = price?.micros ?? null;
  const stopped = failure.code === "cancelled";
  const text = stopped ? say(charged === "no" ? "result.cancelled" : "result.cancelled-unknown") : failure.text;
  const state = charged === "unknown" ? "unknown" : stopped ? "cancelled" : "failed";
  return {
    state,
    failure: { code: failure.code, text, charged },
    costMicros: charged === "no" ? 0 : estimate,
    requestId: null,
  };
}

function onePicture({ request }: Job, inputs: Pick<OnePicture, "images" | "mask" | "endUser">): OnePicture {
  const { prompt, model, size, quality, format, compression, background, moderation, partialImages } = request;
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
