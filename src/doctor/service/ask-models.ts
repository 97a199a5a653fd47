import OpenAI, { APIError, AzureOpenAI } from "openai";
import { Agent } from "undici";
import { z } from "zod";
import type { AppError } from "#core/errors.ts";
import type { OnePicture } from "#core/model.ts";
import { paintError } from "#src/models/openai/errors.ts";
import type { Trouble } from "../finding.ts";
import { networkTrouble } from "./network-faults.ts";

/** Who is asked. */
export interface Service {
  /** Ends in a slash. */
  readonly baseUrl: URL;
  readonly apiKey: string;
  /** Set for Azure's older addresses alone. */
  readonly azureApiVersion: string | null;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** A model as the service lists it. */
export interface ListedModel {
  readonly id: string;
  /** YYYY-MM-DD, or null when none is announced. */
  readonly shutdownOn: string | null;
}

/** What came of asking which models there are. */
export type Asked =
  | {
      readonly kind: "answered";
      /** Null when the answer is no list that could be read. */
      readonly models: readonly ListedModel[] | null;
      readonly organization: string | null;
      readonly project: string | null;
    }
  | { readonly kind: "refused"; readonly status: number; readonly error: AppError; readonly page: boolean }
  | { readonly kind: "page" }
  | { readonly kind: "unreachable"; readonly trouble: Trouble };

const maxListBytes = 8_000_000;

const listSchema = z.object({
  data: z.array(z.object({ id: z.string(), shutdown_date: z.string().nullish().catch(null) })),
});

/** Asks once for the list of models, which costs nothing; waits for `timeoutMs` in all and never rejects. */
export async function askModels(service: Service, picture: OnePicture, timeoutMs: number): Promise<Asked> {
  const deadline = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([deadline, service.signal]);
  // The same kind of connection as for pictures: the built-in one may go through a proxy that these do not use.
  const agent = new Agent({ connect: { timeout: timeoutMs } });
  const options = {
    apiKey: service.apiKey,
    baseURL: service.baseUrl.href,
    maxRetries: 0,
    timeout: timeoutMs,
    organization: null,
    project: null,
    logLevel: "off" as const,
    fetchOptions: { redirect: "manual" as const, dispatcher: agent },
  };
  try {
    const { azureApiVersion } = service;
    const client =
      azureApiVersion === null ? new OpenAI(options) : new AzureOpenAI({ ...options, apiVersion: azureApiVersion });
    const response = await client.models.list({ signal }).asResponse();
    return answered(response, await readText(response));
  } catch (error) {
    if (error instanceof APIError && error.status !== undefined) {
      const page = /html/.test(error.headers?.get("content-type") ?? "");
      return { kind: "refused", status: error.status, error: translated(error, service, picture), page };
    }
    if (service.signal.aborted) return { kind: "unreachable", trouble: { says: "given up", fix: "try again" } };
    const waitedMs = deadline.aborted ? timeoutMs : null;
    return { kind: "unreachable", trouble: networkTrouble(error, service.baseUrl, waitedMs) };
  } finally {
    await agent.destroy();
  }
}

/** The refusal, as it would be understood if a picture had been asked for. */
function translated(error: APIError, { apiKey }: Service, picture: OnePicture): AppError {
  const requestId = error.requestID ?? null;
  return paintError(error, { picture, apiKey, sent: true, givenUp: null, partials: 0, requestId, nowMs: Date.now() });
}

function answered(response: Response, text: string): Asked {
  if (/html/.test(response.headers.get("content-type") ?? "") || /^\s*<(?:!doctype|html)/i.test(text)) {
    return { kind: "page" };
  }
  const list = listSchema.safeParse(parsed(text));
  const models = list.success
    ? list.data.data.map(({ id, shutdown_date: date }) => ({ id, shutdownOn: dayOf(date ?? "") }))
    : null;
  const organization = headerOf(response, "openai-organization");
  return { kind: "answered", models, organization, project: headerOf(response, "openai-project") };
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxListBytes) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function dayOf(date: string): string | null {
  return /^\d{4}-\d{2}-\d{2}/.exec(date)?.[0] ?? null;
}

function headerOf(response: Response, name: string): string | null {
  return /^[\w-]{1,80}$/.exec(response.headers.get(name) ?? "")?.[0] ?? null;
}
