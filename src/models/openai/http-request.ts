import { pipeline, Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { type Dispatcher, request } from "undici";
import { z } from "zod";
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
  const sent = new Headers(headers);
  if (form) {
    sent.set("content-type", form.type);
    sent.set("content-length", String(form.bytes));
  }
  const answer = await request(url, {
    dispatcher,
    method: sentMethod.parse(method),
    headers: Object.fromEntries(sent),
    body: form ? Readable.from(form.pieces(), { objectMode: false }) : typeof body === "string" ? body : null,
    signal: signal ?? null,
  });
  const said = Object.entries(answer.headers).flatMap(([name, values = []]) =>
    [values].flat().map((value): [string, string] => [name, value]),
  );
  const answered = new Headers(said);
  return {
    status: answer.statusCode,
    headers: answered,
    body: unpacked(answer.body, answered.get("content-encoding")),
  };
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
