/** The `error` object of OpenAI's error bodies. */
export interface ErrorFields {
  message: string;
  type: string;
  param: string | null;
  code: string | null;
  moderation_details?: { moderation_stage: string; categories: readonly string[] };
}

/** An answer that says no, thrown where the reason is found and written by the server in OpenAI's shape. */
export class RefusedRequest extends Error {
  readonly status: number;
  readonly fields: ErrorFields;

  constructor(status: number, fields: ErrorFields) {
    super(fields.message);
    this.name = "RefusedRequest";
    this.status = status;
    this.fields = fields;
  }
}

/** The request itself is malformed: 400 `invalid_request_error`. */
export function invalidRequest(message: string, param: string | null, code: string | null): RefusedRequest {
  return new RefusedRequest(400, { message, type: "invalid_request_error", param, code });
}

/** The request is well formed but this model will not paint it: 400 `image_generation_user_error`. */
export function userError(message: string, param: string | null, code: string | null): RefusedRequest {
  return new RefusedRequest(400, { message, type: "image_generation_user_error", param, code });
}

/** No key, or an empty one: 401 with a null code. */
export function missingKey(): RefusedRequest {
  return new RefusedRequest(401, {
    message:
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
    type: "invalid_request_error",
    param: null,
    code: null,
  });
}

/** A key that is not accepted: 401 `invalid_api_key`. Only the last four characters of the key are repeated. */
export function incorrectKey(key: string): RefusedRequest {
  return new RefusedRequest(401, {
    message: `Incorrect API key provided: ***${key.slice(-4)}. You can find your API key at https://platform.openai.com/account/api-keys.`,
    type: "invalid_request_error",
    param: null,
    code: "invalid_api_key",
  });
}

/** Bodies beyond what the server reads: 413. */
export function bodyTooLarge(maxBytes: number): RefusedRequest {
  return new RefusedRequest(413, {
    message: `Maximum content size limit (${maxBytes}) exceeded.`,
    type: "invalid_request_error",
    param: null,
    code: null,
  });
}

/** The model behind `GET /v1/models/:id` is not there: 404 `model_not_found`. */
export function modelNotFound(id: string): RefusedRequest {
  return new RefusedRequest(404, {
    message: `The model '${id}' does not exist`,
    type: "invalid_request_error",
    param: "model",
    code: "model_not_found",
  });
}

/** The safety system's refusal. `stage` says whether the words or the finished picture were declined. */
export function moderationBlocked(stage: "input" | "output", categories: readonly string[]): RefusedRequest {
  return new RefusedRequest(400, {
    message: `Your request was rejected by the safety system. If you believe this is an error, contact us at help.openai.com and include the request ID. safety_violations=[${categories.join(", ")}].`,
    type: "image_generation_user_error",
    param: null,
    code: "moderation_blocked",
    moderation_details: { moderation_stage: stage, categories },
  });
}

/** Something broke on this side: 500 `server_error`. */
export function serverError(): RefusedRequest {
  return new RefusedRequest(500, {
    message: "The server had an error while processing your request. Sorry about that!",
    type: "server_error",
    param: null,
    code: "server_error",
  });
}
