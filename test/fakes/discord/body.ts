import type { IncomingMessage } from "node:http";
import { refusal } from "./refusal.ts";
import { hashAhead, type IncomingFile } from "./uploads.ts";

/** https://docs.discord.com/developers/reference#uploading-files: a whole request, in bytes. */
const maxRequestBytes = 25 * 1024 * 1024;

export interface RequestBody {
  readonly contentType: string | null;
  readonly json: unknown;
  readonly files: readonly IncomingFile[];
  /** Why it cannot be used, to be thrown once the route is known. */
  readonly problem: Error | null;
}

/** Reads a body to its end; beyond the limit bytes are only counted. */
export async function readBody(request: IncomingMessage): Promise<RequestBody> {
  const contentType = request.headers["content-type"] ?? null;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.byteLength;
    if (bytes > maxRequestBytes) chunks.length = 0;
    else chunks.push(chunk);
  }
  const unreadable = { contentType, json: null, files: [] };
  if (bytes > maxRequestBytes) return { ...unreadable, problem: refusal("tooLarge") };
  if (bytes === 0) return { ...unreadable, problem: null };
  try {
    const body = Buffer.concat(chunks);
    const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(contentType ?? "")?.[1];
    if (boundary === undefined) return { contentType, json: JSON.parse(body.toString()), files: [], problem: null };
    const parts = partsOf(body, boundary);
    const files = parts.filter(({ field }) => field.startsWith("file"));
    for (const { bytes } of files) await hashAhead(bytes);
    const payload = parts.find(({ field }) => field === "payload_json");
    return {
      contentType,
      json: payload === undefined ? {} : JSON.parse(Buffer.from(payload.bytes).toString()),
      files,
      problem: null,
    };
  } catch {
    return { ...unreadable, problem: refusal("unreadable") };
  }
}

interface Part extends IncomingFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
}

function partsOf(body: Buffer<ArrayBuffer>, boundary: string): readonly Part[] {
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const parts: Part[] = [];
  let start = body.indexOf(`--${boundary}`) + delimiter.length - 2;
  while (start >= delimiter.length - 2 && body.subarray(start, start + 2).toString() !== "--") {
    const headersEnd = body.indexOf("\r\n\r\n", start);
    const end = body.indexOf(delimiter, headersEnd);
    if (headersEnd < 0 || end < 0) throw new Error("The multipart body ends too early.");
    const headers = body.subarray(start, headersEnd).toString();
    parts.push({
      field: /;\s*name="([^"]*)"/i.exec(headers)?.[1] ?? "",
      name: /;\s*filename="([^"]*)"/i.exec(headers)?.[1] ?? "",
      contentType: /content-type:\s*([^\r\n]+)/i.exec(headers)?.[1] ?? "application/octet-stream",
      bytes: aloneOrMost(body, body.subarray(headersEnd + 4, end)),
    });
    start = end + delimiter.length;
  }
  return parts;
}

/** A copy, so that a kept picture does not keep its whole request; unless it is most of that. */
function aloneOrMost(body: Buffer<ArrayBuffer>, bytes: Buffer<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return bytes.length > body.length * 0.9 ? bytes : new Uint8Array(bytes);
}
