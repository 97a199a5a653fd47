import { channel } from "node:diagnostics_channel";
import type { Envelope } from "./delivery.ts";
import { isJson, type Json, parsed, stringOf } from "./json.ts";
import type { Incoming, Outgoing, RouteName } from "./route.ts";
import type { World } from "./world.ts";

/** One request and its answer, without any token: what `npm run conformance` holds against the published schemas. */
export interface Exchange {
  /** `acknowledgement`: what an acknowledgement carried. */
  readonly route: RouteName | "acknowledgement" | null;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A method's arguments, JSON in form fields parsed; a response URL's body; null for bytes. */
  readonly arguments: Json | null;
  /** How many bytes an upload carried; 0 elsewhere. */
  readonly uploadedBytes: number;
  readonly status: number;
  readonly answer: unknown;
  readonly answerHeaders: Readonly<Record<string, string>>;
  /** On the fake's clock, in milliseconds. */
  readonly atMs: number;
}

/** Every exchange of every fake Slack in this process, for whoever wants to keep them: `npm run conformance`. */
export const slackExchanges = channel("limner.fake-slack.exchange");

/** An answer, and the arguments that it answers where they were read. */
export type Recorded = Outgoing & { readonly args?: Json };

/** An acknowledgement is no request of its own, but it carries blocks and views all the same. */
export function acknowledgement(world: World, envelope: Envelope, body: Json): Exchange {
  return {
    route: "acknowledgement",
    method: "ACK",
    path: `/${envelope.kind}/${stringOf(envelope.payload.type) || envelope.name}`,
    headers: {},
    arguments: body,
    uploadedBytes: 0,
    status: 200,
    answer: "",
    answerHeaders: {},
    atMs: world.clock.nowMs(),
  };
}

const secretHeaders = new Set(["authorization", "cookie"]);

/** What is kept of one request and its answer; no token is among it. */
export function exchangeOf(
  route: RouteName | null,
  request: Incoming,
  answer: Recorded,
  answerHeaders: Readonly<Record<string, string>>,
  world: World,
): Exchange {
  const body = answer.args ?? (route === "upload" ? null : parsed(request.body.toString()));
  return {
    route,
    method: request.method,
    path: request.url.pathname,
    headers: Object.fromEntries(Object.entries(request.headers).filter(([name]) => !secretHeaders.has(name))),
    arguments: isJson(body) ? body : null,
    uploadedBytes: route === "upload" ? request.body.byteLength : 0,
    status: answer.status,
    answer: answer.body instanceof Uint8Array ? `${answer.body.byteLength} bytes` : answer.body,
    answerHeaders,
    atMs: world.clock.nowMs(),
  };
}
