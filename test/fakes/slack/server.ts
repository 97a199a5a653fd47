import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type Exchange, exchangeOf, type Recorded } from "./exchange.ts";
import { Cut, type Faults, Scripted } from "./faults.ts";
import { fileRoutes } from "./file-routes.ts";
import { responseUrlRoute } from "./response-urls.ts";
import type { Incoming, Outgoing, Route, RouteName } from "./route.ts";
import type { webApi } from "./web-api.ts";
import type { World } from "./world.ts";

/** Web API, uploads, downloads and response URLs on one port. */
export function fakeServer(
  world: World,
  faults: Faults,
  api: ReturnType<typeof webApi>,
  onExchange: (exchange: Exchange) => void,
): Server {
  const routes: readonly Route[] = [...fileRoutes(world), ...responseUrlRoute(world)];

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const incoming = await read(request, world.origin);
    const { pathname } = incoming.url;
    const method = pathname.startsWith("/api/") ? pathname.slice("/api/".length) : null;
    const route = routes.find(({ prefix }) => pathname.startsWith(prefix));
    const name: RouteName | null = method === null ? (route?.name ?? null) : api.routeOf(method);
    const answer = async (): Promise<Recorded> => {
      if (method !== null) return await api.answer(method, incoming);
      if (route === undefined) return { status: 404, body: "Not Found" };
      await faults.before(route.name);
      const answered = await route.handle(incoming);
      faults.after(route.name);
      return answered;
    };
    const scripted = (error: unknown): Recorded => {
      if (error instanceof Scripted) return { status: error.status, headers: error.headers, body: error.body };
      throw error;
    };
    const answered = await answer().catch(scripted);
    const bytes = bytesOf(answered.body);
    const headers = {
      "content-type": typeof answered.body === "string" ? "text/plain" : "application/json; charset=utf-8",
      "content-length": String(bytes.byteLength),
      ...answered.headers,
    };
    onExchange(exchangeOf(name, incoming, answered, headers, world));
    response.writeHead(answered.status, headers).end(request.method === "HEAD" ? undefined : bytes);
  }

  return createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (!(error instanceof Cut)) world.trouble.push(`the fake itself failed: ${String(error)}`);
      request.socket.destroy();
    });
  });
}

async function read(request: IncomingMessage, origin: string): Promise<Incoming> {
  const headers = Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
  return {
    method: request.method ?? "GET",
    url: new URL(request.url ?? "/", origin),
    headers,
    body: await bodyOf(request),
  };
}

/** Put together as it comes, so that a picture's end holds up nobody else. */
async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  let body = Buffer.alloc(Number(request.headers["content-length"] ?? 0));
  let length = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    if (length + chunk.length > body.length) body = Buffer.concat([body.subarray(0, length), chunk]);
    else chunk.copy(body, length);
    length += chunk.length;
  }
  return body.subarray(0, length);
}

function bytesOf(body: Outgoing["body"]): Uint8Array {
  if (typeof body === "string") return Buffer.from(body);
  return body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body));
}
