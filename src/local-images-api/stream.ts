import { type ErrorFields, serverError } from "./errors.ts";
import type { Exchange } from "./exchange.ts";
import { errorBody, markDone, renderPicture, resetConnection, waitForever } from "./exchange.ts";
import type { Json } from "./json-pieces.ts";
import { jsonPieces } from "./json-pieces.ts";
import { eventBody } from "./payload.ts";
import type { Rendered } from "./rendering.ts";
import type { Fault } from "./script.ts";
import type { ImageJob } from "./validation.ts";
import { writeHalfAndReset, writePieces } from "./wire.ts";

const PREFIXES = { generation: "image_generation", edit: "image_edit" } as const;

/** One server-sent event as pieces: its name, and its data as JSON on a single line. */
function eventPieces(name: string | null, data: Json, fault: Fault): Buffer[] {
  const lineEnd = fault.events?.lineEnd ?? "\n";
  const comment = fault.events?.comments ? `: keep-alive ключ 🦊${lineEnd}${lineEnd}` : "";
  const named = name === null || fault.events?.unnamed ? "" : `event: ${name}${lineEnd}`;
  const json = jsonPieces(data, { spaces: fault.json?.spaces ?? false });
  return [Buffer.from(`${comment}${named}data: `), ...json, Buffer.from(`${lineEnd}${lineEnd}`)];
}

async function sendError(exchange: Exchange, error: ErrorFields, flat: boolean): Promise<void> {
  const { fault, response, seen, wire } = exchange;
  seen.state = "failed";
  const body = errorBody(error);
  // Some relays flatten the error into the event and drop its name.
  const pieces = flat
    ? eventPieces(null, { ...body.error, type: "error" }, fault)
    : eventPieces("error", { type: "error", ...body }, fault);
  await writePieces(wire, pieces);
  response.end();
}

async function sendPartials(exchange: Exchange, job: ImageJob, rendered: Rendered): Promise<number> {
  const { fault, signal, links } = exchange;
  const { deliverPartials = job.partials, errorEvent } = fault;
  const partials = Math.min(job.partials, deliverPartials, errorEvent?.afterPartials ?? job.partials);
  const type = `${PREFIXES[job.kind]}.partial_image`;
  for (let index = 0; index < partials; index++) {
    const picture = await rendered.stage(index);
    signal.throwIfAborted();
    const body = eventBody(job, picture, fault, links, exchange.now(), { type, partialIndex: index });
    await writePieces(exchange.wire, eventPieces(type, body, fault));
  }
  return partials;
}

async function sendCompleted(exchange: Exchange, job: ImageJob, rendered: Rendered, partials: number): Promise<void> {
  const { fault, response, wire, seen, signal, links } = exchange;
  const picture = await rendered.finished();
  signal.throwIfAborted();
  const type = `${PREFIXES[job.kind]}.completed`;
  const body = eventBody(job, picture, fault, links, exchange.now(), { type, deliveredPartials: partials });
  const pieces = eventPieces(type, body, fault);
  if (fault.reset === "mid-body") {
    seen.state = "failed";
    return await writeHalfAndReset(wire, pieces);
  }
  await writePieces(wire, pieces, () => markDone(exchange));
  response.end();
}

async function sendEvents(exchange: Exchange, job: ImageJob): Promise<void> {
  const { fault, response, seen } = exchange;
  const rendered = await renderPicture(exchange, job);
  if (fault.reset === "after-render") {
    seen.state = "failed";
    return resetConnection(response);
  }
  const partials = await sendPartials(exchange, job, rendered);
  if (fault.errorEvent !== undefined) return await sendError(exchange, fault.errorEvent.error, fault.errorEvent.flat);
  if (fault.endAfterPartials) {
    seen.state = "failed";
    response.end();
    return;
  }
  await sendCompleted(exchange, job, rendered, partials);
}

/** Answers with server-sent events: the partial images asked for, then the completed picture with its usage. */
export async function answerStream(exchange: Exchange, job: ImageJob): Promise<void> {
  const { response, seen, signal } = exchange;
  // Headers go out before anything is drawn, as the API does: from then on a client knows it is being served.
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" });
  response.flushHeaders();
  if (exchange.fault.hang === "after-headers") return await waitForever(signal);
  try {
    await sendEvents(exchange, job);
  } catch (error) {
    if (signal.aborted) throw error;
    seen.error = error;
    await sendError(exchange, serverError().fields, false);
  }
}
