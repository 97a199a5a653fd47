import { createReadStream, existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { AppError } from "#core/errors.ts";
import type { AttachedImage, ImageValue } from "#core/image-value.ts";
import { say } from "#core/message.ts";
import { parseSubject } from "#core/subject.ts";

/** Whether a word on the command line is meant as a picture: a file that is there, a result's id, or a name with a picture's ending. */
export function looksLikeImage(word: string, folder: string): boolean {
  return (
    existsSync(resolve(folder, word)) ||
    parseSubject(word) !== null ||
    /\.(png|jpe?g|webp|gif|avif|tiff?|heic|svg)$/i.test(word)
  );
}

/** A typed path as an image value; an id of a result stands for its picture. Rejects with an `invalid` AppError that names the path. */
export async function imageValue(typed: string, folder: string): Promise<ImageValue> {
  const path = resolve(folder, typed);
  const found = await stat(path).catch(() => null);
  if (found?.isFile()) return { attached: "terminal", reference: path, name: basename(path), bytes: found.size };
  if (found?.isDirectory()) throw new AppError("invalid", say("terminal.not-a-file", { path: typed }));
  if (found) throw new AppError("invalid", say("terminal.special-file", { path: typed }));
  if (parseSubject(typed)) return { result: typed.toLowerCase() };
  throw new AppError("invalid", say("terminal.no-file", { path: typed }));
}

/** The bytes of a file on this machine. */
export async function openFile(attached: AttachedImage, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
  return createReadStream(attached.reference, { signal }).on("error", () => {
    // Whoever reads the stream gets the error; without a listener it would end the process as well.
  });
}
