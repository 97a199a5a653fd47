import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { AppError } from "#core/errors.ts";
import { say } from "#core/message.ts";

/** One address of the server. Platforms hand theirs in. */
export interface Route {
  readonly method: "GET" | "POST";
  /** Exactly this path, without a query. */
  readonly path: string;
  /** Answers the request; what it throws is logged and answered with a 500. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export interface HttpServer {
  /** `http://127.0.0.1:8787`. */
  readonly origin: string;
  /** Takes no more connections, lets what is being answered finish within `graceMs`, then breaks it off. */
  close(graceMs: number): Promise<void>;
}

export interface HttpServerOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly routes: readonly Route[];
  log(message: string, details: Readonly<Record<string, unknown>>): void;
}

/** Starts the one HTTP server; rejects with a `misconfigured` AppError when it cannot listen there. */
export async function startHttpServer({ host, port, routes, log }: HttpServerOptions): Promise<HttpServer> {
  const server = createServer((request, response) => void answer(routes, log, request, response));
  try {
    await once(server.listen(port, host), "listening");
  } catch (error) {
    throw cannotListen(error, host, port);
  }
  const address = server.address();
  const taken = typeof address === "object" && address !== null ? address.port : port;

  return {
    origin: `http://${host.includes(":") ? `[${host}]` : host}:${taken}`,
    async close(graceMs) {
      const closed = once(server, "close");
      server.close();
      const timer = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

async function answer(
  routes: readonly Route[],
  log: HttpServerOptions["log"],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path] = (request.url ?? "/").split("?");
  const here = routes.filter((route) => route.path === path);
  // Whoever asks only whether it is there gets the same answer; Node leaves the body out by itself.
  const method = request.method === "HEAD" ? "GET" : request.method;
  const route = here.find((candidate) => candidate.method === method);
  try {
    if (route) await route.handle(request, response);
    else if (here.length > 0) {
      response.setHeader("allow", here.map((other) => other.method).join(", "));
      sendJson(response, 405, { error: "this address does not answer that method" });
    } else sendJson(response, 404, { error: "there is nothing at this address" });
  } catch (error) {
    log("a request was not answered", { path, error });
    if (response.headersSent) response.destroy();
    else sendJson(response, 500, { error: "something went wrong; it is in the log" });
  }
}

/** Answers with JSON that nobody keeps. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = `${JSON.stringify(body)}\n`;
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  response.end(text);
}

function cannotListen(error: unknown, host: string, port: number): AppError {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  const text =
    code === "EADDRINUSE" ? say("port.taken", { host, port }) : say("port.unusable", { host, port, reason: code });
  return new AppError("misconfigured", text, { log: `cannot listen on ${host}:${port}: ${code}`, cause: error });
}
