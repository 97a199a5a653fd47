import type { ImageStore } from "#core/image-store.ts";
import type { Audience, ReplyAddress } from "#core/people.ts";
import type { Progress } from "#core/platform.ts";
import type { DiscordAddress } from "./address.ts";
import type { Call, Calls } from "./calls.ts";
import { Trouble } from "./errors.ts";
import type { Upload } from "./form-body.ts";
import { limits } from "./limits.ts";
import { noMentions } from "./message.ts";
import { attachmentIds, readPosted } from "./posted.ts";
import { channelMessage, interactionMessage } from "./routes.ts";
import { tokenLives } from "./rungs.ts";
import { statusOf } from "./status.ts";
import { previewName } from "./status-message.ts";
import type { Turn } from "./turns.ts";

export interface ReportParts {
  readonly calls: Calls;
  readonly images: ImageStore;
  now(): number;
  log(message: string, details: Readonly<Record<string, unknown>>): void;
  onMessageGone(jobId: string, address: ReplyAddress): void;
}

/** Shows how far a job is. Never rejects: the next report comes soon, and the answer does not wait for it. */
export async function report(
  parts: ReportParts,
  { address, replyTo }: { readonly address: DiscordAddress; readonly replyTo: ReplyAddress },
  turn: Turn,
  progress: Progress,
): Promise<void> {
  const { audience, locale } = replyTo;
  const now = parts.now();
  const way = wayTo(address, audience, now);
  if (way === null || turn.takenBy !== null || turn.silent) return;
  // Whoever waited and whoever paints report at their own pace; a message has only one.
  if (now - turn.reportedAt < limits.progressEveryMs - leewayMs) return;
  const { content, components } = statusOf(progress, { address, audience, locale }, now);
  const said = JSON.stringify([content, components, progress.partialKey]);
  if (said === turn.said) return;
  try {
    const { attachments, files } = await preview(parts.images, turn, progress.partialKey, content);
    const json = { content, components, attachments, allowed_mentions: noMentions };
    const shown = readPosted(await parts.calls.report({ method: "PATCH", ...way.where, json, files }, way.as));
    turn.said = said;
    turn.reportedAt = now;
    turn.isStatus = true;
    const [file] = files;
    const attachment = file && attachmentIds(shown).get(file.name);
    if (attachment !== undefined && progress.partialKey !== null)
      turn.preview = { key: progress.partialKey, attachment };
  } catch (error) {
    if (error instanceof Trouble && (error.verdict === "later" || error.status >= 500)) return;
    // It will not take the next one either. Whether there is an answer in it already, the answer's own delivery looks up.
    turn.silent = true;
    const isGone = error instanceof Trouble && error.code === unknownMessage;
    turn.gone = isGone;
    parts.log("status not shown any more", {
      job: progress.job.jobId,
      refusal: error instanceof Error ? error.message : "",
    });
    // Whoever deletes the message that says that something is being painted does not want it.
    if (isGone) parts.onMessageGone(progress.job.jobId, replyTo);
  }
}

const unknownMessage = 10008;

/** Timers are not exact; a report that comes this much early is not dropped. */
const leewayMs = 100;

/** After the token's life only the bot itself can edit, and only what everybody sees. */
function wayTo(
  address: DiscordAddress,
  audience: Audience,
  now: number,
): { readonly where: Pick<Call, "path" | "route">; readonly as: "bot" | "interaction" } | null {
  if (tokenLives(address, now)) return { where: interactionMessage(address), as: "interaction" };
  const { channel, message, botWrites } = address;
  return message !== null && botWrites && audience === "public"
    ? { where: channelMessage(channel, message), as: "bot" }
    : null;
}

/** The unfinished picture: sent once, kept by its id afterwards. The core has made it small. Read aloud, it is the status. */
async function preview(
  images: ImageStore,
  turn: Turn,
  key: string | null,
  alt: string,
): Promise<{ readonly attachments: readonly object[]; readonly files: readonly Upload[] }> {
  if (key === null) return { attachments: [], files: [] };
  if (turn.preview?.key === key) return { attachments: [{ id: turn.preview.attachment }], files: [] };
  // It goes as soon as the picture is finished, which may be now: a form whose file is gone when it is sent never ends.
  const file = await images.read(key).catch(() => null);
  const bytes =
    file &&
    (await file
      .bytes()
      .then((read) => new Blob([read]))
      .catch(() => null));
  if (!bytes) return { attachments: turn.preview ? [{ id: turn.preview.attachment }] : [], files: [] };
  const name = `${previewName}.${key.slice(key.lastIndexOf(".") + 1)}`;
  return { attachments: [{ id: "0", filename: name, description: alt }], files: [{ name, bytes }] };
}
