import type { FileOrigins } from "./file-origins.ts";

/** Why a file did not come: `gone` it is not there for us, `page` a page came instead of it, `later` it may come in a while. */
export type DownloadFault = "gone" | "page" | "later";

/** What went wrong on the way. Says no address: some carry signatures. */
export class DownloadError extends Error {
  override readonly name = "DownloadError";
  readonly fault: DownloadFault;

  constructor(fault: DownloadFault, message: string, cause?: unknown) {
    super(message, { cause });
    this.fault = fault;
  }
}

export interface DownloadOptions {
  readonly origins: FileOrigins;
  readonly token: string;
  /** Longest wait for the first byte, and between two, in milliseconds. */
  readonly timeoutMs: number;
}

/** Slack sends on to its storage at most once or twice. */
const maxHops = 4;

/**
 * Fetches a file. The token goes to Slack alone and to the first address alone; where that sends on, it is followed without,
 * and only to where Slack keeps files. Rejects with a DownloadError; so does the stream, when it breaks, stalls or turns out
 * to be a page.
 */
export async function download(
  address: string,
  { origins, token, timeoutMs }: DownloadOptions,
  signal: AbortSignal,
): Promise<AsyncIterable<Uint8Array>> {
  const patience = watchdog(timeoutMs);
  const both = AbortSignal.any([signal, patience.signal]);
  try {
    const response = await followed(address, { origins, token }, both);
    const fault = faultOf(response);
    if (!fault && response.body) return chunks(response.body, patience, signal);
    await response.body?.cancel().catch(() => {});
    throw new DownloadError(fault ?? "later", `HTTP ${response.status}`);
  } catch (error) {
    patience.end();
    throw failed(error, signal);
  }
}

async function followed(
  address: string,
  { origins, token }: Pick<DownloadOptions, "origins" | "token">,
  signal: AbortSignal,
): Promise<Response> {
  let url = URL.parse(address);
  for (let hop = 0; hop < maxHops; hop += 1) {
    if (!url || !(hop === 0 ? origins.isSlack(url) : origins.mayFollow(url)))
      throw new DownloadError("gone", "not an address where Slack keeps files");
    const headers = hop === 0 ? { authorization: `Bearer ${token}` } : {};
    const response = await fetch(url, { redirect: "manual", credentials: "omit", headers, signal });
    const location = response.status >= 300 && response.status < 400 ? response.headers.get("location") : null;
    if (location === null) return response;
    await response.body?.cancel().catch(() => {});
    url = URL.parse(location, url.href);
  }
  throw new DownloadError("gone", "sent on too often");
}

/** Without the scope or the membership, Slack answers 200 and a page to sign in. */
function faultOf({ ok, status, headers }: Response): DownloadFault | null {
  if (ok) return headers.get("content-type")?.toLowerCase().startsWith("text/html") ? "page" : null;
  return status < 500 && status !== 429 && status !== 408 ? "gone" : "later";
}

async function* chunks(
  body: ReadableStream<Uint8Array>,
  patience: Watchdog,
  signal: AbortSignal,
): AsyncIterable<Uint8Array> {
  try {
    let first = true;
    for await (const chunk of body) {
      if (first && looksLikePage(chunk)) throw new DownloadError("page", "a page, whatever its type says");
      first = false;
      // Whoever reads slowly is no fault of the other side.
      patience.end();
      yield chunk;
      patience.restart();
    }
  } catch (error) {
    throw failed(error, signal);
  } finally {
    patience.end();
  }
}

function looksLikePage(chunk: Uint8Array): boolean {
  return /^\s*<(?:!doctype html|html)/i.test(Buffer.from(chunk.subarray(0, 100)).toString("latin1"));
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

/** Whoever stops asking gets their own reason back. */
function failed(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  return error instanceof DownloadError ? error : new DownloadError("later", "the connection failed", error);
}
