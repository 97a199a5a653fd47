import type { ErrorCode } from "./errors.ts";
import type { Text } from "./message.ts";

/** A picture to be shown. The platform reads the bytes from the image store by key. */
export interface AnswerImage {
  readonly pictureId: string;
  readonly key: string;
  readonly format: string;
  /** A readable ASCII name that carries the picture's id, with its ending. */
  readonly fileName: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  /** It must arrive byte for byte: platforms send it as a file, never re-encoded. */
  readonly asFile: boolean;
}

/** A text file that comes with an answer. */
export interface AnswerFile {
  readonly name: string;
  /** Such as `text/csv`. */
  readonly mediaType: string;
  readonly text: string;
}

/** A command with its subject filled in. */
export interface AnswerButton {
  readonly command: string;
  readonly subject: string;
}

/**
 * What is said back. Plain JSON; each platform finds its own form for it.
 * `problem` is null when all is well; with images it says why some are missing.
 */
export interface Answer {
  /** The job whose result this is; null for an answer in words. */
  readonly jobId: string | null;
  readonly text: readonly Text[];
  readonly images: readonly AnswerImage[];
  readonly facts: readonly { readonly label: Text; readonly value: Text }[];
  readonly links: readonly { readonly label: Text; readonly url: string }[];
  readonly buttons: readonly AnswerButton[];
  readonly file: AnswerFile | null;
  readonly problem: ErrorCode | null;
}

/** An answer from its parts; what is not given is empty. */
export function answer(parts: Partial<Answer>): Answer {
  return { jobId: null, text: [], images: [], facts: [], links: [], buttons: [], file: null, problem: null, ...parts };
}
