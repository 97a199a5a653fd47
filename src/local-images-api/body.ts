import type { IncomingMessage } from "node:http";
import { bodyTooLarge, invalidRequest } from "./errors.ts";

/** An uploaded file of a multipart body. */
export interface UploadedFile {
  /** The part's field name: `image`, `image[]` or `mask`. */
  field: string;
  name: string;
  /** The part's content type as sent. */
  type: string;
  byteLength: number;
  bytes: Buffer;
}

/** A request body after parsing; every value of a multipart form is a string. */
export interface ParsedBody {
  kind: "json" | "multipart";
  fields: Record<string, unknown>;
  files: UploadedFile[];
}

// This server's own bound: room for several large references, but no exhausted memory.
const MAX_BODY_BYTES = 256 * 1024 * 1024;

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let byteLength = 0;
  for await (const chunk of request) {
    byteLength += chunk.length;
    if (byteLength > MAX_BODY_BYTES) throw bodyTooLarge(MAX_BODY_BYTES);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, byteLength);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseJson(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch {
    // Falls through to the one answer for every body that is not a JSON object.
  }
  throw invalidRequest("We could not parse the JSON body of your request.", null, null);
}

async function parseMultipart(bytes: Buffer, contentType: string): Promise<ParsedBody> {
  const form = await new Response(new Uint8Array(bytes), { headers: { "content-type": contentType } })
    .formData()
    .catch(() => {
      throw invalidRequest("Could not parse multipart form.", null, null);
    });
  const fields: Record<string, unknown> = {};
  const files: UploadedFile[] = [];
  for (const [field, value] of form) {
    if (typeof value === "string") {
      fields[field] = value;
      continue;
    }
    const fileBytes = Buffer.from(await value.arrayBuffer());
    files.push({ field, name: value.name, type: value.type, byteLength: fileBytes.length, bytes: fileBytes });
  }
  return { kind: "multipart", fields, files };
}

/**
 * Reads and parses a JSON or multipart body.
 * @throws RefusedRequest 400 for a body that cannot be parsed or has another type, 413 beyond 256 MiB.
 */
export async function readBody(request: IncomingMessage): Promise<ParsedBody> {
  const contentType = request.headers["content-type"] ?? "";
  const bytes = await readBytes(request);
  if (contentType.startsWith("multipart/form-data")) return await parseMultipart(bytes, contentType);
  if (contentType.startsWith("application/json")) {
    return { kind: "json", fields: parseJson(bytes.toString("utf8")), files: [] };
  }
  throw invalidRequest(
    `Unsupported content type: '${contentType}'. This API method only accepts 'application/json' and 'multipart/form-data' requests.`,
    null,
    "unsupported_content_type",
  );
}
