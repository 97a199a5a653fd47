import { webApi } from "@slack/bolt";
import { type Message, say } from "#core/message.ts";
import { neededScopes } from "./scopes.ts";

/**
 * What a refusal means for what is being sent: `next` this conversation or this way does not take it, another may; `plain`
 * this form is refused, blocks or alt text; `smaller` the file is too large; `later` the very same may work in a while;
 * `refused` the workspace takes no such file, anywhere; `gone` what it is about is not there any more; `unshared` it was
 * taken, and never shown.
 */
export type Verdict = "next" | "plain" | "smaller" | "later" | "refused" | "gone" | "unshared";

/** Error codes of the methods' pages (docs.slack.dev/reference/methods). Any other one closes only the way that it came on. */
const verdicts: Readonly<Record<string, Verdict>> = {
  not_in_channel: "next",
  channel_not_found: "next",
  is_archived: "next",
  posting_to_channel_denied: "next",
  restricted_action: "next",
  access_denied: "next",
  no_permission: "next",
  missing_scope: "next",
  slack_connect_file_upload_sharing_blocked: "next",
  thread_not_found: "next",
  user_not_in_channel: "next",
  messages_tab_disabled: "next",

  invalid_blocks: "plain",
  invalid_blocks_format: "plain",
  msg_blocks_too_long: "plain",
  msg_too_long: "plain",
  alt_txt_too_large: "plain",
  invalid_arguments: "plain",

  file_upload_size_restricted: "smaller",

  file_uploads_disabled: "refused",
  file_uploads_except_images_disabled: "refused",
  file_type_not_allowed: "refused",
  storage_limit_reached: "refused",

  file_not_found: "gone",
  file_deleted: "gone",
  message_not_found: "gone",

  ratelimited: "later",
  rate_limited: "later",
  fatal_error: "later",
  internal_error: "later",
  service_unavailable: "later",
  request_timeout: "later",
  // The token is refused until somebody gives a new one: nothing is lost meanwhile.
  invalid_auth: "later",
  not_authed: "later",
  account_inactive: "later",
  token_revoked: "later",
  token_expired: "later",
};

/** Of these, the ones that say that the token itself does not count (https://docs.slack.dev/reference/methods/auth.test). */
export const refusedTokens: readonly string[] = [
  ...["invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"],
];

/** How long a way that is only closed for now is left alone, in milliseconds; the core doubles its pauses by itself. */
const pauseMs = 2_000;

interface Details {
  readonly code?: string;
  readonly status?: number;
  readonly retryAfterMs?: number;
  readonly needed?: string | null;
}

/** What Slack, or the way to it, answered instead of doing it. Says method and code, and nothing that was sent. */
export class Trouble extends Error {
  override readonly name = "Trouble";
  readonly verdict: Verdict;
  /** Slack's error code; empty when there is none. */
  readonly code: string;
  /** Of HTTP; 200 for a refusal with a code, 0 when there was no answer. */
  readonly status: number;
  readonly retryAfterMs: number;
  /** The scope that the token lacks. */
  readonly needed: string | null;

  constructor(verdict: Verdict, what: string, details: Details = {}) {
    super(what);
    this.verdict = verdict;
    this.code = details.code ?? "";
    this.status = details.status ?? 0;
    this.retryAfterMs = details.retryAfterMs ?? pauseMs;
    this.needed = details.needed ?? null;
  }

  /** Whether it was surely not done. An answer that got lost, or an error of Slack's own, leaves that open. */
  get isRefusal(): boolean {
    return this.status === 429 || (this.status === 200 && this.verdict !== "later");
  }
}

/** What the web client threw, without what it carries; null when it is neither Slack's doing nor the network's. */
export function troubleOf(error: unknown, method: string): Trouble | null {
  if (error instanceof webApi.WebAPIRateLimitedError) return limited(method, error.retryAfter);
  if (error instanceof webApi.WebAPIPlatformError) {
    const { data } = error;
    // What could not be read as JSON stands there as a whole page.
    const code = /^\w{1,80}$/.test(data.error) ? data.error : "unreadable";
    const needed = "needed" in data && typeof data.needed === "string" ? scopeOf(data.needed) : null;
    const verdict = needed === "files:write" ? "refused" : code === "unreadable" ? "later" : (verdicts[code] ?? "next");
    return new Trouble(verdict, `${method}: ${code}`, { code, status: 200, needed });
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    return new Trouble("later", `${method}: HTTP ${error.statusCode}`, { status: error.statusCode });
  }
  if (error instanceof webApi.WebAPIRequestError) return networkTrouble(error.original, method);
  return null;
}

/** Where several scopes would do, the one that is asked for. */
function scopeOf(needed: string): string {
  const names = needed.split(",").map((name) => name.trim());
  return names.find((name) => neededScopes("full").includes(name)) ?? needed;
}

export function limited(method: string, retryAfterSeconds: number): Trouble {
  const retryAfterMs = Math.max(retryAfterSeconds * 1_000, 1_000);
  return new Trouble("later", `${method}: rate limit for ${retryAfterMs} ms`, { status: 429, retryAfterMs });
}

/** Names a code such as ECONNREFUSED, or that it took too long; never the message, which may name an address with a token. */
export function networkTrouble(error: unknown, method: string): Trouble {
  return new Trouble("later", `${method}: ${faultOf(error) ?? "no answer"}`);
}

function faultOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (error.name === "AbortError" || error.name === "TimeoutError") return "timeout";
  if ("code" in error && typeof error.code === "string") return error.code;
  return faultOf(error.cause);
}

/** Why something comes as a direct message although it was asked elsewhere; null when the trouble does not tell. */
export function reasonFor({ verdict, code }: Trouble): Message | null {
  if (verdict === "unshared" || verdict === "gone") return say("slack.because-not-shown");
  if (code === "not_in_channel" || code === "channel_not_found") return say("slack.because-not-member");
  if (code === "is_archived") return say("slack.because-archived");
  if (code === "thread_not_found") return say("direct.because-gone");
  if (code === "slack_connect_file_upload_sharing_blocked") return say("slack.because-connect");
  const isRestricted = code.startsWith("restricted_action") || code === "posting_to_channel_denied";
  return isRestricted || code === "access_denied" || code === "no_permission" ? say("slack.because-restricted") : null;
}

/** Which rule of a workspace keeps files out. */
export function ruleOf({ code, needed }: Pick<Trouble, "code" | "needed">): Message {
  if (needed !== null) return say("slack.no-scope", { scope: needed });
  return code === "storage_limit_reached" ? say("slack.storage-full") : say("slack.uploads-off");
}
