import type { ErrorFields } from "./errors.ts";
import type { SeenRequest } from "./journal.ts";

/** An answer given instead of the picture. */
export interface PlannedAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** True: the picture was drawn first, so it counts as paid (a gateway that gave up waiting). */
  afterRender: boolean;
}

/** An error that comes inside a stream that has begun; a request that is not streamed gets it as a 400 (or 500 `server_error`). */
export interface PlannedErrorEvent {
  error: ErrorFields;
  /** False: an event named `error` that holds `{error}`. True: no name, and the error's fields in the event itself. */
  flat: boolean;
  /** Partial images sent before it. */
  afterPartials: number;
}

/** Where the image goes wrong although the answer says 200. */
export type PayloadFault =
  /** `data: [{url}]`, absolute, served by this server. */
  | "url"
  /** The same, relative to the server's root. */
  | "relative-url"
  /** `b64_json` begins with `data:image/png;base64,`. */
  | "data-url"
  /** The picture's bytes themselves, typed `image/png`. */
  | "bare-bytes"
  /** Valid base64 of bytes that are no image. */
  | "junk-bytes"
  /** Characters that base64 does not know, in the middle. */
  | "bad-base64"
  /** `data: []`. */
  | "no-image";

/**
 * What goes wrong with one request, as plain data. Every field is one fault; fields combine.
 * Each is real on the wire: sockets are destroyed, streams end early, bytes are wrong.
 */
export interface Fault {
  /** Waits this long, in milliseconds, before anything is answered. */
  delayMs?: number;
  answer?: PlannedAnswer;
  errorEvent?: PlannedErrorEvent;
  /** Destroys the socket: before drawing (not paid), after drawing with no byte answered (paid), or halfway through the image (paid). */
  reset?: "before-render" | "after-render" | "mid-body";
  /** Never answers: no headers at all, or headers and then nothing. Neither draws. */
  hang?: "before-headers" | "after-headers";
  /** At most so many of the partial images asked for are sent. */
  deliverPartials?: number;
  /** The stream ends cleanly without its completed event. */
  endAfterPartials?: boolean;
  /** Answers a streaming request with a plain JSON body. */
  jsonInsteadOfStream?: boolean;
  payload?: PayloadFault;
  usage?: "missing" | "null";
  /** Bytes per write, each handed to the socket by itself; 7 also cuts inside UTF-8 and base64 quartets. */
  chunkBytes?: number;
  /** How events are written: line ends, `event:` lines left out, comment lines in between. */
  events?: { lineEnd?: "\n" | "\r\n"; unnamed?: boolean; comments?: boolean };
  /** How JSON is written: `b64_json` and `data` before or after the other keys, spaces around every mark, a `revised_prompt`. */
  json?: { image?: "first" | "last"; spaces?: boolean; revisedPrompt?: string };
}

/**
 * Decides, once per image request and after its body was read, what goes wrong; `null` for nothing.
 * `ordinal` counts the image requests of this server from 0.
 */
export type Script = (request: SeenRequest, ordinal: number) => Fault | null;
