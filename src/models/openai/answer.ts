import { z } from "zod";
import { jsonImageScanner, type ScannedPiece } from "./json-image-scanner.ts";
import { formatOf, MAGIC_BYTES } from "./magic.ts";
import { eventSplitter } from "./sse.ts";

/** The small part of a JSON answer or of one event. Every field is optional: gateways leave out what they like. */
const documentSchema = z.looseObject({
  type: z.string().optional().catch(undefined),
  partial_image_index: z.number().optional().catch(undefined),
  data: z
    .array(z.looseObject({ url: z.string().optional().catch(undefined) }))
    .optional()
    .catch(undefined),
  url: z.string().optional().catch(undefined),
  usage: z.unknown().optional(),
  error: z.unknown().optional(),
});
export type AnswerDocument = z.infer<typeof documentSchema>;

/**
 * What an answer consists of: pictures, each as `begin`, `bytes` and `whole` or `broken`, and documents, each after its pictures.
 * `begin` carries the document as far as it is known, so that a final picture can be told from a partial one.
 */
export type AnswerPiece =
  | Exclude<ScannedPiece, { kind: "begin" }>
  | { readonly kind: "begin"; readonly type: string | null }
  | { readonly kind: "document"; readonly type: string | null; readonly document: AnswerDocument | null };

/** The form of an answer, told by its first bytes: a stream may be asked for and JSON come, with any content type. */
type Form = "json" | "events" | "image";

/** Takes an answer apart as it arrives; holds no more than a chunk of it, whose memory it uses again. Throws an `AnswerFailure` when what is not a picture is too long. */
export async function* answerPieces(
  chunks: AsyncIterable<Buffer>,
  contentType: string | null,
): AsyncGenerator<AnswerPiece> {
  const iterator = chunks[Symbol.asyncIterator]();
  try {
    let start: Buffer = Buffer.alloc(0);
    let ended = false;
    while (!ended && trimmedStart(start).length < MAGIC_BYTES) {
      const next = await iterator.next();
      ended = next.done === true;
      // The end is cut off: keep-alive spaces may come for minutes.
      if (!next.done) start = trimmedStart(Buffer.concat([start, next.value]));
    }
    const rest = { [Symbol.asyncIterator]: () => iterator };
    const form = formOf(start, contentType);
    if (form === "image") yield* imagePieces(start, rest);
    else if (form === "events") yield* eventPieces(start, rest);
    else yield* jsonPieces(start, rest);
  } finally {
    await iterator.return?.();
  }
}

function formOf(start: Buffer, contentType: string | null): Form {
  if (formatOf(start)) return "image";
  const text = start.toString("latin1");
  if (text.startsWith("{")) return "json";
  if (contentType?.startsWith("text/event-stream") || /^(?:data|event|id|retry)?:/.test(text)) return "events";
  return "json";
}

/** Without the byte order mark and the white space that neither JSON nor an event stream needs. */
function trimmedStart(bytes: Buffer): Buffer {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length && (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09))
    at += 1;
  return bytes.subarray(at);
}

async function* imagePieces(start: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<AnswerPiece> {
  yield { kind: "begin", type: "completed" };
  yield { kind: "bytes", bytes: start };
  for await (const bytes of rest) yield { kind: "bytes", bytes };
  yield { kind: "whole" };
  yield { kind: "document", type: "completed", document: documentSchema.parse({}) };
}

async function* jsonPieces(start: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<AnswerPiece> {
  const scanner = jsonImageScanner();
  for (const piece of scanner.scan(start)) yield withType(piece, "completed");
  for await (const chunk of rest) {
    for (const piece of scanner.scan(chunk)) yield withType(piece, "completed");
  }
  const document = parseDocument(scanner.text());
  yield { kind: "document", type: document?.type ?? null, document };
}

async function* eventPieces(start: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<AnswerPiece> {
  const splitter = eventSplitter();
  let scanner = jsonImageScanner();
  let name: string | null = null;

  function* pieces(chunk: Buffer): Generator<AnswerPiece> {
    for (const piece of splitter.split(chunk)) {
      if (piece.kind === "name") name = piece.name;
      else if (piece.kind === "end") yield* endOfEvent();
      else for (const scanned of scanner.scan(piece.bytes)) yield withType(scanned, name ?? typeSoFar(scanner.text()));
    }
  }

  function* endOfEvent(): Generator<AnswerPiece> {
    const document = parseDocument(scanner.text());
    yield { kind: "document", type: name ?? document?.type ?? null, document };
    scanner = jsonImageScanner();
    name = null;
  }

  yield* pieces(start);
  for await (const chunk of rest) yield* pieces(chunk);
  // A stream that ends without the last blank line: whether the event was whole, its JSON says.
  if (scanner.text() !== "") yield* endOfEvent();
}

function withType(piece: ScannedPiece, type: string | null): AnswerPiece {
  return piece.kind === "begin" ? { kind: "begin", type } : piece;
}

/** The type of an event whose JSON has only been read up to its picture. */
function typeSoFar(text: string): string | null {
  return parseDocument(`${text}""}`)?.type ?? null;
}

function parseDocument(text: string): AnswerDocument | null {
  try {
    return documentSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
