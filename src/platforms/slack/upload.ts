import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { Journal } from "#core/platform.ts";
import type { DeliveredMessage } from "#core/rows.ts";
import type { Ahead } from "./ahead.ts";
import type { Calls } from "./calls.ts";
import { Trouble } from "./errors.ts";
import type { UploadFile } from "./pictures.ts";
import { type Destination, threadOf } from "./post-message.ts";
import { putOff } from "./undelivered.ts";

export interface Uploading {
  readonly calls: Calls;
  readonly ahead: Ahead;
}

/** One try to show files in one message. */
export interface Sharing {
  /** The beginning of the names of its steps in the journal. */
  readonly step: string;
  /** Whether pictures carry their descriptions: with some, Slack takes a file and never shows it (python-slack-sdk#1575). */
  readonly withAlt: boolean;
  readonly to: Destination;
  /** What the message says: `blocks` or `initial_comment`. */
  readonly says: Readonly<Record<string, unknown>>;
}

/** Pauses between looking whether files are shown, in milliseconds: 20 s in all. */
export const usualLooksMs: readonly number[] = [500, 1_000, 2_000, 4_000, 4_000, 4_000, 4_000];

const ticket = z.looseObject({ upload_url: z.string(), file_id: z.string() });
const uploaded = z.array(
  z.object({ id: z.string(), title: z.string(), name: z.string(), pictureId: z.string().nullable() }),
);
type Uploaded = z.infer<typeof uploaded>;
const share = z.array(z.looseObject({ ts: z.string() }));
const shares = z.record(z.string(), share).optional();
const looked = z.looseObject({
  file: z.looseObject({ shares: z.looseObject({ public: shares, private: shares }).optional() }),
});

/**
 * Uploads files and shows them in one message; resolves once Slack shows it. What is uploaded is in the journal before Slack is
 * told to show it, so after a crash nothing is shown twice. Rejects with a `Trouble`; `unshared` when Slack took the files and
 * does not show them.
 */
export async function shareFiles(
  uploading: Uploading,
  journal: Journal,
  files: readonly UploadFile[],
  sharing: Sharing,
  looksMs: readonly number[],
): Promise<DeliveredMessage> {
  const { calls } = uploading;
  const { step, to } = sharing;
  const written = uploadedIn(journal, step);
  const kept = written ?? (await uploadAll(uploading, files, sharing.withAlt));
  if (!written) await journal.write(`${step} files`, JSON.stringify(kept));
  const lost = await send(calls, journal, kept, sharing, written !== null);
  const message = await shownIn(calls, kept, to.channel, looksMs).catch((error: unknown) => {
    if (!lost || !(error instanceof Trouble)) throw error;
    // Blocks may be what Slack's own error is about; in words alone, or without any answer, it is Slack that is away.
    throw lost.code === "internal_error" && sharing.withAlt ? new Trouble("plain", lost.message) : lost;
  });
  const delivered = kept.flatMap(({ id, pictureId }) => (pictureId === null ? [] : [{ file: id, pictureId }]));
  return { channel: to.channel, message, files: delivered };
}

/** Tells Slack to show files, unless it was told before; resolves with the trouble that leaves open whether it was done. */
async function send(
  calls: Calls,
  journal: Journal,
  kept: Uploaded,
  sharing: Sharing,
  perhapsTold: boolean,
): Promise<Trouble | null> {
  const step = `${sharing.step} sent`;
  const before = journal.done(step);
  if (before === "withdrawn") throw new Trouble("unshared", "it was taken back");
  if (before === "yes" || (before !== "no" && perhapsTold && (await isThere(calls, kept)))) return null;
  if (before === "no") await journal.write(step, "perhaps");
  try {
    await complete(calls, kept, sharing);
    await journal.write(step, "yes");
    return null;
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    if (!error.isRefusal) return error;
    if (error.verdict === "later") await journal.write(step, "no");
    throw error;
  }
}

/** Slack knows no file whose upload was not completed. */
async function isThere(calls: Calls, kept: Uploaded): Promise<boolean> {
  try {
    await calls.call("files.info", { file: kept[0]?.id ?? "" });
    return true;
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    if (error.verdict === "later") throw error;
    return error.code !== "file_not_found";
  }
}

/**
 * Takes away what a try has uploaded, so that it does not appear after all. Rejects with an AppError to be tried again while
 * Slack is away: what may still appear must not be uploaded once more.
 */
export async function withdraw(calls: Calls, journal: Journal, step: string): Promise<void> {
  await journal.write(`${step} sent`, "withdrawn");
  for (const { id } of uploadedIn(journal, step) ?? []) {
    await calls.call("files.delete", { file: id }).catch((error: unknown) => {
      if (!(error instanceof Trouble)) throw error;
      if (error.verdict === "later") throw putOff(error);
    });
  }
}

function uploadedIn(journal: Journal, step: string): Uploaded | null {
  const written = journal.done(`${step} files`);
  return written === null ? null : uploaded.parse(JSON.parse(written));
}

async function uploadAll(
  { calls, ahead }: Uploading,
  files: readonly UploadFile[],
  withAlt: boolean,
): Promise<Uploaded> {
  const kept: Uploaded = [];
  for (const file of files) {
    const { name, title, pictureId } = file;
    const id = (withAlt ? await ahead.take(file) : null) ?? (await uploadOne(calls, file, withAlt));
    kept.push({ id, title, name, pictureId });
  }
  return kept;
}

/** Brings a file to Slack and resolves with its id; nobody sees it. */
export async function uploadOne(
  calls: Calls,
  { name, alt, bytes }: Pick<UploadFile, "name" | "alt" | "bytes">,
  withAlt: boolean,
): Promise<string> {
  const asked = { filename: name, length: bytes.size, ...(withAlt && alt !== null ? { alt_txt: alt } : {}) };
  const { upload_url, file_id } = ticket.parse(await calls.call("files.getUploadURLExternal", asked));
  await calls.upload(upload_url, bytes);
  return file_id;
}

async function complete(calls: Calls, kept: Uploaded, { to, says }: Sharing): Promise<void> {
  await calls.callOnce("files.completeUploadExternal", {
    files: kept.map(({ id, title, name }) => ({ id, title, ...highlightOf(name) })),
    channel_id: to.channel,
    ...threadOf(to.thread),
    ...says,
  });
}

/** Drawn at once, before Slack has looked at the file; it takes no other formats. */
function highlightOf(name: string): { readonly highlight_type?: string } {
  const ending = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  const type = ending === "jpeg" ? "jpg" : ending;
  return type === "png" || type === "jpg" || type === "gif" ? { highlight_type: type } : {};
}

/** The message that shows files; they are shown together, so one of them tells for all. */
async function shownIn(calls: Calls, kept: Uploaded, channel: string, looksMs: readonly number[]): Promise<string> {
  const id = kept[0]?.id ?? "";
  let last: Trouble | null = null;
  for (const lookMs of looksMs) {
    await pause(lookMs);
    try {
      const { file } = looked.parse(await calls.call("files.info", { file: id }));
      const found = file.shares?.public?.[channel] ?? file.shares?.private?.[channel];
      if (found?.[0]) return found[0].ts;
      last = null;
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      // Without files:read nobody can look; Slack said that it was done. What was shown may also be deleted by now.
      if (error.code === "missing_scope" || error.code === "file_deleted") return id;
      if (error.verdict === "gone") throw error;
      last = error;
    }
  }
  throw last ?? new Trouble("unshared", "files.info: not shared", { status: 200 });
}
