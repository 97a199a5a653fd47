import { randomUUID } from "node:crypto";
import { relative, resolve } from "node:path";
import type { Readable } from "node:stream";
import type { Answer } from "#core/answer.ts";
import type { Command } from "#core/command.ts";
import { AppError, asAppError } from "#core/errors.ts";
import type { ImageStore } from "#core/image-store.ts";
import type { ImageTools } from "#core/image-tools.ts";
import type { ImageValue } from "#core/image-value.ts";
import type { RawValue, RawValues } from "#core/invocation.ts";
import { say } from "#core/message.ts";
import type { Actor, Place } from "#core/people.ts";
import type { Platform } from "#core/platform.ts";
import type { Studio } from "#core/studio.ts";
import { words } from "#core/words.ts";
import type { WrittenPicture } from "./answer-text.ts";
import { readArguments, type TypedArguments } from "./arguments.ts";
import { exitCodeOf, exitCodeOfError, exitCodes } from "./exit-codes.ts";
import { imageValue, looksLikeImage, openFile } from "./files.ts";
import { inlineWay, type Screen } from "./inline-picture.ts";
import { limits } from "./limits.ts";
import { askForMissing, PersonLeft, readDash } from "./missing-values.ts";
import { prepareFolder, writePicture, writeTextFile } from "./out-folder.ts";
import { type ScreenOutput, type Streams, screenOutput, type Written } from "./screen-output.ts";

export interface TerminalOptions {
  readonly command: Command;
  readonly argv: readonly string[];
  /** Where relative paths begin. */
  readonly folder: string;
  readonly person: string;
  readonly locale: string;
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly streams: Streams;
  readonly screen: Omit<Screen, "isTerminal" | "columns">;
  readonly images: ImageStore;
  readonly tools: ImageTools;
  /** Calls the listener at every Ctrl-C and returns how to stop that. */
  onInterrupt(listener: () => void): () => void;
  /** Ends the process at once; for a second Ctrl-C. */
  leave(exitCode: number): void;
}

