import { styleText } from "node:util";
import type { Answer } from "#core/answer.ts";
import type { AppError } from "#core/errors.ts";
import type { ImageStore } from "#core/image-store.ts";
import type { ImageTools } from "#core/image-tools.ts";
import type { Progress } from "#core/platform.ts";
import { words } from "#core/words.ts";
import { answerJson, answerText, type WrittenPicture } from "./answer-text.ts";
import { type InlineWay, inlinePicture } from "./inline-picture.ts";
import { progressLine } from "./progress-bar.ts";

/** The two streams of a terminal: what was asked for goes to `out`, everything else to `note`. */
export interface Streams {
  readonly out: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly note: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
}

/** At most this many pictures are shown between the lines; ten would push the first ones off the screen. */
const shownPictures = 4;

export interface ScreenOutput {
  progress(progress: Progress): void;
  note(line: string): void;
  answer(answer: Answer, pictures: readonly WrittenPicture[]): Promise<void>;
  fail(error: AppError): void;
}

/** Writes to people, or, with `json`, to scripts. */
export function screenOutput(options: {
  readonly streams: Streams;
  readonly json: boolean;
  readonly locale: string;
  readonly inline: InlineWay;
  readonly images: ImageStore;
  readonly tools: ImageTools;
}): ScreenOutput {
  const { streams, json, locale } = options;
  const { out, note } = streams;
  let barShown = false;

  function clearBar(): void {
    if (barShown) note.write("\r\u001b[2K");
    barShown = false;
  }

  return {
    progress(progress) {
      if (json || note.isTTY !== true) return;
      note.write(`\r\u001b[2K${progressLine(progress, note.columns ?? 80)}`);
      barShown = true;
    },
    note(line) {
      clearBar();
      note.write(`${line}\n`);
    },
    async answer(answer, pictures) {
      clearBar();
      if (json) {
        out.write(`${answerJson(answer, pictures, locale)}\n`);
        return;
      }
      for (const { key } of answer.images.slice(0, shownPictures)) {
        if (options.inline === "none") break;
        out.write(
          await inlinePicture(options.inline, await options.images.read(key), out.columns ?? 80, options.tools),
        );
      }
      for (const { path, width, height } of pictures) if (path !== null) out.write(`${path}  ${width}x${height}\n`);
      // Paths go to scripts that pipe them on; what is only to be read stays out of their way.
      const stream = answer.problem === null && answer.jobId === null ? out : note;
      stream.write(`${answer.problem === null ? answerText(answer, locale) : attention(answerText(answer, locale))}\n`);
    },
    fail(error) {
      clearBar();
      if (json) out.write(`${JSON.stringify({ ok: false, problem: error.code, text: [words(error.text, locale)] })}\n`);
      else note.write(`${attention(words(error.text, locale))}\n`);
    },
  };

  function attention(text: string): string {
    return note.isTTY === true ? styleText("yellow", text) : text;
  }
}
