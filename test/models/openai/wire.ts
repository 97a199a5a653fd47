import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { AppError } from "#core/errors.ts";
import { english } from "#core/messages/english.ts";
import type { Format, ImageModel, OnePicture, Painted } from "#core/model.ts";
import { type OpenaiImageConfig, openaiImageModel } from "#src/models/openai/model.ts";

/** The smallest bytes that pass for a PNG, followed by as many others as asked for, always the same ones. */
export function pngBytes(length = 1000): Buffer {
  const bytes = Buffer.alloc(length);
  for (let index = 0; index < length; index += 1) bytes[index] = (index * 2654435761) >>> 13;
  bytes.write("\x89PNG\r\n\x1a\n", "latin1");
  return bytes;
}

/** A request for one picture; a test names what matters to it. */
export function picture(changes: Partial<OnePicture> = {}): OnePicture {
  return {
    prompt: "a red fox",
    model: "gpt-image-2",
    size: { width: 1024, height: 1024 },
    quality: "low",
    format: "png",
    compression: null,
    background: "auto",
    moderation: "auto",
    images: [],
    mask: null,
    partialImages: 1,
    endUser: null,
    ...changes,
  };
}

/** A model at an address, as openai.com's unless said otherwise. */
export function modelAt(baseUrl: string, changes: Partial<OpenaiImageConfig> = {}): ImageModel {
  return openaiImageModel({
    apiKey: "sk-secret-key",
    baseUrl,
    provider: "openai",
    azureApiVersion: null,
    offline: false,
    ...changes,
  });
}

/** What a painting came to. */
export interface Outcome {
  readonly painted: Painted | null;
  readonly error: AppError | null;
  /** What the person reads when it failed. */
  readonly sentence: string;
  readonly partials: readonly Buffer[];
  /** What was stored: null when the sink was never asked, or its stream failed. */
  readonly stored: { readonly bytes: Buffer; readonly format: Format } | null;
  readonly timesAsked: number;
}

/** Paints and tells what happened, whichever way it went. */
export async function outcomeOf(
  model: ImageModel,
  request: OnePicture,
  signal = new AbortController().signal,
): Promise<Outcome> {
  const partials: Buffer[] = [];
  let stored: Outcome["stored"] = null;
  let timesAsked = 0;
  let painted: Painted | null = null;
  let error: AppError | null = null;
  try {
    painted = await model.paint(
      request,
      {
        partial: (bytes) => void partials.push(Buffer.from(bytes)),
        image: async (stream, format) => {
          timesAsked += 1;
          const chunks: Uint8Array[] = [];
          for await (const chunk of stream) chunks.push(chunk);
          stored = { bytes: Buffer.concat(chunks), format };
        },
      },
      signal,
    );
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    error = thrown;
  }
  return { painted, error, sentence: error ? sentenceOf(error) : "", partials, stored, timesAsked };
}

function sentenceOf({ text }: AppError): string {
  const sentence: (parameters: never) => string = english[text.code];
  return sentence(text.parameters as never);
}

/** A server that answers every request in the same way, after its body was read. */
export interface Wire {
  readonly baseUrl: string;
  readonly requests: readonly {
    readonly method: string;
    readonly url: string;
    readonly headers: IncomingMessage["headers"];
    readonly body: Buffer;
  }[];
  close(): Promise<void>;
}

/** Starts it on loopback. */
export async function wire(answer: (response: ServerResponse, request: IncomingMessage) => unknown): Promise<Wire> {
  const requests: { method: string; url: string; headers: IncomingMessage["headers"]; body: Buffer }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = "", url = "", headers } = request;
    requests.push({ method, url, headers, body: Buffer.concat(chunks) });
    await answer(response, request);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** An answer with a JSON body. */
export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", "x-request-id": "req_1", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

/** The beginning of an event stream. */
export function events(response: ServerResponse, text = ""): void {
  response.writeHead(200, { "content-type": "text/event-stream", "x-request-id": "req_1" });
  response.flushHeaders();
  if (text) response.write(text);
}

/** One event, named and with its type inside, as OpenAI writes it. */
export function event(type: string, data: object): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
}

export const usage = {
  input_tokens: 60,
  output_tokens: 296,
  total_tokens: 356,
  input_tokens_details: { text_tokens: 60, image_tokens: 0 },
};
