import { type Agent, request } from "undici";
import { z } from "zod";
import { headersOf } from "#core/headers.ts";
import type { Multipart } from "#core/multipart.ts";

const headersSent = z.record(z.string(), z.string());
const sendingMethod = z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]);

/** What discord.js asks for. */
export interface Sending {
  readonly method?: string;
  readonly headers?: unknown;
  readonly body?: unknown;
  readonly signal?: AbortSignal | null;
}

/**
 * Sends for discord.js, by our own undici; otherwise it takes the one that it finds, which is Node's. A form of ours is read
 * anew for each try.
 */
export async function sendRequest(url: string, sending: Sending, dispatcher: Agent): Promise<Response> {
  const { body, signal = null } = sending;
  const form = isForm(body) ? body : null;
  const answer = await request(url, {
    dispatcher,
    signal,
    method: sendingMethod.parse(sending.method),
    headers: { ...headersSent.parse(sending.headers ?? {}), ...form?.headers },
    body: form ? form.pieces() : typeof body === "string" ? body : null,
  });
  const text = await answer.body.text();
  return new Response(text === "" ? null : text, { status: answer.statusCode, headers: headersOf(answer.headers) });
}

function isForm(body: unknown): body is Multipart {
  return typeof body === "object" && body !== null && "pieces" in body;
}
