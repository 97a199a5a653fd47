import { createHash } from "node:crypto";
import { channel } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import type { RequestBody } from "./body.ts";
import { asSent } from "./json.ts";
import type { Reply, RouteName } from "./routes.ts";
import { describeFile, type UploadedFile } from "./uploads.ts";

/** One request and its answer, without any token: what `npm run conformance` holds against the published spec. */
export interface Exchange {
  readonly route: RouteName | null;
  readonly method: string;
  /** Without `/api/v10` and the query; an interaction token is replaced by `:token`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType: string | null;
  /** The JSON, or a multipart's `payload_json`. */
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
  readonly status: number;
  readonly answer: unknown;
  readonly answerHeaders: Readonly<Record<string, string>>;
  /** On the fake's clock, in milliseconds. */
  readonly atMs: number;
}

/** Every exchange of every fake Discord in this process, for whoever wants to keep them: `npm run conformance`. */
export const discordExchanges = channel("limner.fake-discord.exchange");

/** Every answer says how its bucket stands; unless a test limits it, there is plenty left. */
export function answerHeaders(route: RouteName | null): Readonly<Record<string, string>> {
  return {
    "x-ratelimit-limit": "1000",
    "x-ratelimit-remaining": "999",
    "x-ratelimit-reset": String(Date.now() / 1000 + 1),
    "x-ratelimit-reset-after": "1",
    "x-ratelimit-bucket": createHash("md5")
      .update(route ?? "none")
      .digest("hex"),
  };
}

export interface Served {
  readonly method: string;
  readonly path: string;
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly body: RequestBody;
  readonly route: RouteName | null;
  readonly reply: Reply;
  readonly headers: Readonly<Record<string, string>>;
  readonly atMs: number;
}

/** What is kept of one request and its answer; no token is among it. */
export function exchangeOf({ method, path, url, request, body, route, reply, headers, atMs }: Served): Exchange {
  const secret = new Set(["authorization", "host", "connection", "content-length", "transfer-encoding"]);
  return {
    route,
    method,
    path: path.replace(/^(\/(?:webhooks|interactions)\/\d+\/)[^/]+/, "$1:token"),
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(
      Object.entries(request.headers).flatMap(([name, value]) =>
        secret.has(name) || value === undefined ? [] : [[name, String(value)]],
      ),
    ),
    contentType: body.contentType,
    body: body.json,
    files: body.files.map(describeFile),
    status: reply.status,
    answer: reply.json === undefined ? null : asSent(reply.json),
    answerHeaders: headers,
    atMs,
  };
}
