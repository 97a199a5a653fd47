import { moderationBlocked, serverError } from "./errors.ts";
import type { Fault, PlannedAnswer, Script } from "./script.ts";

interface ErrorOptions {
  status: number;
  type: string;
  code: string | null;
  message: string;
  param?: string;
  headers?: Readonly<Record<string, string>>;
}

function answered(answer: Omit<PlannedAnswer, "headers" | "afterRender"> & Partial<PlannedAnswer>): Fault {
  return { answer: { headers: {}, afterRender: false, ...answer } };
}

function errorAnswer(options: ErrorOptions): Fault {
  const { status, message, type, code, param = null } = options;
  const headers = { "content-type": "application/json", ...options.headers };
  return answered({ status, headers, body: JSON.stringify({ error: { message, type, param, code } }) });
}

/** A web page instead of JSON, as proxies send it; `afterRender` when they gave up on a picture already painted. */
export function htmlAnswer(status: number, options: { afterRender: boolean } = { afterRender: false }): Fault {
  const body = `<!DOCTYPE html><html><head><title>${status}</title></head><body><h1>${status}</h1><hr>proxy</body></html>`;
  return answered({ status, headers: { "content-type": "text/html" }, body, ...options });
}

/** An error body without `error`, as FastAPI servers send it. */
export function detailAnswer(status: number, detail: string): Fault {
  return answered({ status, headers: { "content-type": "application/json" }, body: JSON.stringify({ detail }) });
}

/** 401 `invalid_api_key`. */
export function invalidKey(): Fault {
  const message =
    "Incorrect API key provided: ***test. You can find your API key at https://platform.openai.com/account/api-keys.";
  return errorAnswer({ status: 401, type: "invalid_request_error", code: "invalid_api_key", message });
}

/** 403 with a null code: only the message says what is wrong. */
export function unverifiedOrganization(model = "gpt-image-2"): Fault {
  const message = `Your organization must be verified to use the model \`${model}\`. Please go to: https://platform.openai.com/settings/organization/general and click on Verify Organization. If you just verified, it can take up to 30 minutes for access to propagate.`;
  return errorAnswer({ status: 403, type: "invalid_request_error", code: null, message });
}

/** 404 `model_not_found`. */
export function modelMissing(model = "gpt-image-2"): Fault {
  const message = `The model \`${model}\` does not exist or you do not have access to it.`;
  return errorAnswer({ status: 404, type: "invalid_request_error", code: "model_not_found", message });
}

/** 429 `rate_limit_exceeded`, with the headers `retry-after` (seconds) and `retry-after-ms` as given, or neither. */
export function rateLimited(wait: { retryAfterSeconds?: number; retryAfterMs?: number } = {}): Fault {
  const headers = {
    ...(wait.retryAfterSeconds !== undefined && { "retry-after": String(wait.retryAfterSeconds) }),
    ...(wait.retryAfterMs !== undefined && { "retry-after-ms": String(wait.retryAfterMs) }),
  };
  const message =
    "Rate limit reached for gpt-image-2 (for limit gpt-image) in organization org-offline on images per min: Limit 5, Used 5, Requested 1. Please try again in 12s.";
  return errorAnswer({ status: 429, type: "images", code: "rate_limit_exceeded", message, headers });
}

/** 429 `insufficient_quota`: permanent in spite of its status. */
export function quotaExhausted(): Fault {
  const message = "You exceeded your current quota, please check your plan and billing details.";
  return errorAnswer({ status: 429, type: "insufficient_quota", code: "insufficient_quota", message });
}

/** 400 `billing_hard_limit_reached`. */
export function billingLimitReached(): Fault {
  const message = "Billing hard limit has been reached.";
  return errorAnswer({ status: 400, type: "image_generation_user_error", code: "billing_hard_limit_reached", message });
}

/** 400 that names a parameter the server does not know. */
export function unknownParameter(param: string): Fault {
  const message = `Unknown parameter: '${param}'.`;
  return errorAnswer({ status: 400, type: "invalid_request_error", code: "unknown_parameter", message, param });
}

/** 500 `server_error`, answered by the provider itself. */
export function providerError(status = 500): Fault {
  const { message, type, code } = serverError().fields;
  return errorAnswer({ status, type, code, message });
}

/** A refusal by the safety system, as a 400. */
export function moderated(stage: "input" | "output" = "output", categories: readonly string[] = ["violence"]): Fault {
  const { status, fields } = moderationBlocked(stage, categories);
  const headers = { "content-type": "application/json" };
  return answered({ status, headers, body: JSON.stringify({ error: fields }) });
}

/** The same refusal as an event inside a stream, after one partial image unless said otherwise. */
export function moderatedInStream(options: { flat?: boolean; afterPartials?: number } = {}): Fault {
  const error = moderationBlocked("output", ["violence"]).fields;
  return { errorEvent: { error, flat: false, afterPartials: 1, ...options } };
}

/** A `server_error` as an event inside a stream, before anything else. */
export function brokenInStream(): Fault {
  return { errorEvent: { error: serverError().fields, flat: false, afterPartials: 0 } };
}

/** The connection is destroyed before anything was drawn: not paid. */
export const resetBefore: Fault = { reset: "before-render" };
/** The connection is destroyed after the picture was drawn and before a byte of it was sent: paid. */
export const resetAfter: Fault = { reset: "after-render" };
/** The connection is destroyed in the middle of the base64: paid. */
export const resetMidBody: Fault = { reset: "mid-body" };
/** The stream ends cleanly after its partial images, with no completed event: paid. */
export const cutStream: Fault = { endAfterPartials: true };
/** Nothing is ever answered. */
export const silence: Fault = { hang: "before-headers" };
/** Headers come, and then nothing. */
export const silenceAfterHeaders: Fault = { hang: "after-headers" };

/** Faults one after the other, one per image request; `null` and whatever comes after the list goes well. */
export function inOrder(...faults: readonly (Fault | null)[]): Script {
  return (_request, ordinal) => faults[ordinal] ?? null;
}
