import { APIError } from "openai";
import { z } from "zod";
import { AppError, asAppError } from "#core/errors.ts";
import { say } from "#core/message.ts";
import type { OnePicture } from "#core/model.ts";
import type { AnswerDocument } from "./answer.ts";
import { AnswerFailure, type AnswerFault } from "./answer-failure.ts";
import type { GivenUp } from "./deadlines.ts";
import { SinkFailure } from "./keep-picture.ts";
import { type Refusal, verdictOf } from "./refusals.ts";
import { retryAfterMs } from "./retry-after.ts";

/** What is known of a request when it fails. */
export interface Circumstances {
  readonly picture: OnePicture;
  /** Never to appear in a log. */
  readonly apiKey: string;
  readonly sent: boolean;
  readonly givenUp: GivenUp | null;
  readonly partials: number;
  readonly requestId: string | null;
  /** Milliseconds since 1970, for dates in headers. */
  readonly nowMs: number;
}

/** Never sent, and not worth sending again: the address or its certificate is wrong. */
const wrongAddress = /^(?:ERR_INVALID_URL|ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED|UNABLE_TO_)/;

const text = z.string().catch("");
const fieldsSchema = z.looseObject({
  code: z.union([z.string(), z.number().transform(String)]).catch(""),
  type: text,
  param: text,
  message: text,
  moderation_details: z.looseObject({ moderation_stage: text }).optional().catch(undefined),
});

/** Translates whatever was thrown while painting, once: by status and code, never by what it says where the API gives anything else. */
export function paintError(error: unknown, about: Circumstances): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof APIError && error.status !== undefined) return refusalError(error, about);
  if (error instanceof SinkFailure) return sinkError(error);
  if (about.givenUp !== null) return givenUpError(about, about.givenUp, error);
  if (error instanceof AnswerFailure) return answerError(error, about);
  // What the SDK did not throw, and no answer, is our own mistake.
  return error instanceof APIError ? connectionError(error, about) : asAppError(error, about.sent ? "unknown" : "no");
}

function connectionError(error: APIError, about: Circumstances): AppError {
  const chain = causes(error);
  const log = `request ${idOf(about)}: ${chain.map(({ message }) => message).join(", ")}`;
  if (about.sent) return new AppError("unknown", say("provider.lost"), { charged: "unknown", log, cause: error });
  if (chain.some(({ code }) => wrongAddress.test(code))) {
    return new AppError("misconfigured", say("provider.address-broken"), { log, cause: error });
  }
  return new AppError("provider", say("provider.unreachable"), { again: "later", log, cause: error });
}

/** The error that an answer of status 200, or an event in it, holds instead of a picture. */
export function refusalInAnswer(document: AnswerDocument, type: string | null, about: Circumstances): AppError | null {
  const named = type === "error" || document.type === "error";
  if (!named && (document.error === undefined || document.error === null)) return null;
  const fields = typeof document.error === "string" ? { message: document.error } : (document.error ?? document);
  return translated(refusalOf(fields, null, true, about), null, about);
}

function refusalError(error: APIError, about: Circumstances): AppError {
  const own = error.error !== undefined || /^\d{3} \{"detail":/.test(error.message);
  const fields = typeof error.error === "string" ? { message: error.error } : (error.error ?? {});
  return translated(refusalOf(fields, error.status ?? null, own, about), error.headers ?? null, about);
}

function refusalOf(fields: unknown, status: number | null, own: boolean, about: Circumstances): Refusal {
  const { code, type, param, message, moderation_details: details } = fieldsSchema.catch(noFields).parse(fields);
  const moderationStage = details?.moderation_stage ?? "";
  return { status, code: code.toLowerCase(), type, param, message, moderationStage, own, partials: about.partials };
}

const noFields = { code: "", type: "", param: "", message: "" };

function translated(refusal: Refusal, headers: Headers | null, about: Circumstances): AppError {
  const { code, text, charged, again } = verdictOf(refusal);
  const { picture, apiKey, nowMs } = about;
  const said = [apiKey, picture.prompt]
    .filter((secret) => secret !== "")
    .reduce((words, secret) => words.replaceAll(secret, "[hidden]"), refusal.message)
    .replace(/\bsk-[\w*-]+/g, "[hidden]")
    .slice(0, 300);
  const facts = [
    refusal.status ?? "in the answer",
    refusal.code,
    refusal.type,
    refusal.param,
    refusal.moderationStage,
    said,
  ];
  return new AppError(code, text(picture, refusal), {
    charged,
    again: headers?.get("x-should-retry") === "false" ? "never" : again,
    retryAfterMs: again === "later" ? retryAfterMs(headers, refusal.message, nowMs) : null,
    log: `request ${idOf(about)} refused: ${facts.filter((fact) => fact !== "").join(", ")}`,
  });
}

function sinkError(error: SinkFailure): AppError {
  // The picture was on its way, so it was painted, and what is painted is billed.
  const { code, text, message } = asAppError(error.cause ?? error);
  return new AppError(code, text, { charged: "yes", log: message, cause: error.cause });
}

function givenUpError(about: Circumstances, givenUp: GivenUp, cause: unknown): AppError {
  const { sent } = about;
  const log = `request ${idOf(about)} given up: ${givenUp}, ${sent ? "sent" : "not sent"}`;
  if (givenUp === "cancelled") {
    const text = sent ? say("provider.cancelled-late") : say("provider.cancelled");
    return new AppError("cancelled", text, { charged: sent ? "unknown" : "no", log, cause });
  }
  if (!sent) return new AppError("provider", say("provider.unreachable"), { again: "later", log, cause });
  return new AppError("timeout", say("provider.timeout"), { charged: "unknown", log, cause });
}

const answerSentences = {
  "no-picture": () => say("provider.no-picture"),
  "bad-picture": () => say("provider.bad-picture"),
  cut: () => say("provider.lost"),
  elsewhere: () => say("provider.picture-elsewhere"),
} satisfies Record<AnswerFault, () => unknown>;

function answerError(error: AnswerFailure, about: Circumstances): AppError {
  return new AppError(error.fault === "elsewhere" ? "misconfigured" : "unknown", answerSentences[error.fault](), {
    charged: "unknown",
    log: `request ${idOf(about)}: ${causes(error)
      .map(({ message }) => message)
      .join(", ")}`,
    cause: error.cause,
  });
}

function idOf({ requestId }: Circumstances): string {
  return requestId ?? "without id";
}

function causes(error: unknown): { readonly message: string; readonly code: string }[] {
  const found: { message: string; code: string }[] = [];
  for (let cause = error; cause instanceof Error && found.length < 8; cause = cause.cause) {
    found.push({ message: cause.message, code: "code" in cause && typeof cause.code === "string" ? cause.code : "" });
  }
  return found;
}
