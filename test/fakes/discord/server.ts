import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { applicationRoutes } from "./application-routes.ts";
import { readBody } from "./body.ts";
import { channelRoutes } from "./channel-routes.ts";
import { answerHeaders, type Exchange, exchangeOf } from "./exchange.ts";
import { Cut, type Faults, TooMany } from "./faults.ts";
import { interactionRoutes } from "./interaction-routes.ts";
import { fileBehind } from "./links.ts";
import { Refusal, refusal } from "./refusal.ts";
import type { Reply, Route } from "./routes.ts";
import type { World } from "./world.ts";

const routes: readonly Route[] = [...applicationRoutes, ...channelRoutes, ...interactionRoutes];

interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** REST and CDN on one port. */
export function fakeServer(world: World, faults: Faults, onExchange: (exchange: Exchange) => void): Server {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", world.origin);
    const served = url.pathname.startsWith("/api/") ? serveApi(request, response, url) : serveFile(response, url);
    // As a network breaks: reset, not closed.
    served.catch(() => request.socket.resetAndDestroy());
  });

  async function serveApi(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const path = decodeURIComponent(url.pathname).replace(/^\/api(\/v\d+)?/, "");
    const method = request.method ?? "GET";
    const match = routeFor(method, path);
    const body = await readBody(request);
    const problem = (error: unknown): Reply & { readonly headers?: Readonly<Record<string, string>> } => {
      if (error instanceof TooMany) return limited(error);
      if (error instanceof Cut) throw error;
      if (!(error instanceof Refusal)) {
        const message = `The fake broke: ${error instanceof Error ? error.stack : error}`;
        world.refusals.push(message);
        return { status: 500, json: { message, code: 0 } };
      }
      const { status, code, message, errors } = error;
      return { status, json: { message, code, ...(errors === null ? {} : { errors }) } };
    };
    const answer = async (): Promise<Reply> => {
      if (match === null) throw refusal("notFound");
      const { route, params } = match;
      const shown = /^Bot (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
      if (route.isBotRoute && !world.accepts(shown)) throw refusal("unauthorized");
      await faults.before(route.name, route.isBotRoute);
      if (body.problem !== null) throw body.problem;
      const reply = await route.handle(world, { params, query: url.searchParams, body });
      faults.after(route.name);
      return reply;
    };
    const reply: Reply & { readonly headers?: Readonly<Record<string, string>> } = await answer().catch(problem);
    const headers = { ...answerHeaders(match?.route.name ?? null), ...reply.headers };
    const atMs = world.clock.nowMs();
    onExchange(
      exchangeOf({ method, path, url, request, body, route: match?.route.name ?? null, reply, headers, atMs }),
    );
    if (reply.json === undefined) response.writeHead(reply.status, headers).end();
    else
      response
        .writeHead(reply.status, { ...headers, "content-type": "application/json" })
        .end(JSON.stringify(reply.json));
  }

  async function serveFile(response: ServerResponse, url: URL): Promise<void> {
    try {
      await faults.before("GET attachment", false);
    } catch (error) {
      if (error instanceof Cut) throw error;
      response.writeHead(error instanceof Refusal ? error.status : 500).end();
      return;
    }
    const file = fileBehind(world, url);
    if (file?.bytes == null) {
      response.writeHead(404, { "content-type": "text/plain" }).end("This content is no longer available.");
      return;
    }
    response.writeHead(200, { "content-type": file.contentType, "content-length": file.sizeBytes }).end(file.bytes);
  }

  return server;
}

function routeFor(method: string, path: string): Match | null {
  for (const route of routes) {
    const params = route.method === method ? route.pattern.exec(path)?.groups : undefined;
    if (params !== undefined) return { route, params };
    if (route.method === method && route.pattern.test(path)) return { route, params: {} };
  }
  return null;
}

function limited({ retryAfterSeconds, scope }: TooMany) {
  const isGlobal = scope === "global";
  return {
    status: 429,
    json: { message: "You are being rate limited.", retry_after: retryAfterSeconds, global: isGlobal, code: 0 },
    headers: {
      "retry-after": String(Math.ceil(retryAfterSeconds)),
      "x-ratelimit-scope": scope,
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset-after": String(retryAfterSeconds),
      "x-ratelimit-reset": String(Date.now() / 1000 + retryAfterSeconds),
      ...(isGlobal ? { "x-ratelimit-global": "true" } : {}),
    },
  };
}
