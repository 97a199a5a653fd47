import { type REST, RequestMethod } from "discord.js";
import { Agent } from "undici";
import { Trouble, troubleOf } from "./errors.ts";
import { formBlob, type Upload } from "./form-blob.ts";
import { openRest, type RestOptions } from "./rest.ts";

/** One request. Tokens stand in `path` alone; logs know the `route`. */
export interface Call {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Without version, such as `/channels/1/messages`. */
  readonly path: `/${string}`;
  /** The same with names instead of ids. */
  readonly route: string;
  readonly json?: Readonly<Record<string, unknown>>;
  readonly files?: readonly Upload[];
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

export function openCalls({ apiUrl, token }: Pick<RestOptions, "apiUrl" | "token">): Calls {
  // What one has opened, the others need not open again: a result goes out on the connection of the last report.
  const agent = new Agent();
  const bot = openRest({ apiUrl, token, agent });
  const interactions = openRest({ apiUrl, token: null, agent });
  const once = openRest({ apiUrl, token: null, retries: 0, agent });
  const hasty = { apiUrl, retries: 0, timeoutMs: 10_000, waitedOutMs: 0, agent };
  const reports = { bot: openRest({ ...hasty, token }), interaction: openRest({ ...hasty, token: null }) };
  let tokenRefused = false;

  async function send(rest: REST, call: Call, auth: boolean): Promise<unknown> {
    const route = `${call.method} ${call.route}`;
    // Ten thousand refused requests in ten minutes, and Discord shuts the whole address out.
    if (auth && tokenRefused) throw new Trouble("later", `${route}: the bot's token was refused`, { status: 401 });
    try {
      const { method, path: fullRoute } = call;
      return await rest.request({ method: methods[method], fullRoute, auth, ...bodyOf(call) });
    } catch (error) {
      const trouble = troubleOf(error, route);
      if (auth && trouble.status === 401) tokenRefused = true;
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

/** discord.js, which takes files as Buffers, hands on what we send as it is. */
function bodyOf({ json, files = [] }: Call): { body?: unknown; passThroughBody?: true } {
  if (files.length > 0) return { body: formBlob(json ?? {}, files), passThroughBody: true };
  return json ? { body: json } : {};
}
