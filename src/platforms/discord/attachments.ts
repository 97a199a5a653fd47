import { AppError } from "#core/errors.ts";
import type { AttachedImage } from "#core/image-value.ts";
import { type Message, say } from "#core/message.ts";
import { cdnOrigins } from "./limits.ts";

export interface AttachmentOptions {
  /** Where pictures are; its origin is then the only one that is opened. Null for Discord's own hosts. */
  readonly cdnUrl: string | null;
  /** Longest wait for the first byte, and between two, in milliseconds. */
  readonly timeoutMs: number;
}

/** However steadily it drips in, in milliseconds: 50 MB at 1.4 Mbit/s. */
const longestMs = 300_000;

export type OpenAttachment = (attached: AttachedImage, signal: AbortSignal) => Promise<AsyncIterable<Uint8Array>>;

/**
 * Opens what people attached, without credentials and without following anybody anywhere. Rejects with an `invalid` AppError
 * that names the file; so does the stream, when it breaks or stalls on the way.
 */
export function openAttachment({ cdnUrl, timeoutMs }: AttachmentOptions): OpenAttachment {
  const origins = cdnUrl === null ? cdnOrigins : [new URL(cdnUrl).origin];
  return async ({ reference, name }, signal) => {
    const url = URL.parse(reference);
    if (!url || !origins.includes(url.origin) || !isSafe(url)) throw refused(name);
    const patience = watchdog(timeoutMs);
    const response = await fetched(
      url,
      AbortSignal.any([signal, patience.signal, AbortSignal.timeout(longestMs)]),
    ).catch((error: unknown) => {
      patience.end();
      throw failed(name, error, signal);
    });
    if (response.ok && response.body) return chunks(response.body, patience, (error) => failed(name, error, signal));
    patience.end();
    await response.body?.cancel().catch(() => {});
    // 404 and 403 are links that have expired or are of a deleted message; anything from 500 on may pass.
    throw response.status < 500 && response.status !== 429 ? refused(name) : unreachable(name, response.status);
  };
}

/** A redirect could lead anywhere, so it is an error. */
function fetched(url: URL, signal: AbortSignal): Promise<Response> {
  return fetch(url, { redirect: "error", credentials: "omit", signal });
}

function isSafe({ protocol, hostname, username, password }: URL): boolean {
  const loopback = hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
  return (protocol === "https:" || (protocol === "http:" && loopback)) && username === "" && password === "";
}

async function* chunks(
  body: ReadableStream<Uint8Array>,
  patience: Watchdog,
  translate: (error: unknown) => unknown,
): AsyncIterable<Uint8Array> {
  try {
    for await (const chunk of body) {
      // Whoever reads slowly is no fault of the other side.
      patience.end();
      yield chunk;
      patience.restart();
    }
  } catch (error) {
    throw translate(error);
  } finally {
    patience.end();
  }
}

interface Watchdog {
  readonly signal: AbortSignal;
  restart(): void;
  end(): void;
}

/** Aborts when nothing has restarted it for that long. */
function watchdog(timeoutMs: number): Watchdog {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  function restart(): void {
    clearTimeout(timer);
    timer = setTimeout(() => controller.abort(new DOMException("no byte came", "TimeoutError")), timeoutMs);
  }
  restart();
  return { signal: controller.signal, restart, end: () => clearTimeout(timer) };
}

function failed(name: string, error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  return unreachable(name, error);
}

function refused(name: string): AppError {
  return invalid(say("attachment.gone", { name }), "not an attachment that can be opened");
}

function unreachable(name: string, cause: unknown): AppError {
  return invalid(say("attachment.unreachable", { name }), "attachment could not be fetched", cause);
}

function invalid(text: Message, log: string, cause?: unknown): AppError {
  return new AppError("invalid", text, { log, cause });
}
