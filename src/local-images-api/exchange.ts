import type { ServerResponse } from "node:http";
import type { ErrorFields, RefusedRequest } from "./errors.ts";
import type { OpenRequest } from "./journal.ts";
import type { Json } from "./json-pieces.ts";
import type { PictureLinks } from "./payload.ts";
import type { Rendered, Renderer } from "./rendering.ts";
import type { Fault } from "./script.ts";
import type { ImageJob } from "./validation.ts";
import type { Wire } from "./wire.ts";

/** One request being answered: what was asked, what is to go wrong, and where the bytes go. */
export interface Exchange {
  seen: OpenRequest;
  fault: Fault;
  response: ServerResponse;
  wire: Wire;
  signal: AbortSignal;
  renderer: Renderer;
  links: PictureLinks;
  /** Unix seconds. */
  now(): number;
}

/** The error as JSON, in OpenAI's shape. */
export function errorBody(fields: ErrorFields): { error: Record<string, Json> } {
  const { message, type, param, code, moderation_details: details } = fields;
  const moderation = details && { moderation_details: { ...details } };
  return { error: { message, type, param, code, ...moderation } };
}

/** Answers with an error body; does nothing when an answer has already begun. */
export function sendError(response: ServerResponse, refusal: RefusedRequest): void {
  if (response.headersSent || response.destroyed) return;
  const body = Buffer.from(JSON.stringify(errorBody(refusal.fields)));
  response.writeHead(refusal.status, { "content-type": "application/json", "content-length": body.length });
  response.end(body);
}

/** Closes the connection hard: the client sees ECONNRESET. */
export function resetConnection(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

/** Waits until the client leaves or the server closes. */
export async function waitForever(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}

/** Draws one picture and notes that it would have been billed, unless it is to be taken back by an error. */
export async function renderPicture(exchange: Exchange, job: ImageJob): Promise<Rendered> {
  const rendered = await exchange.renderer.render(job, exchange.signal);
  exchange.signal.throwIfAborted();
  if (exchange.fault.errorEvent === undefined) exchange.seen.paid = true;
  return rendered;
}

/** Marks the request as answered; called just before the client can know that it has everything. */
export function markDone(exchange: Exchange): void {
  if (exchange.seen.state === "open") exchange.seen.state = "done";
}
