import { styleText } from "node:util";
import type { Answer } from "#core/answer.ts";
import type { AppError } from "#core/errors.ts";
import type { ImageStore } from "#core/image-store.ts";
import type { ImageTools } from "#core/image-tools.ts";
import type { Progress } from "#core/platform.ts";
import { words as sentence } from "#core/words.ts";
import { answerJson, answerText, type WrittenPicture, words } from "./answer-text.ts";
import { type InlineWay, inlinePicture } from "./inline-picture.ts";
import { printable, printableJson, printableLines } from "./printable.ts";
import { progressLine } from "./progress-bar.ts";
import { wrapped } from "./wrap.ts";

/** The two streams of a terminal: what was asked for goes to `out`, everything else to `note`. */
export interface Streams {
  readonly out: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly note: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
}

/** Where a terminal does not know its width, or says 0. */
const usualColumns = 80;

/** At most this many pictures are shown between the lines; ten would push the first ones off the screen. */
const shownPictures = 4;

/** What an answer left on disk. */
export interface Written {
  readonly pictures: readonly WrittenPicture[];
  /** Path of the answer's file; null when it was not written to one. */
  readonly file: string | null;
}

export interface ScreenOutput {
  progress(progress: Progress): void;
  note(line: string): void;
  answer(answer: Answer, written: Written): Promise<void>;
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
      note.write(`\r\u001b[2K${progressLine(progress, note.columns || usualColumns)}`);
      barShown = true;
    },
    note(line) {
      clearBar();
      note.write(`${line}\n`);
    },
    async answer(answer, written) {
      const { pictures, file } = written;
      clearBar();
      if (json) {
        out.write(`${answerJson(answer, written, locale)}\n`);
        return;
      }
      for (const { key } of answer.images.slice(0, shownPictures)) {
        if (options.inline === "none") break;
        out.write(await shownInline(key));
      }
      for (const { path, width, height } of pictures)
        if (path !== null) out.write(`${exact(path)}  ${width}x${height}\n`);
      if (file !== null) out.write(`${exact(file)}\n`);
      else if (answer.file) out.write(out.isTTY === true ? printableLines(answer.file.text) : answer.file.text);
      // Paths and files go to scripts that pipe them on; what is only to be read stays out of their way.
      const stream = answer.problem === null && answer.result === null && !answer.file ? out : note;
      const text = answerText(answer, locale, widthOf(stream));
      stream.write(`${answer.problem === null ? text : attention(text)}\n`);
    },
    fail(error) {
      clearBar();
      const { code, text } = error;
      const plain = JSON.stringify({ ok: false, problem: code, text: [sentence(text, locale)] });
      if (json) out.write(`${printableJson(plain)}\n`);
      else note.write(`${attention(wrapped(words(text, locale), widthOf(note)))}\n`);
    },
  };

  /** Lines are broken for eyes alone. */
  function widthOf(stream: Streams["out"]): number {
    return stream.isTTY === true ? stream.columns || usualColumns : Number.POSITIVE_INFINITY;
  }

  /** A path: for people without what steers the terminal, for scripts to the letter. */
  function exact(path: string): string {
    return out.isTTY === true ? printable(path) : path;
  }

  /** The picture between the lines, or nothing: that it cannot be shown must not look as if it were not there. */
  async function shownInline(key: string): Promise<string> {
    try {
      const bytes = await options.images.read(key);
      return await inlinePicture(options.inline, bytes, out.columns || usualColumns, options.tools);
    } catch {
      return "";
    }
  }

  function attention(text: string): string {
    return note.isTTY === true ? styleText("yellow", text) : text;
  }
}
