import { z } from "zod";
import { AppError } from "#core/errors.ts";
import type { AttachedImage } from "#core/image-value.ts";
import { type Message, say } from "#core/message.ts";
import { isHeic, nameOf, readReference, type SlackFile, unusable } from "./attached-image.ts";
import { DownloadError, type DownloadOptions, download } from "./download.ts";
import { fileOrigins } from "./file-origins.ts";

/** What Slack knows of files: the WebClient. */
export interface FileClient {
  readonly files: { info(asked: { file: string }): Promise<{ readonly file?: SlackFile }> };
}

export interface AttachmentOptions {
  readonly token: string;
  /** Of the Web API. Slack's own brings its hosts for files along; any other is the only host that is opened. */
  readonly apiUrl: string;
  /** Longest wait for the first byte, and between two, in milliseconds. */
  readonly timeoutMs: number;
  readonly client: FileClient;
}

export type OpenAttachment = (attached: AttachedImage, signal: AbortSignal) => Promise<AsyncIterable<Uint8Array>>;

/**
 * Opens what people attached, by its file's id: Slack says where it is, whatever was known of it before. Rejects with an
 * `invalid` AppError that names the file and says what to do; so does the stream, when it breaks on the way.
 */
export function openAttachment({ token, apiUrl, timeoutMs, client }: AttachmentOptions): OpenAttachment {
  const options: DownloadOptions = { origins: fileOrigins(apiUrl), token, timeoutMs };
  return async (attached, signal) => {
    const { name: known } = attached;
    const { id, owner } = readReference(attached);
    const { file } = await client.files.info({ file: id }).catch((error: unknown) => {
      throw refusal(error, known);
    });
    signal.throwIfAborted();
    if (!file) throw invalid(say("slack.file-no-access", { name: known }), "files.info answered without a file");
    // The bot sees more than the person does: what they only name must be their own.
    if (owner !== null && file.user !== owner)
      throw invalid(say("slack.file-no-access", { name: known }), "named by its id, and somebody else's");
    const name = file.name ? nameOf(file) : known;
    const fault = unusable(file);
    if (fault) throw invalid(fault, "not a file that can be used");
    const address = isHeic(file) ? largestPreview(file) : (file.url_private_download ?? file.url_private);
    if (address === undefined)
      throw invalid(say(isHeic(file) ? "slack.heic-no-preview" : "slack.file-no-access", { name }), "no address");
    const translate = (error: unknown) => (error instanceof DownloadError ? undelivered(error, name) : error);
    try {
      return translated(await download(address, options, signal), translate);
    } catch (error) {
      throw translate(error);
    }
  };
}

async function* translated(
  stream: AsyncIterable<Uint8Array>,
  translate: (error: unknown) => unknown,
): AsyncIterable<Uint8Array> {
  try {
    yield* stream;
  } catch (error) {
    throw translate(error);
  }
}

/** Slack makes PNG or JPEG previews, named by their width: `thumb_1024`. */
function largestPreview(file: SlackFile): string | undefined {
  const previews = Object.entries(file).flatMap(([field, address]) => {
    const width = /^thumb_(\d+)$/.exec(field)?.[1];
    return width === undefined || typeof address !== "string" ? [] : [{ width: Number(width), address }];
  });
  return previews.toSorted((a, b) => b.width - a.width)[0]?.address;
}

function undelivered(error: DownloadError, name: string): AppError {
  const sentences: Readonly<Record<DownloadError["fault"], Message>> = {
    gone: say("slack.file-no-access", { name }),
    page: say("slack.file-page", { name }),
    later: say("attachment.unreachable", { name }),
  };
  return invalid(sentences[error.fault], `attachment: ${error.message}`, error);
}

/** What the SDK throws when Slack answered, and said no. */
const refused = z.object({ data: z.object({ error: z.string(), needed: z.string().optional() }) });

/** Errors of files.info that mean that there is no such file for us. */
const unseen: readonly string[] = [
  ...["file_not_found", "file_deleted", "access_denied", "not_visible", "no_permission", "not_in_channel"],
  ...["channel_not_found", "team_access_not_granted"],
];

function refusal(error: unknown, name: string): AppError {
  const { data } = refused.safeParse(error).data ?? {};
  if (data?.error === "missing_scope") {
    const scope = data.needed ?? "files:read";
    return invalid(say("slack.file-no-scope", { name, scope }), "files.info: missing_scope", error);
  }
  if (data && unseen.includes(data.error))
    return invalid(say("slack.file-no-access", { name }), `files.info: ${data.error}`, error);
  return invalid(say("attachment.unreachable", { name }), `files.info: ${data?.error ?? "no answer"}`, error);
}

function invalid(text: Message, log: string, cause?: unknown): AppError {
  return new AppError("invalid", text, { log, cause });
}
