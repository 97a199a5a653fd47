const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const COLON = 0x3a;
const SPACE = 0x20;
/** Field names and event names are short; what is longer is no name that we know. */
const MAX_NAME_LENGTH = 128;

/** A piece of an event stream: a part of an event's data, its name, or its end. */
export type EventPiece =
  | { readonly kind: "data"; readonly bytes: Buffer }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "end" };

/** Splits server-sent events without holding a line, however long it is. */
export interface EventSplitter {
  split(chunk: Buffer): Generator<EventPiece>;
}

/** Follows https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream; the byte order mark is taken off before. */
export function eventSplitter(): EventSplitter {
  let place: "field" | "first" | "value" = "field";
  let field = "";
  let name = "";
  let dataLines = 0;
  let afterReturn = false;

  function* fieldEnds(): Generator<EventPiece> {
    if (field !== "data") return;
    if (dataLines > 0) yield { kind: "data", bytes: Buffer.from("\n") };
    dataLines += 1;
  }

  function* lineEnds(): Generator<EventPiece> {
    if (place === "field") {
      if (field !== "") yield* fieldEnds();
      else {
        if (dataLines > 0) yield { kind: "end" };
        dataLines = 0;
      }
    } else if (field === "event") yield { kind: "name", name };
    place = "field";
    field = "";
    name = "";
  }

  function* split(chunk: Buffer): Generator<EventPiece> {
    let at = 0;
    let feed = -2;
    let carriage = -2;
    while (at < chunk.length) {
      if (afterReturn) {
        afterReturn = false;
        if (chunk[at] === LINE_FEED) {
          at += 1;
          continue;
        }
      }
      // Looked for again only when passed: a chunk may hold thousands of short lines.
      if (feed !== -1 && feed < at) feed = chunk.indexOf(LINE_FEED, at);
      if (carriage !== -1 && carriage < at) carriage = chunk.indexOf(CARRIAGE_RETURN, at);
      const lineEnd = feed === -1 || (carriage !== -1 && carriage < feed) ? carriage : feed;
      const end = lineEnd === -1 ? chunk.length : lineEnd;

      if (place === "field") {
        const line = chunk.subarray(at, end);
        const colon = line.indexOf(COLON);
        const part = line.subarray(0, colon === -1 ? line.length : colon);
        if (field.length < MAX_NAME_LENGTH) field += part.toString("latin1", 0, MAX_NAME_LENGTH);
        at += part.length;
        if (colon !== -1) {
          at += 1;
          place = "first";
          yield* fieldEnds();
          continue;
        }
      } else {
        if (place === "first" && at < end) {
          place = "value";
          if (chunk[at] === SPACE) at += 1;
        }
        if (field === "data" && at < end) yield { kind: "data", bytes: chunk.subarray(at, end) };
        else if (field === "event" && name.length < MAX_NAME_LENGTH) name += chunk.toString("utf8", at, end);
        at = end;
      }
      if (lineEnd === -1) return;
      at = end + 1;
      afterReturn = chunk[end] === CARRIAGE_RETURN;
      yield* lineEnds();
    }
  }

  return { split };
}
