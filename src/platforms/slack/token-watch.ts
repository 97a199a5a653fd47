import { z } from "zod";
import { refusedTokens } from "./errors.ts";

/** What Slack's answers tell of the bot's token. */
export interface TokenWatch {
  /** For every client that calls with that token. */
  fetch(url: string | URL | Request, request?: RequestInit): Promise<Response>;
  /** Slack's code for why the token does not count, as the newest answer says; null when it counts. */
  refusal(): string | null;
  /** What it may do, as the newest answer says; nothing until there was one. */
  scopes(): ReadonlySet<string>;
}

/** Every answer of the Web API: https://docs.slack.dev/apis/web-api/#responses */
const answered = z.looseObject({ ok: z.boolean(), error: z.string().optional() });

/** Sees every answer that the Web API at this address gives, through whichever client it was asked for. */
export function openTokenWatch(apiUrl: string): TokenWatch {
  let refusal: string | null = null;
  let scopes: ReadonlySet<string> = new Set();

  return {
    async fetch(url, request) {
      const response = await fetch(url, request);
      if (response.status !== 200 || !response.url.startsWith(apiUrl)) return response;
      const granted = response.headers.get("x-oauth-scopes");
      if (granted !== null) scopes = new Set(granted.split(",").map((scope) => scope.trim()));
      const { status, statusText, headers } = response;
      const text = await response.text();
      const said = answeredIn(text);
      if (said) refusal = said.error !== undefined && refusedTokens.includes(said.error) ? said.error : null;
      return new Response(text, { status, statusText, headers });
    },
    refusal: () => refusal,
    scopes: () => scopes,
  };
}

function answeredIn(text: string): z.infer<typeof answered> | null {
  try {
    return answered.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
