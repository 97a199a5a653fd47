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

interface Row extends Verdict {
  readonly when: (refusal: Refusal) => boolean;
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
  "mask",
  "response_format",
  "safety_identifier",
  "input_fidelity",
]);
const notCharged = { charged: "no", again: "never" } as const;
const mayBeCharged = { charged: "unknown", again: "never" } as const;
const by =
  (...statuses: number[]) =>
  (refusal: Refusal) =>
    refusal.status !== null && statuses.includes(refusal.status);
const isImage = (param: string) => /^(?:image|images|mask)\b/.test(param);

/**
 * Every refusal that is known, the first row that fits wins: by code, then type and parameter, then status;
 * by text only where the API gives nothing else. Source: shared/facts/openai.md, section 4; what may be repeated: design.md, section 6.
 */
const rows: readonly Row[] = [
  {
    when: (refusal) => outOfCredit.has(refusal.code) || refusal.status === 402,
    code: "misconfigured",
    text: () => say("provider.out-of-credit"),
    ...notCharged,
  },
  {
    when: (refusal) =>
      refusal.code === "invalid_api_key" || refusal.code === "no_organization" || refusal.status === 401,
    code: "misconfigured",
    text: () => say("provider.key-refused"),
    ...notCharged,
  },
  {
    when: (refusal) => refusal.code === "unsupported_country_region_territory",
    code: "misconfigured",
    text: () => say("provider.region"),
    ...notCharged,
  },
  {
    when: (refusal) => /organization must be verified/i.test(refusal.message),
    code: "misconfigured",
    text: () => say("provider.unverified"),
    ...notCharged,
  },
  {
    when: modelMissing,
    code: "misconfigured",
    text: (picture) => say("provider.model-unavailable", { model: picture.model }),
    ...notCharged,
  },
  {
    when: (refusal) => blocked.has(refusal.code) && (refusal.moderationStage === "output" || refusal.partials > 0),
    code: "blocked",
    text: () => say("provider.blocked-picture"),
    ...mayBeCharged,
  },
  { when: (refusal) => blocked.has(refusal.code), code: "blocked", text: () => say("provider.blocked"), ...notCharged },
  {
    when: (refusal) => refusal.status === 429 || refusal.code === "rate_limit_exceeded",
    code: "busy",
    text: () => say("provider.busy"),
    charged: "no",
    again: "later",
  },
  { when: by(403), code: "misconfigured", text: () => say("provider.forbidden"), ...notCharged },
  {
    when: (refusal) => refusal.code === "string_above_max_length" || refusal.code === "prompt_too_long",
    code: "invalid",
    text: () => say("provider.prompt-too-long"),
    ...notCharged,
  },
  {
    when: (refusal) => refusal.status === 413 || refusal.code === "image_too_large",
    code: "invalid",
    text: () => say("provider.too-large"),
    ...notCharged,
  },
  { when: imageUnreadable, code: "invalid", text: () => say("provider.image-refused"), ...notCharged },
  {
    when: (refusal) => refusal.param === "size",
    code: "invalid",
    text: (picture) => say("provider.size-refused", { size: sizeText(picture.size) }),
    ...notCharged,
  },
  {
    when: (refusal) => settings.has(settingOf(refusal)),
    code: "invalid",
    text: (_, refusal) => say("provider.setting-refused", { setting: settingOf(refusal) }),
    ...notCharged,
  },
  { when: by(404, 405, 501), code: "misconfigured", text: () => say("provider.no-such-service"), ...notCharged },
  {
    when: by(301, 302, 303, 307, 308),
    code: "misconfigured",
    text: () => say("provider.address-broken"),
    ...notCharged,
  },
  { when: by(408), code: "timeout", text: () => say("provider.timeout"), ...mayBeCharged },
  {
    when: (refusal) => refusal.status !== null && refusal.status >= 400 && refusal.status < 500,
    code: "provider",
    text: () => say("provider.refused"),
    ...notCharged,
  },
  { when: (refusal) => refusal.partials > 0, code: "unknown", text: () => say("provider.lost"), ...mayBeCharged },
  {
    when: (refusal) =>
      refusal.own &&
      (refusal.status === 500 || (refusal.status === null && /server_error$/.test(refusal.type || refusal.code))),
    code: "provider",
    text: () => say("provider.broke"),
    charged: "no",
    again: "once",
  },
  {
    when: (refusal) => refusal.status === null && /user_error$|^invalid_request_error$/.test(refusal.type),
    code: "provider",
    text: () => say("provider.refused"),
    ...notCharged,
  },
];

/** What a refusal means; what no row knows, such as 502, 503, 504 and 52x, may have been charged. */
export function verdictOf(refusal: Refusal): Verdict {
  return (
    rows.find((row) => row.when(refusal)) ?? { code: "unknown", text: () => say("provider.lost"), ...mayBeCharged }
  );
}

function modelMissing({ code, param, status }: Refusal): boolean {
  return (
    code === "model_not_found" ||
    code === "deploymentnotfound" ||
    (param === "model" && status !== null && status < 500)
  );
}

function imageUnreadable({ code, param, message, status }: Refusal): boolean {
  if (code === "unsupported_file_mimetype" || code === "image_parse_error" || code.startsWith("invalid_image"))
    return true;
  return (
    status === 400 && ((isImage(param) && code !== "unknown_parameter") || /invalid image file or mode/i.test(message))
  );
}

/** The setting that a refusal is about. Gateways leave `param` empty and name it in the text. */
function settingOf({ param, message }: Refusal): string {
  return (
    param ||
    (/unknown parameter: '(\w+)'|parameter (\w+) is not supported/i.exec(message)?.slice(1).find(Boolean) ?? "")
  );
}
