import { type REST, RequestMethod } from "discord.js";
import { Trouble, troubleOf } from "./errors.ts";
import { openRest, type RestOptions } from "./rest.ts";

/** A file to be sent; the Blob is read while it is sent, and again when it is sent again. */
export interface Upload {
  /** Plain ASCII, the same that `attachment://` names. */
  readonly name: string;
  readonly bytes: Blob;
}

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
  const bot = openRest({ apiUrl, token });
  const interactions = openRest({ apiUrl, token: null });
  const once = openRest({ apiUrl, token: null, retries: 0 });
  const hasty = { apiUrl, retries: 0, timeoutMs: 10_000, waitedOutMs: 0 };
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

/**
 * A form is built here, not by discord.js, which takes files as Buffers: these Blobs stay on disk until they are sent. When
 * discord.js sends a form again, the Blobs are read again from their beginning.
 */
function bodyOf({ json, files = [] }: Call): { body?: unknown; passThroughBody?: true } {
  if (files.length === 0) return json ? { body: json } : {};
  const form = new FormData();
  form.append("payload_json", JSON.stringify(json ?? {}));
  for (const [index, { name, bytes }] of files.entries()) {
    form.append(`files[${index}]`, bytes.slice(0, bytes.size, mediaType(name)), name);
  }
  return { body: form, passThroughBody: true };
}

const mediaTypes: Readonly<Record<string, string>> = {
  png: "image/png",
  webp: "image/webp",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  csv: "text/csv",
};

function mediaType(name: string): string {
  return mediaTypes[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream";
}
