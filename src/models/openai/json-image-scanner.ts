import { AnswerFailure } from "./answer-failure.ts";
import { base64Decoder } from "./base64.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** What an answer may hold besides its picture, in bytes: dozens of times what any provider sends. */
const MAX_TEXT_BYTES = 256 * 1024;
/** `data:image/svg+xml;charset=utf-8;base64,` and the like. */
const MAX_DATA_PREFIX = 128;

/** What the scanner finds in a JSON text: a picture's beginning, its decoded bytes, its good or bad end. */
export type ScannedPiece =
  | { readonly kind: "begin" }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "whole" }
  | { readonly kind: "broken"; readonly reason: string };

/** Reads one JSON text in pieces. Pictures are decoded as they pass; only the rest is kept. */
export interface JsonImageScanner {
  /** Writes over the chunk: a picture's bytes take the place of their base64. Throws an `AnswerFailure` when what is not a picture grows beyond 256 KiB. */
  scan(chunk: Buffer): Generator<ScannedPiece>;
  /** The text so far without its pictures: each is an empty string. */
  text(): string;
}

/**
 * Finds the strings under `b64_json`, and those under `url` that hold a `data:` URL, at any depth.
 * A picture that is not base64 is reported as `broken` and passed over, so that the caller can decide what it was worth.
 */
export function jsonImageScanner(): JsonImageScanner {
  let kept = "";
  let place: "between" | "string" | "head" | "picture" | "passing" = "between";
  let partStart = 0;
  let lastString = "";
  let escaped = false;
  let head = "";
  let headRaw = "";
  let halfEscape = "";
  let decoder = base64Decoder();

  function keep(text: string): void {
    if (kept.length + text.length > MAX_TEXT_BYTES) throw new AnswerFailure("no-picture", "the answer is too long");
    kept += text;
  }

  /** The closing quote of the string that `at` is in, or -1 when it is not in this chunk. */
  function closingQuote(chunk: Buffer, at: number): number {
    let from = escaped ? at + 1 : at;
    escaped = false;
    let quote = -2;
    for (;;) {
      if (quote !== -1 && quote < from) quote = chunk.indexOf(QUOTE, from);
      const backslash = chunk.subarray(from, quote === -1 ? chunk.length : quote).indexOf(BACKSLASH);
      if (backslash === -1) return quote;
      from += backslash + 2;
      if (from > chunk.length) {
        escaped = true;
        return -1;
      }
    }
  }

  function unescaped(text: string): string {
    const { whole, half } = unescapeJson(halfEscape + text);
    halfEscape = half;
    return whole;
  }

  function endString(): void {
    keep('"');
    lastString = kept.slice(partStart, -1);
    partStart = kept.length;
    place = "between";
  }

  function endPicture(): void {
    keep('""');
    partStart = kept.length;
    place = "between";
  }

  function* decode(text: string, ended: boolean, room: Buffer): Generator<ScannedPiece> {
    try {
      const bytes = decoder.add(text, room);
      if (bytes.byteLength > 0) yield { kind: "bytes", bytes };
      if (!ended) return;
      if (halfEscape !== "") throw new SyntaxError("base64 ends inside an escape");
      decoder.end();
      yield { kind: "whole" };
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      place = "passing";
      yield { kind: "broken", reason: error.message };
    }
  }

  function* begin(text: string, ended: boolean, room: Buffer): Generator<ScannedPiece> {
    place = "picture";
    decoder = base64Decoder();
    yield { kind: "begin" };
    yield* decode(text, ended, room);
  }

  /** Looks at the first characters of a string that may be a picture, until they say what it is. */
  function* look(ended: boolean, room: Buffer): Generator<ScannedPiece> {
    const start = head.slice(0, 5).toLowerCase();
    if (start === "data:") {
      const comma = head.indexOf(",");
      if (comma === -1 && head.length < MAX_DATA_PREFIX && !ended) return;
      if (/;base64\s*$/i.test(head.slice(0, Math.max(comma, 0))))
        return yield* begin(head.slice(comma + 1), ended, room);
      place = "passing";
      yield { kind: "begin" };
      yield { kind: "broken", reason: "a data URL without base64" };
    } else if (!ended && "data:".startsWith(start)) {
      return;
    } else if (head === "" || pictureKey(lastString) === "url") {
      keep('"');
      partStart = kept.length;
      keep(headRaw);
      place = "string";
    } else yield* begin(head, ended, room);
  }

  function* scan(chunk: Buffer): Generator<ScannedPiece> {
    let at = 0;
    while (at < chunk.length) {
      const quote = place === "between" ? chunk.indexOf(QUOTE, at) : closingQuote(chunk, at);
      const ended = quote !== -1;
      const end = ended ? quote : chunk.length;
      if (place === "passing") {
        if (ended) endPicture();
      } else {
        const text = chunk.toString("latin1", at, end);
        if (place === "between") {
          keep(text);
          if (ended) openString();
        } else if (place === "string") {
          keep(text);
          if (ended) endString();
        } else if (place === "head") {
          headRaw += text;
          head += unescaped(text);
          yield* look(ended, chunk.subarray(at, end));
          if (ended) closeAny();
        } else {
          yield* decode(unescaped(text), ended, chunk.subarray(at, end));
          if (ended) endPicture();
        }
      }
      at = end + 1;
    }
  }

  function openString(): void {
    const value = kept.slice(partStart).trim() === ":" && pictureKey(lastString) !== null;
    escaped = false;
    head = "";
    headRaw = "";
    halfEscape = "";
    if (value) place = "head";
    else {
      keep('"');
      place = "string";
    }
    partStart = kept.length;
  }

  function closeAny(): void {
    if (place === "string") endString();
    else endPicture();
  }

  // Bytes were kept as Latin-1 so that a character may be split between chunks.
  return { scan, text: () => Buffer.from(kept, "latin1").toString("utf8") };
}

/** The name behind a key's raw text, when it is one that carries pictures. */
function pictureKey(raw: string): "b64_json" | "url" | null {
  const key = raw.includes("\\") ? unescapeJson(raw).whole : raw;
  return key === "b64_json" || key === "url" ? key : null;
}

/** Resolves the escapes of a JSON string; an escape that is cut at the end is given back. */
function unescapeJson(text: string): { whole: string; half: string } {
  if (!text.includes("\\")) return { whole: text, half: "" };
  const half = /\\(?:u[0-9a-f]{0,3})?$/i.exec(text.slice(-5))?.[0] ?? "";
  const whole = text
    .slice(0, text.length - half.length)
    .replace(/\\(?:u([0-9a-f]{4})|([/"nrt]))/gi, (_, code: string | undefined, letter: string | undefined) =>
      code === undefined ? (letterEscapes[letter ?? ""] ?? "") : String.fromCharCode(Number.parseInt(code, 16)),
    );
  return { whole, half };
}

const letterEscapes: Readonly<Record<string, string>> = { "/": "/", '"': '"', n: "\n", r: "\r", t: "\t" };
