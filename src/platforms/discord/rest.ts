import { REST } from "discord.js";
import { Agent } from "undici";
import { sendRequest } from "./send-request.ts";

export interface RestOptions {
  /** Such as `https://discord.com/api`. */
  readonly apiUrl: string;
  /** The bot's; null for what is addressed by the token of an interaction. */
  readonly token: string | null;
  /** How often what failed with 5xx, a reset or a timeout is sent again at once; 2 unless told otherwise. */
  readonly retries?: number;
  /** For one try. 25 MiB at 2 Mbit/s take 105 s, so 120 s unless told otherwise: discord.js's own 15 s cut uploads off. */
  readonly timeoutMs?: number;
  /** Rate limits longer than this are not waited out but reject; 60 s unless told otherwise. */
  readonly waitedOutMs?: number;
  /** Its connections; new ones unless they are given. */
  readonly agent?: Agent;
}

/**
 * discord.js's REST client, set up for uploads. Every instance queues and counts for itself: what must not wait for
 * something else gets its own.
 */
export function openRest({
  apiUrl,
  token,
  retries = 2,
  timeoutMs = 120_000,
  waitedOutMs = 60_000,
  agent = new Agent(),
}: RestOptions): REST {
  const rest = new REST({
    api: apiUrl,
    version: "10",
    userAgentAppendix: "Limner",
    timeout: timeoutMs,
    retries,
    makeRequest: (url, init) => sendRequest(url, init, agent),
    rejectOnRateLimit: ({ timeToReset, retryAfter }) => Math.max(timeToReset, retryAfter) > waitedOutMs,
    // The 50 a second are the bot's; discord.js would count what goes through interactions as well, which Discord does not.
    globalRequestsPerSecond: token === null ? Number.POSITIVE_INFINITY : 50,
  });
  return token === null ? rest : rest.setToken(token);
}
