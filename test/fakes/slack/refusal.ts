import type { Json } from "./json.ts";

/** What Slack answers instead of doing it: `ok: false` and a code, with HTTP status 200. */
export class Refusal extends Error {
  readonly code: string;
  readonly also: Json;

  constructor(code: string, also: Json) {
    super(code);
    this.code = code;
    this.also = also;
  }
}

export function slackError(code: string, also: Json = {}): Refusal {
  return new Refusal(code, also);
}

/** With the sentences that Slack adds for the developer. */
export function slackErrorBecause(code: string, ...messages: readonly string[]): Refusal {
  return new Refusal(code, { response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) } });
}
