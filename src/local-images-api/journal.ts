import type { IncomingHttpHeaders } from "node:http";
import type { UploadedFile } from "./body.ts";

/** One image request as it was received and what became of it. */
export interface SeenRequest {
  /** Counts the image requests of this server from 0. */
  readonly ordinal: number;
  /** The `x-request-id` of the answer. */
  readonly requestId: string;
  readonly path: string;
  /** As sent, except that `authorization` keeps only the key's last four characters. */
  readonly headers: IncomingHttpHeaders;
  /** Parsed fields as sent; a multipart form's values are strings. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly files: readonly UploadedFile[];
  /** `aborted`: the client left before the answer was complete. `failed`: an error or a scripted fault instead of a picture. */
  readonly state: "open" | "done" | "aborted" | "failed";
  /** A picture was rendered and would have been billed, whether or not the client got it. */
  readonly paid: boolean;
  /** What broke inside the server, if something did. */
  readonly error: unknown;
}

/** The same request while it is being worked on. */
export type OpenRequest = { -readonly [Key in keyof SeenRequest]: SeenRequest[Key] };

/** Remembers requests, the newest ones within two bounds, so that a bot that runs for weeks does not keep every upload. */
export interface Journal {
  /** The live list: entries change while their request is worked on. */
  readonly requests: readonly SeenRequest[];
  open(head: { requestId: string; path: string; headers: IncomingHttpHeaders }): OpenRequest;
  /** Adds the body and forgets the oldest requests beyond the bounds. */
  received(request: OpenRequest, body: { fields: Record<string, unknown>; files: readonly UploadedFile[] }): void;
}

function redact(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  if (headers.authorization === undefined) return { ...headers };
  return { ...headers, authorization: `Bearer ***${headers.authorization.slice(-4)}` };
}

function fileBytes(request: SeenRequest): number {
  return request.files.reduce((sum, file) => sum + file.byteLength, 0);
}

/** A journal of at most `maxRequests` requests whose files together hold at most `maxFileBytes` bytes. */
export function openJournal(bounds: { maxRequests: number; maxFileBytes: number }): Journal {
  const requests: OpenRequest[] = [];
  let opened = 0;
  let keptBytes = 0;

  function trim(): void {
    while (requests.length > bounds.maxRequests || keptBytes > bounds.maxFileBytes) {
      const oldest = requests.shift();
      if (oldest === undefined) return;
      keptBytes -= fileBytes(oldest);
    }
  }

  return {
    requests,
    open(head) {
      const request: OpenRequest = {
        ordinal: opened++,
        requestId: head.requestId,
        path: head.path,
        headers: redact(head.headers),
        fields: {},
        files: [],
        state: "open",
        paid: false,
        error: null,
      };
      requests.push(request);
      trim();
      return request;
    },
    received(request, body) {
      request.fields = body.fields;
      request.files = body.files;
      if (!requests.includes(request)) return;
      keptBytes += fileBytes(request);
      trim();
    },
  };
}
