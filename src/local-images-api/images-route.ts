import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import { answerJson, sendPlanned } from "./answer.ts";
import { readBody } from "./body.ts";
import { RefusedRequest, serverError } from "./errors.ts";
import type { Exchange } from "./exchange.ts";
import { resetConnection, sendError, waitForever } from "./exchange.ts";
import type { Kind } from "./fields.ts";
import type { Journal } from "./journal.ts";
import type { PictureLinks } from "./payload.ts";
import type { Renderer } from "./rendering.ts";
import type { Script } from "./script.ts";
import { answerStream } from "./stream.ts";
import { readJob } from "./validation.ts";

/** What every image request needs from the server. */
export interface ImagesRoute {
  journal: Journal;
  script: Script;
  /** True destroys the connection before the request's body is read. */
  resetAtArrival(ordinal: number): boolean;
  renderer: Renderer;
  links: PictureLinks;
  /** Told what broke inside the server, beside the client's 500. */
  onError(error: unknown): void;
  /** Unix seconds. */
  now(): number;
}

/** Carries out the scripted faults that come before drawing. True when nothing more is to be answered. */
async function failedEarly(exchange: Exchange): Promise<boolean> {
  const { fault, seen, signal, response } = exchange;
  if (fault.delayMs !== undefined) await setTimeout(fault.delayMs, undefined, { signal });
  if (fault.hang === "before-headers") {
    await waitForever(signal);
    return true;
  }
  if (fault.reset === "before-render") {
    seen.state = "failed";
    resetConnection(response);
    return true;
  }
  if (fault.answer !== undefined && !fault.answer.afterRender) {
    sendPlanned(exchange, fault.answer);
    return true;
  }
  return false;
}

async function answer(kind: Kind, request: IncomingMessage, exchange: Exchange, route: ImagesRoute): Promise<void> {
  const body = await readBody(request);
  route.journal.received(exchange.seen, body);
  exchange.fault = route.script(exchange.seen, exchange.seen.ordinal) ?? {};
  exchange.wire.chunkBytes = exchange.fault.chunkBytes;
  if (await failedEarly(exchange)) return;
  const job = await readJob(kind, body);
  exchange.signal.throwIfAborted();
  const asJson = !job.stream || exchange.fault.jsonInsteadOfStream || exchange.fault.answer !== undefined;
  await (asJson ? answerJson(exchange, job) : answerStream(exchange, job));
}

/** Reads, checks, draws and answers one request for pictures, and keeps its journal entry true throughout. */
export async function handleImages(
  kind: Kind,
  request: IncomingMessage,
  response: ServerResponse,
  head: { path: string; requestId: string },
  route: ImagesRoute,
): Promise<void> {
  const seen = route.journal.open({ ...head, headers: request.headers });
  const leaving = new AbortController();
  response.once("close", () => {
    if (seen.state === "open") seen.state = response.writableFinished ? "done" : "aborted";
    leaving.abort();
    if (seen.error !== null) route.onError(seen.error);
  });
  const { signal } = leaving;
  const wire = { response, chunkBytes: undefined, signal };
  const { renderer, links, now } = route;
  if (route.resetAtArrival(seen.ordinal)) {
    seen.state = "failed";
    resetConnection(response);
    return;
  }
  try {
    await answer(kind, request, { seen, fault: {}, response, wire, signal, renderer, links, now }, route);
  } catch (error) {
    if (signal.aborted) return;
    seen.state = "failed";
    if (!(error instanceof RefusedRequest)) seen.error = error;
    if (response.headersSent) resetConnection(response);
    else sendError(response, error instanceof RefusedRequest ? error : serverError());
  }
}
