import type { Again, Charged, ErrorCode } from "#core/errors.ts";
import { type Message, say } from "#core/message.ts";
import type { OnePicture } from "#core/model.ts";
import { sizeText } from "#core/size.ts";

/** A refusal as the provider words it, from an HTTP answer or from inside one. */
export interface Refusal {
  /** Null for an error inside an answer of status 200. */
  readonly status: number | null;
  readonly code: string;
  readonly type: string;
  readonly param: string;
  readonly message: string;
  /** Where the safety check stood: `input`, `output` or nothing. */
  readonly moderationStage: string;
  /** Whether it came in the shape of the API itself; what a proxy in between says is no account of what happened behind it. */
  readonly own: boolean;
  /** How many partial pictures had come before. */
  readonly partials: number;
}

/** What a refusal means to us. */
export interface Verdict {
  readonly code: ErrorCode;
  readonly text: (picture: OnePicture, refusal: Refusal) => Message;
  readonly charged: Charged;
  readonly again: Again;
}

const outOfCredit = new Set([
  "insufficient_quota",
  "billing_not_active",
  "billing_hard_limit_reached",
  "organization_spend_limit_exceeded",
  "project_spend_limit_exceeded",
  "credit_balance_exhausted",
]);
const blocked = new Set([
  "moderation_blocked",
  "content_policy_violation",
  "image_content_policy_violation",
  "contentfilter",
  "content_filter",
]);
/** Names that may be said to people: a provider's text is never repeated, and `param` is such text. */
const settings = new Set([
  "quality",
  "background",
  "output_format",
  "output_compression",
  "moderation",
  "partial_images",
  "stream",
  "n",
  "response_format",
  "safety_identifier",
  "input_fidelity",
]);

const notCharged = { charged: "no", again: "never" } as const;
const mayBeCharged = { charged: "unknown", again: "never" } as const;
const tryLater = { charged: "no", again: "later" } as const;
const tryOnce = { charged: "no", again: "once" } as const;

type When = (refusal: Refusal) => boolean;
type Outcome = Pick<Verdict, "charged" | "again">;
type Row = readonly [when: When, code: ErrorCode, text: Verdict["text"], outcome: Outcome];

const code =
  (...codes: string[]): When =>
  (refusal) =>
    codes.includes(refusal.code);
const status =
  (...statuses: number[]): When =>
  (refusal) =>
    refusal.status !== null && statuses.includes(refusal.status);

/**
 * Every refusal that is known, the first row that fits wins: by code, then status, parameter and type;
 * by text only where the API gives nothing else. What provably was not painted may be sent again later, what the provider itself calls its fault once, nothing else ever.
 */
const rows: readonly Row[] = [
  [(refusal) => outOfCredit.has(refusal.code), "misconfigured", () => say("provider.out-of-credit"), notCharged],
  [code("invalid_api_key", "no_organization"), "misconfigured", () => say("provider.key-refused"), notCharged],
  [code("unsupported_country_region_territory"), "misconfigured", () => say("provider.region"), notCharged],
  [isUnverified, "misconfigured", () => say("provider.unverified"), notCharged],
  [code("model_not_found", "deploymentnotfound"), "misconfigured", modelUnavailable, notCharged],
  [isBlockedLate, "blocked", () => say("provider.blocked-picture"), mayBeCharged],
  // Whatever else happens after the first partial picture: the provider had begun to count.
  [(refusal) => refusal.partials > 0, "unknown", () => say("provider.lost"), mayBeCharged],
  [(refusal) => blocked.has(refusal.code), "blocked", () => say("provider.blocked"), notCharged],
  [code("rate_limit_exceeded"), "busy", () => say("provider.busy"), tryLater],
  [isOwnFault, "provider", () => say("provider.broke"), tryOnce],
  [status(404, 405, 501), "misconfigured", () => say("provider.no-such-service"), notCharged],
  [(refusal) => (refusal.status ?? 0) >= 500, "unknown", () => say("provider.lost"), mayBeCharged],
  [status(301, 302, 303, 307, 308), "misconfigured", () => say("provider.address-broken"), notCharged],
  [status(401), "misconfigured", () => say("provider.key-refused"), notCharged],
  [status(402), "misconfigured", () => say("provider.out-of-credit"), notCharged],
  [status(403), "misconfigured", () => say("provider.forbidden"), notCharged],
  [status(408), "timeout", () => say("provider.timeout"), mayBeCharged],
  [status(413), "invalid", () => say("provider.too-large"), notCharged],
  [status(429), "busy", () => say("provider.busy"), tryLater],
  [code("string_above_max_length", "prompt_too_long"), "invalid", () => say("provider.prompt-too-long"), notCharged],
  [code("image_too_large"), "invalid", () => say("provider.too-large"), notCharged],
  [isUnreadableImage, "invalid", () => say("provider.image-refused"), notCharged],
  [(refusal) => refusal.param === "model", "misconfigured", modelUnavailable, notCharged],
  [(refusal) => refusal.param === "size", "invalid", sizeRefused, notCharged],
  [(refusal) => settings.has(settingOf(refusal)), "invalid", settingRefused, notCharged],
  [isRefused, "provider", () => say("provider.refused"), notCharged],
];

/** What a refusal means; what no row knows may have been charged. */
export function verdictOf(refusal: Refusal): Verdict {
  const row = rows.find(([when]) => when(refusal));
  if (!row) return { code: "unknown", text: () => say("provider.lost"), ...mayBeCharged };
  const [, code, text, outcome] = row;
  return { code, text, ...outcome };
}

function isUnverified({ message }: Refusal): boolean {
  return /organization must be verified/i.test(message);
}

function isBlockedLate({ code, moderationStage, partials }: Refusal): boolean {
  return blocked.has(code) && (moderationStage === "output" || partials > 0);
}

/** A 500 in the provider's own words, or the same inside an answer that had begun. */
function isOwnFault({ own, status, type, code }: Refusal): boolean {
  return own && (status === 500 || (status === null && /server_error$/.test(type || code)));
}

function isUnreadableImage({ code, param, message, status }: Refusal): boolean {
  if (code === "unsupported_file_mimetype" || code === "image_parse_error") return true;
  if (code.startsWith("invalid_image") || /invalid image file or mode/i.test(message)) return true;
  return status === 400 && /^(?:image|images|mask)\b/.test(param) && code !== "unknown_parameter";
}

function isRefused({ status, type }: Refusal): boolean {
  if (status === null) return /user_error$|^invalid_request_error$/.test(type);
  return status >= 400 && status < 500;
}

function modelUnavailable({ model }: OnePicture): Message {
  return say("provider.model-unavailable", { model });
}

function sizeRefused({ size }: OnePicture): Message {
  return say("provider.size-refused", { size: sizeText(size) });
}

function settingRefused(_: OnePicture, refusal: Refusal): Message {
  return say("provider.setting-refused", { setting: settingOf(refusal) });
}

/** The setting that a refusal is about. Gateways leave `param` empty and name it in the text. */
function settingOf({ param, message }: Refusal): string {
  const named = /unknown parameter: '(\w+)'|parameter (\w+) is not supported/i.exec(message);
  return param || (named?.[1] ?? named?.[2] ?? "");
}
