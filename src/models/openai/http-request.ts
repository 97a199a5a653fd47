import { pipeline, type Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { type Dispatcher, request } from "undici";
import { z } from "zod";
import { headersOf } from "#core/headers.ts";
import { type FormPart, multipart } from "#core/multipart.ts";

/** An answer whose body has not been read. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readable;
}

const sentMethod = z.enum(["GET", "POST"]).default("GET");

/** Sends one request and follows no redirect. Rejects with what the network said, or with the signal's reason. */
export async function httpRequest(
  url: URL,
  { method, headers, body, signal }: Pick<RequestInit, "method" | "headers" | "body" | "signal">,
  dispatcher: Dispatcher,
): Promise<HttpAnswer> {
  const form = body instanceof FormData ? multipart([...body].map(partOf)) : null;
  const answer = await request(url, {
    dispatcher,
    method: sentMethod.parse(method),
    headers: { ...Object.fromEntries(new Headers(headers)), ...form?.headers },
    body: form ? form.pieces() : typeof body === "string" ? body : null,
    signal: signal ?? null,
  });
  const answered = headersOf(answer.headers);
  const encoding = answered.get("content-encoding");
  return { status: answer.statusCode, headers: answered, body: unpacked(answer.body, encoding) };
}

const unpacking = new Map([
  ["gzip", createGunzip],
  ["x-gzip", createGunzip],
  ["deflate", createInflate],
  ["br", createBrotliDecompress],
]);

/** Nobody asked for it, but some gateways pack everything. */
function unpacked(body: Readable, encoding: string | null): Readable {
  const unpack = unpacking.get(encoding?.trim().toLowerCase() ?? "");
  // Whoever reads it hears of what went wrong.
  return unpack ? pipeline(body, unpack(), () => {}) : body;
}

function partOf([name, value]: [string, string | File]): FormPart {
  // Line breaks as in every form: https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
  if (typeof value === "string") return { name, content: value.replace(/\r?\n|\r/g, "\r\n") };
  return { name, fileName: value.name, type: value.type || "application/octet-stream", content: value };
}
