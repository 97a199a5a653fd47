import { type REST, RequestMethod } from "discord.js";
import { Agent } from "undici";
import type { Multipart } from "#core/multipart.ts";
import { Trouble, troubleOf } from "./errors.ts";
import { formBody, type Upload } from "./form-body.ts";
import { openRest } from "./rest.ts";
import { openTokenWatch, type TokenWatch } from "./token-watch.ts";

/** One request. Tokens stand in `path` alone; logs know the `route`. */
export interface Call {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Without version, such as `/channels/1/messages`. */
  readonly path: `/${string}`;
  /** The same with names instead of ids. */
  readonly route: string;
  readonly json?: Readonly<Record<string, unknown>>;
  readonly files?: readonly Upload[];
  /** Instead of both. */
  readonly form?: Multipart;
}

/** The ways to Discord's REST API. Each resolves with the JSON of the answer and rejects with a `Trouble`; none waits for another. */
export interface Calls {
  /** As the bot. Sent again by itself, so what makes something has to carry a nonce. */
  bot(call: Call): Promise<unknown>;
  /** With an interaction's token in the path, and only what may be done twice. */
  interaction(call: Call): Promise<unknown>;
  /** The same for what must not be done twice: a follow-up. Tried once. */
  interactionOnce(call: Call): Promise<unknown>;
  /** A progress report: tried once, given up after ten seconds, and rather left out than waited for. */
  report(call: Call, as: "bot" | "interaction"): Promise<unknown>;
}

export interface CallOptions {
  /** Such as `https://discord.com/api`. */
  readonly apiUrl: string;
  /** The bot's. */
  readonly token: string;
  /** Shared by all that call with that token. */
  readonly watch?: TokenWatch;
}

export function openCalls({ apiUrl, token, watch = openTokenWatch(Date.now) }: CallOptions): Calls {
  // What one has opened, the others need not open again: a result goes out on the connection of the last report.
  const agent = new Agent();
  const bot = openRest({ apiUrl, token, agent });
  const interactions = openRest({ apiUrl, token: null, agent });
  const once = openRest({ apiUrl, token: null, retries: 0, agent });
  const hasty = { apiUrl, retries: 0, timeoutMs: 10_000, waitedOutMs: 0, agent };
  const reports = { bot: openRest({ ...hasty, token }), interaction: openRest({ ...hasty, token: null }) };

  async function send(rest: REST, call: Call, auth: boolean): Promise<unknown> {
    const route = `${call.method} ${call.route}`;
    if (auth) {
      if (!watch.mayAsk()) throw new Trouble("later", `${route}: the bot's token was refused`, { status: 401 });
      // discord.js forgets a token that was refused.
      rest.setToken(token);
    }
    try {
      const { method, path: fullRoute } = call;
      const answer = await rest.request({ method: methods[method], fullRoute, auth, ...bodyOf(call) });
      if (auth) watch.counted();
      return answer;
    } catch (error) {
      const trouble = troubleOf(error, route, auth ? neededFor(call) : []);
      if (auth && trouble.status === 401) watch.refused();
      // Whatever else Discord has against it, who asked it did know.
      else if (auth && trouble.code > 0) watch.counted();
      throw trouble;
    }
  }

  return {
    bot: (call) => send(bot, call, true),
    interaction: (call) => send(interactions, call, false),
    interactionOnce: (call) => send(once, call, false),
    report: (call, as) => send(reports[as], call, as === "bot"),
  };
}

const methods = {
  GET: RequestMethod.Get,
  POST: RequestMethod.Post,
  PATCH: RequestMethod.Patch,
  DELETE: RequestMethod.Delete,
} as const;

/**
 * What the bot has to be allowed to do, where it sees the channel. Its own messages it may always edit (`Message#editable`
 * of discord.js), but not put files into them.
 */
function neededFor({ method, files = [] }: Call): readonly string[] {
  return [...(method === "POST" ? ["Send Messages"] : []), ...(files.length > 0 ? ["Attach Files"] : [])];
}

/** discord.js, which takes files as Buffers, hands on what we send as it is. */
function bodyOf({ json, files = [], form }: Call): { body?: unknown; passThroughBody?: true } {
  if (form) return { body: form, passThroughBody: true };
  if (files.length > 0) return { body: formBody(json ?? {}, files), passThroughBody: true };
  return json ? { body: json } : {};
}
