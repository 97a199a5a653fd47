import type { PaintSink } from "#core/model.ts";
import type { AnswerDocument, AnswerPiece } from "./answer.ts";
import { AnswerFailure } from "./answer-failure.ts";
import { type Check, keepPicture } from "./keep-picture.ts";
import { formatOf } from "./magic.ts";

/** A partial picture is a preview: what is larger is not shown. In bytes. */
const MAX_PARTIAL_BYTES = 16 * 1024 * 1024;

type Role = "partial" | "final" | "undecided";

/** What came of an answer. */
export interface Received {
  /** What came besides the final picture: usage, the size and quality that were used. */
  readonly document: AnswerDocument;
  /** False when the answer held only an address to fetch the picture from. */
  readonly stored: boolean;
}

/** What the reader of an answer has to be told. */
export interface Listener {
  /** The error inside an answer of status 200, if there is one. */
  refusalIn(document: AnswerDocument, type: string | null): Error | null;
  /** An unfinished picture came, shown or not. */
  partialCame(): void;
}

/** Hands the pictures of an answer to the sink until the final one is stored, without holding it. Rejects with `AnswerFailure`, `SinkFailure`, or what the listener found. */
export async function receive(
  pieces: AsyncIterator<AnswerPiece>,
  into: PaintSink,
  listener: Listener,
): Promise<Received> {
  const check: Check = ({ document, type }) => {
    if (document === null) throw new AnswerFailure("cut", "the answer ended inside its picture");
    const refusal = listener.refusalIn(document, type);
    if (refusal) throw refusal;
    if (roleOf(type, document) === "partial")
      throw new AnswerFailure("bad-picture", "larger than any unfinished picture");
    return document;
  };
  const keep = async (rest: AsyncIterator<AnswerPiece>) => ({
    document: await keepPicture(rest, into, check),
    stored: true,
  });

  let role: Role | null = null;
  let held: AnswerPiece[] = [];
  let heldBytes = 0;
  for (;;) {
    const next = await pieces.next();
    if (next.done) throw new AnswerFailure("no-picture", "the answer ended without its picture");
    const piece = next.value;
    if (piece.kind === "begin") {
      role ??= roleOf(piece.type, null);
      if (role === "final") return await keep(pieces);
    } else if (piece.kind === "document") {
      if (role === null) {
        const received = withoutPicture(piece, listener);
        if (received) return received;
      } else if (piece.document !== null) {
        if (roleOf(piece.type, piece.document) !== "partial") return await keep(joined([...held, piece], pieces));
        listener.partialCame();
        show(held, into);
      }
      role = null;
      held = [];
      heldBytes = 0;
    } else {
      heldBytes += piece.kind === "bytes" ? piece.bytes.byteLength : 0;
      if (heldBytes <= MAX_PARTIAL_BYTES) held.push(piece);
      // No partial picture is as large as this, so it must be the final one.
      else if (role === "undecided") return await keep(joined([...held, piece], pieces));
      else held = [{ kind: "broken", reason: "too large to be shown" }];
    }
  }
}

/** Where an answer says that its picture lies. */
export function addressOf(document: AnswerDocument): string | null {
  return document.data?.find((entry) => entry.url)?.url ?? document.url ?? null;
}

function withoutPicture(piece: Extract<AnswerPiece, { kind: "document" }>, listener: Listener): Received | null {
  const { document, type } = piece;
  // Not every event is JSON, nor about us: `[DONE]`, a ping.
  if (document === null) return null;
  const refusal = listener.refusalIn(document, type);
  if (refusal) throw refusal;
  if (addressOf(document) !== null) return { document, stored: false };
  if (document.data || type?.includes("completed")) {
    throw new AnswerFailure("no-picture", "the answer is complete but holds no picture");
  }
  return null;
}

function roleOf(type: string | null, document: AnswerDocument | null): Role {
  if (type?.includes("partial") || document?.partial_image_index !== undefined) return "partial";
  return document !== null || type?.includes("completed") ? "final" : "undecided";
}

function show(held: readonly AnswerPiece[], into: PaintSink): void {
  if (held.some(({ kind }) => kind === "broken")) return;
  const bytes = Buffer.concat(held.flatMap((piece) => (piece.kind === "bytes" ? [piece.bytes] : [])));
  if (!formatOf(bytes)) return;
  try {
    into.partial(bytes);
  } catch {
    // A preview that cannot be shown is no reason to lose the picture that is being paid for.
  }
}

/** What was held back, then the rest. */
async function* joined(held: readonly AnswerPiece[], rest: AsyncIterator<AnswerPiece>): AsyncGenerator<AnswerPiece> {
  yield* held;
  yield* { [Symbol.asyncIterator]: () => rest };
}
