import { randomInt, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { openJournal, type SeenRequest } from "./journal.ts";
import type { Painter } from "./painter.ts";
import { fixedRenderer, paintingRenderer } from "./rendering.ts";
import { answerRequest, type Routes } from "./routes.ts";
import type { Script } from "./script.ts";
import { servedFiles } from "./served-files.ts";

/** How the server is set up. Everything has a default that suits a person trying the bot. */
export interface LocalImagesApiOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  /** Loopback unless said otherwise. */
  host?: string;
  /** Who draws; the default is the drawing folder. */
  painter?: Painter;
  /** Skips drawing and answers every request with this file, its base64 computed once. For measuring. */
  fixedImage?: Buffer;
  /** What goes wrong with which request; nothing by default. */
  script?: Script;
  /** True destroys a connection before its body is read. `ordinal` counts image requests from 0. */
  resetAtArrival?: (ordinal: number) => boolean;
  /** Any non-empty key is accepted by default; others are answered 401 `invalid_api_key`. */
  acceptKey?: (key: string) => boolean;
  /** The variation of each next picture; the default counts up from a random start. */
  nextVariation?: () => number;
  /** How long each step of a picture pretends to take, in milliseconds, so that partial images can be watched; 0 by default. */
  paceMs?: number;
  /** Told when the painter breaks, besides the client's 500; nobody by default. */
  onError?: (error: unknown) => void;
  /** Milliseconds since 1970. */
  clock?: () => number;
  /** Ids for `x-request-id`. */
  newId?: () => string;
  /** Bounds of what `requests` remembers: by default the newest 1000, with 64 MiB of uploads in all. */
  remember?: { maxRequests: number; maxFileBytes: number };
}

/** The running server. */
export interface LocalImagesApi {
  /** `http://127.0.0.1:PORT/v1`: what a client takes as its base URL. */
  baseUrl: string;
  /** The image requests received, oldest first; entries change while they are worked on. */
  requests: readonly SeenRequest[];
  /** Stops listening, breaks off what is being answered and resolves when the port is free. */
  close(): Promise<void>;
}

const REMEMBER = { maxRequests: 1000, maxFileBytes: 64 * 1024 * 1024 };
// Longer than clients keep idle connections, so that none of them sends into a connection just closed.
const KEEP_ALIVE_MS = 65_000;

async function drawingFolder(): Promise<Painter> {
  // Loaded with the first picture: a bot with a key, or a bench with a fixed image, never needs it.
  const [{ draw }, { redraw }] = await Promise.all([import("./drawing/draw.ts"), import("./drawing/edit.ts")]);
  return { draw, redraw };
}

function countingFrom(start: number): () => number {
  let next = start;
  return () => next++;
}

/**
 * Starts a server that speaks OpenAI's Images API and draws by itself.
 * @throws when the port is taken.
 */
export async function startLocalImagesApi(options: LocalImagesApiOptions = {}): Promise<LocalImagesApi> {
  const { painter, fixedImage, clock = Date.now, newId = randomUUID, host = "127.0.0.1" } = options;
  const journal = openJournal(options.remember ?? REMEMBER);
  const files = servedFiles();
  const renderer = fixedImage
    ? fixedRenderer(fixedImage)
    : paintingRenderer({
        painter: painter ? () => Promise.resolve(painter) : drawingFolder,
        nextVariation: options.nextVariation ?? countingFrom(randomInt(1_000_000)),
        paceMs: options.paceMs ?? 0,
      });

  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS });
  server.listen(options.port ?? 0, host);
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : options.port;
  const origin = `http://${host.includes(":") ? `[${host}]` : host}:${port}`;

  const routes: Routes = {
    files,
    acceptKey: options.acceptKey ?? (() => true),
    newRequestId: () => `req_${newId().replaceAll("-", "")}`,
    images: {
      journal,
      renderer,
      script: options.script ?? (() => null),
      resetAtArrival: options.resetAtArrival ?? (() => false),
      links: { absolute: (file, type) => origin + files.add(file, type), relative: files.add },
      onError: options.onError ?? (() => undefined),
      now: () => Math.floor(clock() / 1000),
    },
  };
  server.on("request", (request, response) => void answerRequest(request, response, routes));

  async function stop(): Promise<void> {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  }
  let closing: Promise<void> | undefined;

  return {
    baseUrl: `${origin}/v1`,
    requests: journal.requests,
    close() {
      closing ??= stop();
      return closing;
    },
  };
}