/** One command line as a platform: one person, one asking, one answer, then an exit code. */
export function terminal(options: TerminalOptions): Platform & { exitCode(): number } {
  const session = randomUUID();
  const finished = Promise.withResolvers<number>();
  let exitCode: number = exitCodes.failed;
  let output: ScreenOutput = openOutput(false);
  let out: { folder: string; asked: boolean } = { folder: resolve(options.folder, "out"), asked: false };
  const actor: Actor = {
    platform: "terminal",
    workspace: "local",
    id: options.person,
    name: options.person,
    right: "operator",
    roles: [],
    locale: options.locale,
  };
  let unwritten = false;
  // A pipe whose reader has what it wanted is no failure (`| head -1`); without listeners, either would end the process midway.
  options.streams.note.on("error", () => {});
  options.streams.out.on("error", (error) => {
    unwritten ||= !("code" in error && error.code === "EPIPE");
  });
  const place: Place = { platform: "terminal", workspace: "local", channel: "terminal", thread: null };

  function openOutput(json: boolean): ScreenOutput {
    const { streams, locale, images, tools } = options;
    const isTerminal = streams.out.isTTY === true;
    const inline = inlineWay({ ...options.screen, isTerminal, columns: streams.out.columns || 80 });
    return screenOutput({ streams, json, locale, inline, images, tools });
  }

  async function run(studio: Studio): Promise<number> {
    const typed = readArguments(options.command, options.argv, (word) => looksLikeImage(word, options.folder));
    output = openOutput(typed.json);
    const values = await completeValues(typed);
    const problems = studio.check(options.command, values);
    if (problems.length > 0) {
      for (const { text } of problems) output.fail(new AppError("invalid", text));
      return exitCodes.invalid;
    }
    if (typed.out !== null) out = { folder: resolve(options.folder, typed.out), asked: true };
    if (options.command.paints || out.asked) await prepareFolder(out.folder, shown(out.folder));
    const stopWatching = cancelOnInterrupt(studio, values);
    const code = await finished.promise;
    stopWatching();
    return code;
  }

  async function completeValues(typed: TypedArguments): Promise<RawValues> {
    const { command, input, streams, folder } = options;
    const dashed = await readDash(command, typed.values, input);
    const asked =
      input.isTTY === true && !typed.json
        ? await askForMissing(command, dashed, input, streams.note, options.locale)
        : dashed;
    const values: Record<string, RawValue> = {};
    for (const [name, value] of Object.entries(asked)) {
      const kind = command.options[name]?.kind;
      if (kind === "image" && typeof value === "string" && value !== "") values[name] = await imageValue(value, folder);
      else if (kind === "images" && Array.isArray(value)) {
        const images: ImageValue[] = [];
        for (const path of value) images.push(await imageValue(String(path), folder));
        values[name] = images;
      } else values[name] = value as RawValue;
    }
    return values;
  }

  /** Asks, and turns the first Ctrl-C into a cancelled job, also when it comes before the job is admitted. */
  function cancelOnInterrupt(studio: Studio, values: RawValues): () => void {
    const replyTo = { platform: "terminal", session, audience: "public", locale: options.locale, data: {} } as const;
    const receipt = studio.receive({
      command: options.command.name,
      trigger: "slash",
      values,
      actor,
      place,
      replyTo,
      dedupeKey: `terminal:${session}`,
    });
    let interrupted = false;
    return options.onInterrupt(() => {
      if (interrupted) return options.leave(exitCodes.cancelled);
      interrupted = true;
      output.note(words(say("terminal.cancelling"), options.locale));
      receipt.then(({ jobId }) => (jobId === null ? false : studio.cancel(jobId, actor))).catch(() => {});
    });
  }

  async function bring(answer: Answer): Promise<Written> {
    // Looking something up leaves no files behind unless a folder was named.
    const writes = answer.result !== null || out.asked;
    const written: WrittenPicture[] = [];
    for (const image of answer.images) {
      const { pictureId: id, format, width, height, bytes } = image;
      const blob = writes ? await options.images.read(image.key) : null;
      const path =
        blob && shown(await writePicture(image, blob, out.folder, shown(out.folder), answer.result?.jobId ?? id));
      written.push({ id, path, format, width, height, bytes });
    }
    const file = answer.file && out.asked ? await writeTextFile(answer.file, out.folder, shown(out.folder)) : null;
    return { pictures: written, file: file && shown(file) };
  }

  function shown(path: string): string {
    const near = relative(options.folder, path);
    return near !== "" && !near.startsWith("..") ? near : path;
  }

  return {
    name: "terminal",
    session,
    limits,
    async start(studio) {
      try {
        exitCode = await run(studio);
      } catch (error) {
        if (error instanceof PersonLeft) {
          exitCode = exitCodes.cancelled;
          return;
        }
        const failure = asAppError(error);
        output.fail(failure);
        exitCode = exitCodeOfError(failure.code);
      }
    },
    exitCode: () => (unwritten && exitCode === exitCodes.done ? exitCodes.notWritten : exitCode),
    open: openFile,
    prepare: async (address) => address,
    reply: () => ({
      progress: async (progress) => output.progress(progress),
      ahead() {},
      async answer(answer) {
        const written = await bring(answer);
        await output.answer(answer, written);
        const { pictures } = written;
        finished.resolve(exitCodeOf(answer));
        const files = pictures.flatMap(({ id, path }) => (path === null ? [] : [{ file: path, pictureId: id }]));
        return { messages: [{ channel: out.folder, message: session, files }] };
      },
      async fail(error) {
        output.fail(error);
        finished.resolve(exitCodeOfError(error.code));
      },
    }),
    post: async () => {
      throw new AppError("delivery", say("bug"), { log: "a terminal has nowhere to post to" });
    },
    // Files that a person has on their own disk are theirs.
    remove: async () => {},
    stop: async () => {},
  };
}
