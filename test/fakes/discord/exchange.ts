import { createHash } from "node:crypto";
import { channel } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import type { RequestBody } from "./body.ts";
import { asSent } from "./json.ts";
import type { Reply } from "./routes.ts";
import type { Exchange, RouteName } from "./types.ts";
import { describeFile } from "./uploads.ts";

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
