import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { z } from "zod";

/** What people see; its text is rendered in English by whoever posts it. */
const message = z.object({
  /** The delivery that it belongs to: the nonce. */
  key: z.string(),
  /** The dedupe key of the asking that it answers. */
  asking: z.string(),
  text: z.array(z.string()),
  pictures: z.array(z.string()),
  buttons: z.array(z.string()),
  problem: z.string().nullable(),
});

export type SeenMessage = z.infer<typeof message>;

/** Where a worker can be held up: `post` before the message is there, `posted` after, before the worker learns of it. */
export type Step = "attachment" | "progress" | "post" | "posted";

/** Holds up everybody who comes to a step. */
export interface Gate {
  /** Somebody stands before it. */
  readonly reached: Promise<void>;
  /** Everybody who stood before it is gone: their connections are closed. */
  readonly left: Promise<void>;
  open(): void;
}

/**
 * The plainest chat service: workers post messages to it and fetch attachments from it over HTTP. Posting the same key
 * again is the same message, as with the nonces of chat services. It lives in no worker, so it survives all of them.
 */
export interface ChatService {
  readonly url: string;
  /** As people see them, oldest first. */
  readonly messages: readonly SeenMessage[];
  /** What was said without any row, by asking. */
  readonly failures: readonly { readonly asking: string; readonly text: string }[];
  /** Posts that were a message already. */
  repeats(): number;
  attach(name: string, bytes: Uint8Array): void;
  close(step: Step): Gate;
  stop(): Promise<void>;
}

const failure = z.object({ asking: z.string(), text: z.string() });

export async function chatService(): Promise<ChatService> {
  const messages: SeenMessage[] = [];
  const failures: z.infer<typeof failure>[] = [];
  const attachments = new Map<string, Uint8Array>();
  const gates = new Map<Step, ReturnType<typeof newGate>>();
  let repeats = 0;

  async function pass(step: Step, response: ServerResponse): Promise<void> {
    const gate = gates.get(step);
    if (!gate) return;
    gate.standing += 1;
    gate.reached.resolve();
    response.once("close", () => {
      gate.standing -= 1;
      if (gate.standing === 0) gate.left.resolve();
    });
    await gate.opened.promise;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, kind, name = ""] = (request.url ?? "").split("/");
    if (kind === "attachments") {
      await pass("attachment", response);
      response.end(attachments.get(decodeURIComponent(name)));
      return;
    }
    const body = await json(request);
    if (kind === "progress") await pass("progress", response);
    else if (kind === "failures") failures.push(failure.parse(body));
    else {
      const posted = message.parse(body);
      await pass("post", response);
      // Who died meanwhile closed the connection: a service does not take half of a request.
      if (response.destroyed) return;
      if (messages.some(({ key }) => key === posted.key)) repeats += 1;
      else messages.push(posted);
      await pass("posted", response);
    }
    response.end("{}");
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(String(error));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : null;

  return {
    url: `http://127.0.0.1:${port}`,
    messages,
    failures,
    repeats: () => repeats,
    attach: (name, bytes) => void attachments.set(name, bytes),
    close(step) {
      const gate = newGate();
      gates.set(step, gate);
      return {
        reached: gate.reached.promise,
        left: gate.left.promise,
        open() {
          if (gates.get(step) === gate) gates.delete(step);
          gate.opened.resolve();
        },
      };
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function newGate() {
  const promise = () => Promise.withResolvers<void>();
  return { standing: 0, reached: promise(), left: promise(), opened: promise() };
}
