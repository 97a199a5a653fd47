import { mkdir, rename, rm, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AnswerFile, AnswerImage } from "#core/answer.ts";
import { AppError, isDiskFull } from "#core/errors.ts";
import { say } from "#core/message.ts";

/** Makes the folder and proves that files can be written there, before anything is paid. Rejects with an `invalid` AppError that names it. */
export async function prepareFolder(folder: string, shownAs: string): Promise<void> {
  const probe = join(folder, `.limner-${process.pid}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(probe, "");
    await rm(probe);
  } catch (error) {
    throw new AppError("invalid", say("terminal.folder", { folder: shownAs, reason: reasonOf(error) }), {
      cause: error,
    });
  }
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < spareBytes) {
    throw new AppError("invalid", say("terminal.folder", { folder: shownAs, reason: "its disk is full" }));
  }
}

/** Less than this free, in bytes, and hardly a picture would fit. */
const spareBytes = 1_000_000;

/** Writes one picture whole or not at all; resolves with its path. Rejects with a `delivery` AppError that says how to get it later, by the id of `subject`. */
export async function writePicture(
  image: AnswerImage,
  bytes: Blob,
  folder: string,
  shownAs: string,
  subject: string,
): Promise<string> {
  const path = join(folder, image.fileName);
  const part = `${path}.part`;
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(part, bytes.stream());
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => {});
    const text = say("terminal.not-written", { folder: shownAs, reason: reasonOf(error), id: subject });
    throw new AppError("delivery", text, { charged: "yes", cause: error });
  }
  return path;
}

/** Writes a text file that came with an answer; resolves with its path. Rejects with an `invalid` AppError that names the folder: nothing was paid for it. */
export async function writeTextFile({ name, text }: AnswerFile, folder: string, shownAs: string): Promise<string> {
  const path = join(folder, name);
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new AppError("invalid", say("terminal.folder", { folder: shownAs, reason: reasonOf(error) }), {
      cause: error,
    });
  }
  return path;
}

function reasonOf(error: unknown): string {
  if (isDiskFull(error)) return "its disk is full";
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const reasons: Readonly<Record<string, string>> = {
    ENOTDIR: "a part of its path is a file",
    EEXIST: "there is a file of that name",
    EACCES: "it may not be written",
    EPERM: "it may not be written",
    EROFS: "its disk is read-only",
  };
  return reasons[code] ?? (code || "it cannot be written");
}
