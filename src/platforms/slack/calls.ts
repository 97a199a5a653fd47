import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { LogLevel, webApi } from "@slack/bolt";
import { Agent, request } from "undici";
import type { Bytes } from "#core/bytes.ts";
import { limited, networkTrouble, Trouble, troubleOf } from "./errors.ts";
import { isSlackUrl } from "./hosts.ts";
import { slackLimits } from "./limits.ts";
import type { TokenWatch } from "./token-watch.ts";

export type Arguments = Readonly<Record<string, unknown>>;

/** The ways to Slack. Each rejects with a `Trouble`; none waits for another, and a rate limit of one method holds up no other. */
export interface Calls {
  /** What may be done twice: sent again by itself. */
  call(method: string, given: Arguments): Promise<unknown>;
  /** What must not: tried once, and again only after a rate limit, which says that it was not done. */
  callOnce(method: string, given: Arguments): Promise<unknown>;
  /** What is rather left out than waited for: tried once, given up after ten seconds. */
  callInPassing(method: string, given: Arguments): Promise<unknown>;
  /** The bytes of a file, to the address that Slack gave for it. They are read while they are sent, and again when they are sent again. */
  upload(url: string, bytes: Bytes): Promise<void>;
  /** A use of a response URL: at most five, counted by this process; Slack counts what others used. */
  respond(url: string, body: Arguments): Promise<void>;
}

export interface CallOptions {
  /** Such as `https://slack.com/api/`. */
  readonly apiUrl: string;
  /** The bot's. */
  readonly token: string;
  /** Sees every answer of the Web API; Node's own unless told otherwise. */
  readonly fetch?: TokenWatch["fetch"];
  /** Rate limits longer than this are not waited out but reject. */
  readonly waitedOutMs?: number;
}

/** 25 MiB at 2 Mbit/s take 105 s. */
const uploadTimeoutMs = 120_000;
const uploadTries = 3;
const respondTimeoutMs = 10_000;
const waitedOutTimes = 3;
/** More response URLs than this are not in use at once. */
const remembered = 2_000;

export function openCalls({ apiUrl, token, fetch, waitedOutMs = 30_000 }: CallOptions): Calls {
  const client = (timeout: number, retries: number) =>
    new webApi.WebClient(token, {
      slackApiUrl: apiUrl,
      ...(fetch ? { fetch } : {}),
      timeout,
      retryConfig: { retries, minTimeout: 300, maxTimeout: 3_000 },
      // Otherwise one 429 pauses every call of the client.
      rejectRateLimitedCalls: true,
      logger: silent,
    });
  const patient = client(30_000, 2);
  const once = client(30_000, 0);
  const hasty = client(10_000, 0);
  const uses = new Map<string, number>();

  async function send(through: webApi.WebClient, method: string, given: Arguments, mayWait: boolean): Promise<unknown> {
    for (let time = 1; ; time += 1) {
      try {
        return await through.apiCall(method, { ...given });
      } catch (error) {
        const trouble = troubleOf(error, method);
        if (!trouble) throw error;
        const waits = mayWait && trouble.status === 429 && trouble.retryAfterMs <= waitedOutMs;
        if (!waits || time > waitedOutTimes) throw trouble;
        await pause(trouble.retryAfterMs);
      }
    }
  }

  return {
    call: (method, given) => send(patient, method, given, true),
    callOnce: (method, given) => send(once, method, given, true),
    callInPassing: (method, given) => send(hasty, method, given, false),
    async upload(url, bytes) {
      for (let time = 1; ; time += 1) {
        const trouble = await post("upload", url, apiUrl, uploadTimeoutMs, {
          body: Readable.from(bytes.stream(), { objectMode: false }),
          headers: { "content-type": "application/octet-stream", "content-length": String(bytes.size) },
        });
        if (!trouble) return;
        if (trouble.status === 413) throw new Trouble("smaller", trouble.message, { status: 413 });
        if (time >= uploadTries || (trouble.status > 0 && trouble.status < 500)) throw trouble;
        await pause(300 * time);
      }
    },
    async respond(url, body) {
      const used = uses.get(url) ?? 0;
      if (used >= slackLimits.responseUrlUses) throw new Trouble("next", "response_url: used up");
      uses.delete(url);
      uses.set(url, used + 1);
      const [oldest] = uses.keys();
      if (uses.size > remembered && oldest !== undefined) uses.delete(oldest);
      const trouble = await post("response_url", url, apiUrl, respondTimeoutMs, {
        body: JSON.stringify(body),
        headers: { "content-type": "application/json; charset=utf-8" },
      });
      if (trouble?.status === 400) throw new Trouble("plain", trouble.message, { status: 400 });
      // Spent, too old, or out of order: whatever it is, there are other ways.
      if (trouble) throw new Trouble("next", trouble.message, { status: trouble.status });
    },
  };
}

/** Connections to addresses that Slack gave; they follow no redirect. */
const agent = new Agent();

/** Never with a token: these addresses are their own right. */
async function post(
  what: string,
  url: string,
  apiUrl: string,
  timeoutMs: number,
  sent: { readonly body: string | Readable; readonly headers: Readonly<Record<string, string>> },
): Promise<Trouble | null> {
  if (!isSlackUrl(url, apiUrl)) throw new Trouble("next", `${what}: not an address of Slack`);
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const { statusCode, headers, body } = await request(url, { ...sent, dispatcher: agent, method: "POST", signal });
    await body.dump();
    if (statusCode === 200) return null;
    if (statusCode === 429) return limited(what, Number(headers["retry-after"]) || 1);
    return new Trouble("later", `${what}: HTTP ${statusCode}`, { status: statusCode });
  } catch (error) {
    return networkTrouble(error, what);
  }
}

/** The client would write bodies and Slack's complaints about them to the console; what went wrong is in the error. */
const silent: webApi.Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};
