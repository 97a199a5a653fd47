import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { IncomingMessage, ServerResponse } from "node:http";

/** One request and its answer, byte for byte: for servers that keep no record of their own. */
export interface Tapped {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly contentType: string | null;
  readonly body: Buffer;
  readonly status: number;
  /** As far as it was written. */
  readonly answer: Buffer;
  /** False when the connection broke before the answer was complete. */
  readonly isComplete: boolean;
}

const arrival = "http.server.request.start";

/** Listens in on every HTTP server of this process where the path begins with this. Returns how to stop. */
export function tap(pathStart: string, write: (tapped: Tapped) => void): () => void {
  const listen = (message: unknown): void => {
    const { request, response } = Object(message);
    if (!(request instanceof IncomingMessage) || !(response instanceof ServerResponse)) return;
    const url = new URL(request.url ?? "/", "http://localhost");
    if (!url.pathname.startsWith(pathStart)) return;
    const asked: Buffer[] = [];
    const answered: Buffer[] = [];
    request.push = noting(request.push, asked);
    response.write = noting(response.write, answered);
    response.end = noting(response.end, answered);
    response.once("close", () => {
      write({
        ...{ method: request.method ?? "GET", path: url.pathname, query: Object.fromEntries(url.searchParams) },
        ...{ contentType: request.headers["content-type"] ?? null, body: Buffer.concat(asked) },
        ...{ status: response.statusCode, answer: Buffer.concat(answered), isComplete: response.writableFinished },
      });
    });
  };
  subscribe(arrival, listen);
  return () => void unsubscribe(arrival, listen);
}

/** The same method, which keeps a copy of the bytes that go through it. */
function noting<Method extends (...values: never[]) => unknown>(method: Method, chunks: Buffer[]): Method {
  return new Proxy(method, {
    apply(target, self, values: unknown[]) {
      const [chunk] = values;
      if (typeof chunk === "string") chunks.push(Buffer.from(chunk));
      if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
      return Reflect.apply(target, self, values);
    },
  });
}
