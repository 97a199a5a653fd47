import type { IncomingMessage, ServerResponse } from "node:http";
import { expect } from "vitest";
import type { Again, Charged, ErrorCode } from "#core/errors.ts";
import type { OpenaiImageConfig } from "#src/models/openai/model.ts";
import { event, events, json, modelAt, outcomeOf, picture, pngBytes, wire } from "./wire.ts";

type Wire = (response: ServerResponse, request: IncomingMessage) => unknown;

/** What has to come of a failure. */
export interface Verdict {
  readonly code: ErrorCode;
  readonly charged: Charged;
  readonly again: Again;
  readonly retryAfterMs?: number;
}

/** What happens on the wire, what has to come of it, and what the person reads. */
export type Row = readonly [
  name: string,
  wire: Wire,
  verdict: Verdict,
  says: RegExp,
  config?: Partial<OpenaiImageConfig>,
];

export const misconfigured: Verdict = { code: "misconfigured", charged: "no", again: "never" };
export const invalid: Verdict = { code: "invalid", charged: "no", again: "never" };
export const blocked: Verdict = { code: "blocked", charged: "no", again: "never" };
export const blockedLate: Verdict = { code: "blocked", charged: "unknown", again: "never" };
export const refusal: Verdict = { code: "provider", charged: "no", again: "never" };
export const broke: Verdict = { code: "provider", charged: "no", again: "once" };
export const unknown: Verdict = { code: "unknown", charged: "unknown", again: "never" };
export const timeout: Verdict = { code: "timeout", charged: "unknown", again: "never" };
export const busy = (retryAfterMs?: number): Verdict => ({
  code: "busy",
  charged: "no",
  again: "later",
  ...(retryAfterMs !== undefined && { retryAfterMs }),
});

/** An error in OpenAI's shape. */
export const refused =
  (status: number, error: object, headers: Record<string, string> = {}): Wire =>
  (response) => {
    const common = { message: "secret provider words", type: "invalid_request_error", param: null, code: null };
    json(response, status, { error: { ...common, ...error } }, headers);
  };

/** A web page, as proxies send it. */
export const page =
  (status: number): Wire =>
  (response) =>
    response.writeHead(status, { "content-type": "text/html" }).end(`<h1>${status} of some proxy</h1>`);

/** An event stream that ends. */
export const streamed =
  (text: string): Wire =>
  (response) => {
    events(response, text);
    response.end();
  };

/** An error inside a stream, as OpenAI writes it. */
export const errorEvent = (error: object) =>
  event("error", { error: { message: "secret provider words", param: null, code: null, ...error } });

const small = { b64_json: pngBytes(40).toString("base64"), partial_image_index: 0 };
export const partialEvent = event("image_generation.partial_image", small);
export const halfPicture = event("image_generation.completed", {
  b64_json: pngBytes(600_000).toString("base64"),
}).slice(0, 500_000);

/** Paints once over that wire and checks what came of it: one request sent, nothing stored, the right words. */
export async function expectFailure([, answer, verdict, says, config]: Row): Promise<void> {
  const server = await wire(answer);
  try {
    const outcome = await outcomeOf(modelAt(server.baseUrl, config), picture({ prompt: "a fox nobody may know of" }));
    expect(outcome.error).toMatchObject({ retryAfterMs: null, ...verdict });
    expect(outcome.sentence).toMatch(says);
    expect(outcome.sentence).toMatch(verdict.charged === "no" ? /Nothing was charged/ : /may have been charged/);
    expect(outcome.sentence).not.toContain("secret");
    expect(outcome.error?.message).not.toMatch(/secret-key|nobody may know/);
    expect(outcome.stored).toBeNull();
    expect(server.requests).toHaveLength(1);
  } finally {
    await server.close();
  }
}
