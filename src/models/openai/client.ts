import OpenAI, { AzureOpenAI } from "openai";
import { Agent, type Dispatcher } from "undici";
import { addressOf } from "./address.ts";
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
  /** Sends exactly one request and resolves with a 2xx response whose body has not been read; rejects with the SDK's errors. */
  send(request: ImagesRequest, signal: AbortSignal, progress: Progress): Promise<Response>;
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
    // A redirect would take the prompt elsewhere.
    fetchOptions: { redirect: "manual" as const },
    fetch: fetchBounded,
  };
  const client = classicAzure
    ? new AzureOpenAI({ ...options, apiVersion: config.azureApiVersion ?? "" })
    : new OpenAI(options);
  // The built-in fetch gives up a request without headers after 300 s, which a large picture may take.
  // undici 7 is the one whose Agent works with it for uploads too: 6 and 8 fail on one Node or another.
  const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0 });

  return {
    baseUrl,
    credentials: classicAzure ? { "api-key": apiKey } : { authorization: `Bearer ${apiKey}` },
    send: (request, signal, progress) => {
      const fetchOptions = { redirect: "manual" as const, dispatcher: watched(agent, progress) };
      const answer =
        request.kind === "generate"
          ? client.images.generate(request.parameters, { signal, fetchOptions })
          : client.images.edit(request.parameters, { signal, fetchOptions });
      return answer.asResponse();
    },
  };
}

/** The built-in fetch; of an answer that is a refusal only the beginning can be read. */
async function fetchBounded(...request: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...request);
  if (response.ok || response.body === null) return response;
  let left = MAX_REFUSAL_BYTES;
  const beginning = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      controller.enqueue(chunk.subarray(0, left));
      left -= chunk.byteLength;
      if (left <= 0) controller.terminate();
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(beginning), { status, statusText, headers });
}

/** Notes when a connection stands and the request is about to be written on it. */
function watched(agent: Agent, progress: Progress): Dispatcher {
  return agent.compose((dispatch) => (options, handler) => {
    const watching: Dispatcher.DispatchHandler = Object.create(handler);
    watching.onRequestStart = function (this: Dispatcher.DispatchHandler, ...start) {
      progress.sent = true;
      handler.onRequestStart?.apply(this, start);
    };
    return dispatch(options, watching);
  });
}
