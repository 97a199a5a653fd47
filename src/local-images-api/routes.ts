import type { IncomingMessage, ServerResponse } from "node:http";
import { incorrectKey, missingKey, modelNotFound, RefusedRequest, serverError } from "./errors.ts";
import { sendError } from "./exchange.ts";
import type { Kind } from "./fields.ts";
import { handleImages, type ImagesRoute } from "./images-route.ts";
import { findModel, LOCAL_MODELS, modelEntry } from "./models.ts";
import type { ServedFiles } from "./served-files.ts";

/** Everything the server answers. */
export interface Routes {
  images: ImagesRoute;
  files: ServedFiles;
  acceptKey(key: string): boolean;
  /** Ids for `x-request-id`. */
  newRequestId(): string;
}

const ABOUT =
  "Limner's offline Images API: it draws sketches by itself and costs nothing.\nBase URL for OpenAI clients: /v1\n";
const IMAGE_KINDS: Readonly<Record<string, Kind>> = {
  "/v1/images/generations": "generation",
  "/v1/images/edits": "edit",
};

function send(response: ServerResponse, type: string, body: Buffer): void {
  response.writeHead(200, { "content-type": type, "content-length": body.length });
  response.end(body);
}

function sendJson(response: ServerResponse, body: unknown): void {
  send(response, "application/json", Buffer.from(JSON.stringify(body)));
}

function sendNotFound(response: ServerResponse): void {
  // Unknown paths of the live API answer without a body (measured 2026-08-29).
  response.writeHead(404, { "content-length": 0, "x-content-type-options": "nosniff" });
  response.end();
}

function checkKey(request: IncomingMessage, routes: Routes): void {
  const key = /^Bearer\s+(\S.*)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (key === undefined) throw missingKey();
  if (!routes.acceptKey(key)) throw incorrectKey(key);
}

async function answerApi(
  request: IncomingMessage,
  response: ServerResponse,
  head: { path: string; requestId: string },
  routes: Routes,
): Promise<void> {
  checkKey(request, routes);
  const { path } = head;
  const kind = IMAGE_KINDS[path];
  if (kind !== undefined && request.method === "POST") {
    await handleImages(kind, request, response, head, routes.images);
  } else if (path === "/v1/models" && request.method === "GET") {
    sendJson(response, { object: "list", data: LOCAL_MODELS.map(modelEntry) });
  } else if (path.startsWith("/v1/models/") && request.method === "GET") {
    const id = decodeURIComponent(path.slice("/v1/models/".length));
    const model = findModel(id);
    if (model === undefined) throw modelNotFound(id);
    sendJson(response, modelEntry(model));
  } else {
    sendNotFound(response);
  }
}

/** Answers one HTTP request; never rejects. */
export async function answerRequest(request: IncomingMessage, response: ServerResponse, routes: Routes): Promise<void> {
  const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
  const requestId = routes.newRequestId();
  response.setHeader("x-request-id", requestId);
  response.setHeader("openai-version", "2020-10-01");
  // Says to whoever looks that no real model painted this.
  response.setHeader("x-limner-offline-sketch", "1");
  // A client that leaves while it is being written to is ordinary; the close event tells the rest.
  response.on("error", () => undefined);
  const file = routes.files.find(path) ?? routes.files.find(path.replace(/^\/v1/, ""));
  try {
    if (path === "/") send(response, "text/plain; charset=utf-8", Buffer.from(ABOUT));
    else if (file !== undefined) send(response, file.type, file.bytes);
    else await answerApi(request, response, { path, requestId }, routes);
  } catch (error) {
    sendError(response, error instanceof RefusedRequest ? error : serverError());
  } finally {
    // Whatever was not read drains, so that an early answer reaches a client that is still sending.
    request.resume();
  }
}
