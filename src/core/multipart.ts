import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import type { Bytes } from "./bytes.ts";

export interface FormPart {
  readonly name: string;
  /** For files; in ASCII where the other side is particular about it. */
  readonly fileName?: string;
  readonly type?: string;
  readonly content: string | Bytes;
}

/** A multipart form; files stay where they are until they are sent, and are read anew each time. */
export interface Multipart {
  /** What a request says of it: its type with the boundary, and its length in bytes. */
  readonly headers: Readonly<Record<"content-type" | "content-length", string>>;
  /** From the beginning, as often as need be. */
  pieces(): Readable;
}

/**
 * Writes a form as browsers do: https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data.
 * Ours, because undici reads the files of a FormData as fast as the disk goes, whether the network takes them or not, and when
 * a connection breaks meanwhile, it ends the process.
 */
export function multipart(parts: readonly FormPart[]): Multipart {
  const boundary = `limner-${randomUUID()}`;
  const pieces: (string | Bytes)[] = [];
  for (const { name, fileName, type, content } of parts) {
    const file = fileName === undefined ? "" : `; filename="${quotable(fileName)}"`;
    const kind = type === undefined ? "" : `content-type: ${type}\r\n`;
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="${quotable(name)}"${file}\r\n${kind}\r\n`;
    pieces.push(head, content, "\r\n");
  }
  pieces.push(`--${boundary}--\r\n`);
  const bytes = pieces.reduce(
    (sum, piece) => sum + (typeof piece === "string" ? Buffer.byteLength(piece) : piece.size),
    0,
  );
  return {
    headers: { "content-type": `multipart/form-data; boundary=${boundary}`, "content-length": String(bytes) },
    pieces: () => Readable.from(read(pieces), { objectMode: false }),
  };
}

async function* read(pieces: readonly (string | Bytes)[]): AsyncGenerator<Uint8Array> {
  let words = "";
  for (const piece of pieces) {
    if (typeof piece === "string") words += piece;
    else {
      // Opened while what stands before it is being sent.
      const stream = piece.stream()[Symbol.asyncIterator]();
      const first = stream.next();
      first.catch(() => {});
      try {
        yield Buffer.from(words);
        words = "";
        const begun = await first;
        if (begun.done) continue;
        yield begun.value;
        yield* { [Symbol.asyncIterator]: () => stream };
      } finally {
        // Broken off before it was handed on, it would leave its file open; and Node ends the process when it finds such a file.
        await stream.return?.();
      }
    }
  }
  yield Buffer.from(words);
}

function quotable(name: string): string {
  return name.replaceAll("\n", "%0A").replaceAll("\r", "%0D").replaceAll('"', "%22");
}
