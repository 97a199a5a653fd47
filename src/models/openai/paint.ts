import type { Message } from "#core/message.ts";
import type { OnePicture, PaintSink } from "#core/model.ts";
import { type AnswerPiece, answerPieces } from "./answer.ts";
import { bodyChunks } from "./body.ts";
import type { ImagesClient } from "./client.ts";
import { type Deadlines, startDeadlines } from "./deadlines.ts";
import { type Circumstances, paintError, refusalInAnswer } from "./errors.ts";
import { fetchImage } from "./fetch-image.ts";
import type { HttpAnswer } from "./http-request.ts";
import type { Profile } from "./profiles.ts";
import { addressOf, type Listener, receive } from "./receive.ts";
import { imagesRequest } from "./request.ts";

/** What every request of a model shares. */
export interface PaintSetup {
  readonly client: ImagesClient;
  readonly profile: Profile;
  readonly apiKey: string;
  readonly imageOrigins: readonly string[];
  readonly idleTimeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly now: () => number;
  readonly log: (message: string, details: Readonly<Record<string, unknown>>) => void;
}

/** What the provider said besides the picture. */
export interface Answered {
  readonly usage: unknown;
  readonly requestId: string | null;
  readonly notes: readonly Message[];
}

const LINGER_MS = 1_000;

/** Sends one paid request, never a second one, and hands its picture to the sink. Rejects with an `AppError` alone. */
export async function paintOne(
  picture: OnePicture,
  into: PaintSink,
  signal: AbortSignal,
  setup: PaintSetup,
): Promise<Answered> {
  const { client, profile, log } = setup;
  const progress = { sent: false };
  let partials = 0;
  let requestId: string | null = null;
  let pieces: AsyncGenerator<AnswerPiece> | null = null;
  const deadlines = startDeadlines(signal, setup.idleTimeoutMs, setup.totalTimeoutMs);
  const about = (): Circumstances => {
    const { apiKey } = setup;
    const { sent } = progress;
    return { picture, apiKey, sent, givenUp: deadlines.givenUp(), partials, requestId, nowMs: setup.now() };
  };
  const listener: Listener = {
    refusalIn: (document, type) => refusalInAnswer(document, type, about()),
    partialCame: () => {
      partials += 1;
    },
  };

  try {
    deadlines.signal.throwIfAborted();
    const request = imagesRequest(picture, profile);
    // Who does not stream says nothing until the picture is done.
    if (profile.streams) deadlines.awaiting();
    const answer = await client.send(request, deadlines.signal, progress);
    deadlines.heard();
    requestId = requestIdOf(answer.headers);
    pieces = piecesOf(answer, deadlines);
    const { document, stored } = await receive(pieces, into, listener);
    if (!stored) {
      const where = { ...client, allowedOrigins: setup.imageOrigins };
      const image = await fetchImage(addressOf(document) ?? "", where, deadlines);
      pieces = piecesOf(image, deadlines);
      await receive(pieces, into, listener);
    }
    void hangUp(pieces, deadlines);
    const { usage = null, size, quality, output_format: format } = document;
    log("picture painted", { requestId, model: picture.model, size, quality, format, partials, usage });
    return { usage, requestId, notes: request.notes };
  } catch (error) {
    requestId ??= requestIdOf(error instanceof Object && "headers" in error ? error.headers : null);
    const translated = paintError(error, about());
    deadlines.end();
    void pieces?.return(null).catch(() => undefined);
    throw translated;
  }
}

/** Reads what little follows the picture, so that the connection can be used again; waits for it no longer than a moment. */
async function hangUp(pieces: AsyncGenerator<AnswerPiece>, deadlines: Deadlines): Promise<void> {
  const timer = setTimeout(deadlines.end, LINGER_MS);
  try {
    while (!(await pieces.next()).done);
  } catch {
    // The picture is stored: how the connection ends does not matter any more.
  } finally {
    clearTimeout(timer);
    deadlines.end();
  }
}

function piecesOf({ headers, body }: HttpAnswer, deadlines: Deadlines): AsyncGenerator<AnswerPiece> {
  return answerPieces(bodyChunks(body, deadlines), headers.get("content-type"));
}

/** OpenAI's header, or Azure's. */
function requestIdOf(headers: unknown): string | null {
  return headers instanceof Headers ? (headers.get("x-request-id") ?? headers.get("apim-request-id")) : null;
}
