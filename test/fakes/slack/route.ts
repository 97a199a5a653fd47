import type { Json } from "./json.ts";

/** What can be slowed down, made to fail, limited or held: a Web API method, or one of the other addresses. */
export type RouteName =
  | `${"apps" | "assistant" | "auth" | "chat" | "conversations" | "files" | "reactions" | "users" | "views"}.${string}`
  /** The bytes of an upload. */
  | "upload"
  /** `url_private` and `url_private_download`. */
  | "download"
  /** Where a download redirects to. */
  | "cdn"
  | "response_url";

/** A request, read to its end. */
export interface Incoming {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What is answered: JSON, text or bytes. */
export interface Outgoing {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Json | string | Uint8Array;
}

/** An address outside the Web API. */
export interface Route {
  readonly name: RouteName;
  readonly prefix: string;
  handle(request: Incoming): Outgoing | Promise<Outgoing>;
}

export function contentType(request: Incoming): string {
  return (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

/** Fields of a multipart body; files as their bytes. */
export async function multipart(request: Incoming): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const form = await new Response(Uint8Array.from(request.body), {
    headers: { "content-type": request.headers["content-type"] ?? "" },
  }).formData();
  const fields = new Map<string, string | Uint8Array>();
  for (const [name, value] of form.entries())
    fields.set(name, typeof value === "string" ? value : new Uint8Array(await value.arrayBuffer()));
  return fields;
}
