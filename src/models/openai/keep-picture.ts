import type { PaintSink } from "#core/model.ts";
import type { AnswerDocument, AnswerPiece } from "./answer.ts";
import { AnswerFailure } from "./answer-failure.ts";
import { formatOf, MAGIC_BYTES } from "./magic.ts";

/** The largest pictures (3840x2160 PNG) have about 25 MB; beyond this, and below what a store takes, an answer fills the disk for nothing. In bytes. */
const MAX_IMAGE_BYTES = 96_000_000;

/** The picture arrived, and was paid for, but could not be kept. */
export class SinkFailure extends Error {
  override readonly name = "SinkFailure";
}

/** Throws when a document is no good end for a picture. */
export type Check = (piece: Extract<AnswerPiece, { kind: "document" }>) => AnswerDocument;

/**
 * Streams one picture to the sink, up to the end of the document that it came in, and resolves with that document.
 * The sink sees nothing of what does not begin like an image. Should the answer turn out bad later, the sink's stream throws.
 */
export async function keepPicture(
  pieces: AsyncIterator<AnswerPiece>,
  into: PaintSink,
  check: Check,
): Promise<AnswerDocument> {
  let failure: unknown = null;
  let document: AnswerDocument | null = null;

  const start = await beginning(pieces);
  const format = formatOf(start);
  if (format === null) throw new AnswerFailure("bad-picture", "no image begins like this");

  async function* picture(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    let total = bytes.byteLength;
    try {
      yield bytes;
      for (let whole = false; document === null; ) {
        const piece = await nextPiece(pieces);
        if (piece.kind === "whole") whole = true;
        else if (piece.kind === "document") {
          if (!whole) throw new AnswerFailure("cut", "the answer ended inside its picture");
          document = check(piece);
        }
        // After the first picture, another: from a gateway that paints more than it was asked for.
        else if (piece.kind === "bytes" && !whole) {
          total += piece.bytes.byteLength;
          if (total > MAX_IMAGE_BYTES) throw new AnswerFailure("bad-picture", `more than ${MAX_IMAGE_BYTES} bytes`);
          yield piece.bytes;
        }
      }
    } catch (error) {
      failure = error;
      throw error;
    }
  }

  try {
    await into.image(picture(start), format);
  } catch (error) {
    // A store may wrap what the stream threw: the stream knows better what went wrong.
    throw failure ?? new SinkFailure("the picture could not be stored", { cause: error });
  }
  if (failure !== null) throw failure;
  if (document === null) throw new SinkFailure("the picture was not read to its end");
  return document;
}

/** The first bytes of a picture, enough to know its format by. */
async function beginning(pieces: AsyncIterator<AnswerPiece>): Promise<Uint8Array> {
  let start: Uint8Array = new Uint8Array();
  while (start.byteLength < MAGIC_BYTES) {
    const piece = await nextPiece(pieces);
    if (piece.kind !== "bytes") throw new AnswerFailure("bad-picture", "a picture of hardly any bytes");
    start = start.byteLength === 0 ? piece.bytes : Buffer.concat([start, piece.bytes]);
  }
  return start;
}

async function nextPiece(pieces: AsyncIterator<AnswerPiece>): Promise<AnswerPiece> {
  const next = await pieces.next();
  if (next.done) throw new AnswerFailure("cut", "the answer ended inside its picture");
  if (next.value.kind === "broken") throw new AnswerFailure("bad-picture", next.value.reason);
  return next.value;
}
