import type { Answer } from "#core/answer.ts";
import { AppError } from "#core/errors.ts";
import { say } from "#core/message.ts";
import { ruleOf, type Trouble } from "./errors.ts";

/** The core comes back to it; till then the person is not told anything that would soon be wrong. */
export function putOff({ retryAfterMs, message }: Trouble): AppError {
  return new AppError("delivery", say("bring.away"), { retryAfterMs, log: message });
}

/** No other way is tried: the workspace takes no such files anywhere. */
export function refusedByWorkspace({ result }: Answer, trouble: Trouble): AppError {
  const rule = ruleOf(trouble);
  const text = result ? say("slack.kept-refused", { rule, id: result.jobId }) : rule;
  return new AppError("delivery", text, { log: trouble.message });
}

/** Every way was tried. */
export function kept({ result }: Answer, troubles: readonly Trouble[]): AppError {
  const log = troubles.map(({ message }) => message).join("; ") || "there is no way to answer";
  const scope = troubles.find(({ needed }) => needed !== null)?.needed;
  if (scope) {
    const rule = say("slack.no-scope", { scope });
    const text = result ? say("slack.kept-refused", { rule, id: result.jobId }) : rule;
    return new AppError("delivery", text, { log });
  }
  if (!result) return new AppError("delivery", say("bring.words"), { log });
  return new AppError("delivery", say("slack.kept", { id: result.jobId }), { log });
}
