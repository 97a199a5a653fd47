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
  /** A `file` must arrive byte for byte, never re-encoded; of a `thumbnail` a small copy is enough. */
  readonly as: "picture" | "file" | "thumbnail";
  /** Shown covered, until somebody looks. */
  readonly spoiler: boolean;
}

/** A picture that is not in the image store yet. */
export type ComingImage = Omit<AnswerImage, "key">;

/** A text file that comes with an answer. */
export interface AnswerFile {
  readonly name: string;
  /** Such as `text/csv`. */
  readonly mediaType: string;
  readonly text: string;
}

/** A command with its subject filled in. Several buttons of one command are a choice between their subjects. */
export interface AnswerButton {
  readonly command: string;
  readonly subject: string;
  /** What it makes is for everybody, although the answer that it stands under may be for one person alone. */
  readonly forAll: boolean;
}

/** The job whose result an answer brings. */
export interface Result {
  readonly jobId: string;
  /** The person's own words; empty once they were deleted. */
  readonly prompt: string;
  readonly asker: { readonly id: string; readonly name: string };
  /** The result that this one was made from, and the first message that shows it where everybody may read it. */
  readonly parent: { readonly jobId: string; readonly posted: PostedMessage | null } | null;
}

/** A message in its channel. */
export interface PostedMessage {
  readonly workspace: string;
  readonly channel: string;
  readonly message: string;
}

/**
 * What is said back. Plain JSON; each platform finds its own form for it.
 * `problem` is null when all is well; with images it says why some are missing.
 */
export interface Answer {
  /** Null for an answer in words. */
  readonly result: Result | null;
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
  return { result: null, text: [], images: [], facts: [], links: [], buttons: [], file: null, problem: null, ...parts };
}
