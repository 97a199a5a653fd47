import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";
import { type Message, say } from "#core/message.ts";

/**
 * What a refusal means for what is being sent: `next` another way has to be taken; `anew` the message is gone or cannot be
 * edited, a new one can be sent the same way; `closed` the thread is; `smaller` the files are too large; `plain` this form of
 * message is refused; `later` the very same may work in a while; `blocked` a filter refused it, and no other way may be tried.
 */
export type Verdict = "next" | "anew" | "closed" | "smaller" | "plain" | "later" | "blocked";

/** JSON error codes of Discord's reference (topics, opcodes and status codes) that mean something else than their HTTP status. */
const verdicts: Readonly<Record<number, Verdict>> = {
  // Unknown channel, server, message, webhook, interaction.
  10003: "next",
  10004: "next",
  10008: "anew",
  10015: "next",
  10062: "next",
  // An explicit picture, a word, a link.
  20009: "blocked",
  200000: "blocked",
  240000: "blocked",
  // Slow mode, and too much written in one channel.
  20016: "later",
  20028: "later",
  // An old message was edited too often.
  30046: "anew",
  // Conversations are opened too fast.
  40003: "later",
  40005: "smaller",
  // Five follow-ups of a user-installed app.
  40094: "next",
  50001: "next",
  50007: "next",
  50013: "next",
  50027: "next",
  50035: "plain",
  50083: "closed",
  50278: "next",
  130000: "later",
  160005: "closed",
};

/** How long a way that is only closed for now is left alone, in milliseconds; the core doubles its pauses by itself. */
const pauseMs = 2_000;

interface About {
  readonly code?: number;
  readonly status?: number;
  readonly retryAfterMs?: number;
  readonly needed?: readonly string[];
}

/** What Discord, or the way to it, answered instead of doing it. Says nothing that was sent: addresses carry tokens. */
export class Trouble extends Error {
  override readonly name = "Trouble";
  readonly verdict: Verdict;
  /** Discord's JSON error code; 0 when there is none. */
  readonly code: number;
  /** Of HTTP; 0 when there was no answer. */
  readonly status: number;
  readonly retryAfterMs: number;
  /** The rights that the request needed, by the names of Discord's settings; empty when that is not known. */
  readonly needed: readonly string[];

  constructor(verdict: Verdict, what: string, about: About) {
    const { code = 0, status = 0, retryAfterMs = pauseMs, needed = [] } = about;
    super(what);
    this.verdict = verdict;
    this.code = code;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
    this.needed = needed;
  }
}

/** Whatever discord.js threw, without what it carries. `route` is a template such as `PATCH /webhooks/:id/:token`. */
export function troubleOf(error: unknown, route: string, needed: readonly string[] = []): Trouble {
  if (error instanceof RateLimitError) {
    const retryAfterMs = Math.max(error.retryAfter, error.timeToReset, pauseMs);
    return new Trouble("later", `${route}: rate limit for ${retryAfterMs} ms`, { status: 429, retryAfterMs });
  }
  if (error instanceof DiscordAPIError) {
    const code = typeof error.code === "number" ? error.code : 0;
    const { status } = error;
    return new Trouble(verdictOf(code, status), `${route}: HTTP ${status}, code ${code}`, { code, status, needed });
  }
  if (error instanceof HTTPError) {
    const { status } = error;
    return new Trouble(verdictOf(0, status), `${route}: HTTP ${status}`, { status });
  }
  // The answer was cut off, or comes from somebody who stands in between.
  if (error instanceof SyntaxError) return new Trouble("later", `${route}: an answer that cannot be read`, {});
  const fault = networkFault(error);
  if (fault !== null) return new Trouble("later", `${route}: ${fault}`, {});
  // A bug, here or there, that trying again would only repeat. It is not handed on: even a malformed address holds the token.
  return new Trouble("next", `${route}: ${error instanceof Error ? error.name : typeof error}`, {});
}

function verdictOf(code: number, status: number): Verdict {
  const known = verdicts[code];
  if (known) return known;
  // The bot's own token: nothing works until the operator has put that right.
  if (status === 401) return "later";
  if (status === 413) return "smaller";
  // A form that Discord itself stumbles over; what stands before it answers 502 to 504.
  if (status === 400 || status === 500) return "plain";
  if (status === 408 || status === 429 || status > 500) return "later";
  return "next";
}

/** A code such as ECONNREFUSED or UND_ERR_SOCKET, or that it took too long; never the message, which may name the address. */
function networkFault(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (error.name === "AbortError" || error.name === "TimeoutError") return "timeout";
  if ("code" in error && typeof error.code === "string" && !error.code.startsWith("ERR_")) return error.code;
  return networkFault(error.cause);
}

/** Which filter refused a message. */
export function filterOf({ code }: Trouble): Message {
  if (code === 20009) return say("filter.explicit");
  return code === 240000 ? say("filter.links") : say("filter.words");
}

/**
 * What the bot lacks, by the names of Discord's settings; null when it is no matter of rights, or not known of which. Code
 * 50013 names none, so they are those that the request needed; 160002 is a reply to what the bot may not read.
 */
export function missingPermission({ code, needed: [one, other] }: Trouble): string | Message | null {
  if (code === 50001) return "View Channel";
  if (code === 160002) return "Read Message History";
  if (code !== 50013 || one === undefined) return null;
  return other === undefined ? one : say("permission.either", { one, other });
}
