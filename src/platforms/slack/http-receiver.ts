import type { IncomingMessage, ServerResponse } from "node:http";
import { type App, type Receiver, type ReceiverEvent, verifySlackRequest } from "@slack/bolt";
import { handOn } from "./hand-on.ts";

/** Where Slack is told to send everything. */
export const eventsPath = "/slack/events";

/** Far more than the largest form with its files has, in bytes; Bolt's own receiver takes as much. */
const maxBodyBytes = 4_000_000;

/** Slack's own words for what stands in `payload`. */
interface Body {
  readonly type?: string;
  readonly challenge?: string;
  readonly ssl_check?: string;
}

/** Takes what Slack sends over HTTP on the one server there is: the receiver for Bolt, and the route that feeds it. */
export function httpReceiver(signingSecret: string) {
  let app: App | null = null;
  const receiver: Receiver = {
    init(opened) {
      app = opened;
    },
    start: async () => {},
    async stop() {
      app = null;
    },
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await textOf(request);
    if (text === null) {
      // What is still on its way is not waited for.
      response.setHeader("connection", "close");
      return end(response, 413, "too large");
    }
    if (!isSigned(request, text, signingSecret)) return end(response, 401, "not signed by Slack");
    const body = bodyOf(text, request.headers["content-type"] ?? "");
    if (body === null) return end(response, 400, "not readable");
    if (body.ssl_check) return end(response, 200, "");
    if (body.type === "url_verification") return end(response, 200, body.challenge ?? "");
    if (app === null) return end(response, 503, "not started");
    await handOn(app, { body, ack: acknowledgeBy(response), ...retryOf(request) });
    // What no listener took is acknowledged all the same: Slack would tell the person that it failed.
    if (!response.headersSent) end(response, 200, "");
  }

  return { receiver, route: { method: "POST" as const, path: eventsPath, handle } };
}

function acknowledgeBy(response: ServerResponse): ReceiverEvent["ack"] {
  return async (answer?: unknown) => {
    if (response.headersSent) return;
    if (answer === undefined || answer === "") return end(response, 200, "");
    if (typeof answer === "string") return end(response, 200, answer);
    response.writeHead(200, { "content-type": "application/json; charset=utf-8" });
    response.end(JSON.stringify(answer));
  };
}

/** Null for too much. */
async function textOf(request: IncomingMessage): Promise<string | null> {
  if (Number(request.headers["content-length"] ?? 0) > maxBodyBytes) return null;
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Whoever does not say how much it is may never end, and nobody has shown yet who they are.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.byteLength;
    if (bytes > maxBodyBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function isSigned({ headers }: IncomingMessage, body: string, signingSecret: string): boolean {
  try {
    verifySlackRequest({
      signingSecret,
      body,
      headers: {
        "x-slack-signature": String(headers["x-slack-signature"] ?? ""),
        "x-slack-request-timestamp": Number(headers["x-slack-request-timestamp"]),
      },
    });
    return true;
  } catch {
    return false;
  }
}

function bodyOf(text: string, contentType: string): (Body & Record<string, unknown>) | null {
  try {
    if (!contentType.includes("application/x-www-form-urlencoded")) return JSON.parse(text);
    const fields = Object.fromEntries(new URLSearchParams(text));
    return typeof fields.payload === "string" ? JSON.parse(fields.payload) : fields;
  } catch {
    return null;
  }
}

function retryOf({ headers }: IncomingMessage): Pick<ReceiverEvent, "retryNum" | "retryReason"> {
  const number = headers["x-slack-retry-num"];
  const reason = headers["x-slack-retry-reason"];
  return {
    ...(number === undefined ? {} : { retryNum: Number(number) }),
    ...(reason === undefined ? {} : { retryReason: String(reason) }),
  };
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(text);
}
