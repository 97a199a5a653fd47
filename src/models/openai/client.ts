import OpenAI, { AzureOpenAI } from "openai";
import { Agent, Dispatcher } from "undici";
import { addressOf } from "./address.ts";
import { type HttpAnswer, httpRequest } from "./http-request.ts";
import type { Provider } from "./profiles.ts";
import type { ImagesRequest } from "./request.ts";

/** How far a request got: decides whether it may be sent again. */
export interface Progress {
  /** Whether the first byte was about to be written; before that nothing can have been charged. */
  sent: boolean;
}

/** The Images API over the wire. */
export interface ImagesClient {
  /** Where it is; every address that an answer names is read relative to it. Ends in a slash. */
  readonly baseUrl: URL;
  /** The header that proves who we are; for this origin alone. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Sends exactly one request and resolves with a 2xx answer whose body has not been read; rejects with the SDK's errors. */
  send(request: ImagesRequest, signal: AbortSignal, progress: Progress): Promise<HttpAnswer>;
}

/** What a refusal may say, in bytes: a hundred times what any provider says. The SDK reads it whole, and unpacked. */
const MAX_REFUSAL_BYTES = 64 * 1024;

/** The longest time that a timer can count, in milliseconds: the SDK's own deadline retires, ours in `deadlines.ts` hold. */
const NEVER_MS = 2 ** 31 - 1;

/** Opens no connection by itself. @throws AppError `misconfigured` for an address that is none. */
export function imagesClient(config: {
  readonly apiKey: string;
  readonly baseUrl: string | null;
  readonly provider: Provider;
  readonly azureApiVersion: string | null;
}): ImagesClient {
  const baseUrl = addressOf(config);
  const classicAzure = config.provider === "azure" && config.azureApiVersion !== null;
  // A local server may want no key at all; the SDK insists on one, or looks for it in the environment.
  const apiKey = config.apiKey || "none";
  const options = {
    apiKey,
    baseURL: baseUrl.href,
    // A repeated request is a second paid picture. Who may repeat it is decided by the worker, from `AppError.again`.
    maxRetries: 0,
    timeout: NEVER_MS,
    // Otherwise the SDK reads these from the environment, where only src/config.ts may look.
    organization: null,
    project: null,
    logLevel: "off" as const,
    // It looks there whether forms can be sent.
    fetch: Object.assign(sendForSdk, { Response }),
  };
  const client = classicAzure
    ? new AzureOpenAI({ ...options, apiVersion: config.azureApiVersion ?? "" })
    : new OpenAI(options);
  // undici would give up a request without headers after 300 s, which a large picture may take.
  const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0 });

  return {
    baseUrl,
    credentials: classicAzure ? { "api-key": apiKey } : { authorization: `Bearer ${apiKey}` },
    async send(request, signal, progress) {
      const fetchOptions = { dispatcher: watched(agent, progress) };
      const asked =
        request.kind === "generate"
          ? client.images.generate(request.parameters, { signal, fetchOptions })
          : client.images.edit(request.parameters, { signal, fetchOptions });
      const answer = answers.get(await asked.asResponse());
      if (!answer) throw new Error("the SDK made a response of its own");
      return answer;
    },
  };
}

/** What the SDK's responses stand for. It reads those that are refusals; of the others it sees no body. */
const answers = new WeakMap<Response, HttpAnswer>();

/** Sends for the SDK. Node's own fetch takes half as long again to hand over a picture of 4 MB. */
async function sendForSdk(url: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const dispatcher: unknown = init.dispatcher;
  if (!(dispatcher instanceof Dispatcher)) throw new Error("the SDK has lost the dispatcher");
  const answer = await httpRequest(new URL(url instanceof Request ? url.url : url), init, dispatcher);
  const { status, headers, body } = answer;
  if (status < 200 || status > 299) return new Response(await beginningOf(body), { status, headers });
  const response = new Response(null, { status, headers });
  answers.set(response, answer);
  return response;
}

async function beginningOf(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MAX_REFUSAL_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, MAX_REFUSAL_BYTES);
}

/** Notes when a connection stands and the request is about to be written on it. */
function watched(agent: Dispatcher, progress: Progress): Dispatcher {
  return agent.compose((dispatch) => (options, handler) => {
    const start = handler.onRequestStart?.bind(handler);
    const onRequestStart: typeof start = (...request) => {
      progress.sent = true;
      start?.(...request);
    };
    return dispatch(options, Object.assign(handler, { onRequestStart }));
  });
}
