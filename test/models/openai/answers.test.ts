import { describe, expect, test } from "vitest";
import { type AnswerPiece, answerPieces } from "#src/models/openai/answer.ts";
import { AnswerFailure } from "#src/models/openai/answer-failure.ts";
import { receive } from "#src/models/openai/receive.ts";
import { event, pngBytes, usage } from "./wire.ts";

const image = pngBytes(1000);
const b64 = image.toString("base64");
const completed = "image_generation.completed";
const partial = { b64_json: pngBytes(40).toString("base64"), partial_image_index: 0 };

/** An answer of status 200 as bytes, and what has to come of it. */
interface Row {
  readonly name: string;
  readonly text: string | Buffer;
  readonly type?: string;
  readonly partials?: number;
  /** What is wrong with it; without it, the picture has to arrive. */
  readonly fault?: string;
}

const good: readonly Row[] = [
  { name: "a plain answer", text: JSON.stringify({ created: 1, data: [{ b64_json: b64 }], usage }) },
  {
    name: "a picture before and text after it",
    text: JSON.stringify({ data: [{ b64_json: b64, revised_prompt: 'say "b64_json":"x" \\ 🦊' }], usage }),
  },
  {
    name: "text before the picture",
    text: JSON.stringify({ usage, data: [{ revised_prompt: '{"b64_json":"AAAA"}', b64_json: b64 }] }),
  },
  {
    name: "spaces around every mark",
    text: JSON.stringify({ data: [{ b64_json: b64 }] }, null, 3).replaceAll(":", " :\n "),
  },
  {
    name: "keep-alive spaces and a byte order mark first",
    text: `\ufeff \n \n ${JSON.stringify({ data: [{ b64_json: b64 }] })}`,
  },
  { name: "escaped slashes", text: JSON.stringify({ data: [{ b64_json: b64 }] }).replaceAll("/", "\\/") },
  {
    name: "unicode escapes",
    text: JSON.stringify({ data: [{ b64_json: b64 }] })
      .replaceAll("+", "\\u002b")
      .replaceAll("A", "\\u0041"),
  },
  { name: "an escaped key", text: JSON.stringify({ data: [{ b64_json: b64 }] }).replace("b64_json", "b64\\u005fjson") },
  {
    name: "line breaks inside the base64",
    text: JSON.stringify({ data: [{ b64_json: b64.replace(/.{76}/g, "$&\r\n") }] }),
  },
  { name: "a data URL as b64_json", text: JSON.stringify({ data: [{ b64_json: `data:image/png;base64,${b64}` }] }) },
  { name: "a data URL as url", text: JSON.stringify({ data: [{ url: `data:image/png;base64,${b64}` }] }) },
  {
    name: "a data URL with escaped slashes",
    text: JSON.stringify({ data: [{ url: `data:image/png;base64,${b64}` }] }).replaceAll("/", "\\/"),
  },
  {
    name: "null beside it",
    text: JSON.stringify({ data: [{ url: null, b64_json: b64, revised_prompt: null }], usage: null }),
  },
  { name: "an empty string beside it", text: JSON.stringify({ data: [{ url: "", b64_json: b64 }] }) },
  {
    name: "two pictures, of which the first counts",
    text: JSON.stringify({ data: [{ b64_json: b64 }, { b64_json: pngBytes(77).toString("base64") }] }),
  },
  { name: "the bytes themselves", text: image, type: "image/png" },
  { name: "the bytes themselves under a wrong type", text: image, type: "application/octet-stream" },
  {
    name: "a stream",
    text: event("image_generation.partial_image", partial) + event(completed, { b64_json: b64, usage }),
    partials: 1,
  },
  {
    name: "a stream of an edit",
    text: event("image_edit.partial_image", partial) + event("image_edit.completed", { b64_json: b64 }),
    partials: 1,
  },
  {
    name: "a stream with CRLF",
    text: (event("image_generation.partial_image", partial) + event(completed, { b64_json: b64 })).replaceAll(
      "\n",
      "\r\n",
    ),
    partials: 1,
  },
  { name: "a stream with CR alone", text: event(completed, { b64_json: b64 }).replaceAll("\n", "\r") },
  {
    name: "comments, ids and pings",
    text: `: hello 🦊\n\nid: 7\nretry: 100\n\ndata: ping\n\n${event(completed, { b64_json: b64 })}data: [DONE]\n\n`,
  },
  {
    name: "events without names",
    text: `data: ${JSON.stringify({ type: "image_generation.partial_image", ...partial })}\n\ndata: ${JSON.stringify({ type: completed, b64_json: b64 })}\n\n`,
    partials: 1,
  },
  {
    name: "types after the pictures",
    text: `data: ${JSON.stringify({ ...partial, type: "image_generation.partial_image" })}\n\ndata: ${JSON.stringify({ b64_json: b64, type: completed })}\n\n`,
    partials: 1,
  },
  {
    name: "names after the data",
    text: `data: ${JSON.stringify(partial)}\nevent: image_generation.partial_image\n\ndata: ${JSON.stringify({ b64_json: b64 })}\nevent: ${completed}\n\n`,
    partials: 1,
  },
  {
    name: "no types at all, only an index",
    text: `data: ${JSON.stringify(partial)}\n\ndata: ${JSON.stringify({ b64_json: b64 })}\n\n`,
    partials: 1,
  },
  { name: "no space after the colon", text: `event:${completed}\ndata:${JSON.stringify({ b64_json: b64 })}\n\n` },
  {
    name: "JSON on several data lines",
    text: `event: ${completed}\n${JSON.stringify({ type: completed, b64_json: b64, usage }, null, 1).replace(/^/gm, "data: ")}\n\n`,
  },
  { name: "no blank line at the end", text: event(completed, { b64_json: b64 }).trimEnd() },
  { name: "a stream called JSON", text: event(completed, { b64_json: b64 }), type: "application/json" },
  { name: "JSON called a stream", text: JSON.stringify({ data: [{ b64_json: b64 }] }), type: "text/event-stream" },
  {
    name: "an unreadable partial picture, which is not shown",
    text: event("image_generation.partial_image", { b64_json: "!!!!" }) + event(completed, { b64_json: b64 }),
  },
];

const bad: readonly Row[] = [
  { name: "nothing", text: "", fault: "no-picture" },
  { name: "a web page", text: "<!DOCTYPE html><title>b64_json</title>", type: "text/html", fault: "no-picture" },
  { name: "an endless web page", text: `<p>${"x".repeat(300_000)}`, type: "text/html", fault: "no-picture" },
  { name: "an empty list", text: '{"created":1,"data":[]}', fault: "no-picture" },
  { name: "an empty picture", text: '{"data":[{"b64_json":""}]}', fault: "no-picture" },
  { name: "a null picture", text: '{"data":[{"b64_json":null}]}', fault: "no-picture" },
  {
    name: "base64 of no image",
    text: JSON.stringify({ data: [{ b64_json: Buffer.alloc(900, "junk").toString("base64") }] }),
    fault: "bad-picture",
  },
  {
    name: "an unknown character first",
    text: JSON.stringify({ data: [{ b64_json: `*${b64}` }] }),
    fault: "bad-picture",
  },
  {
    name: "a data URL without base64",
    text: JSON.stringify({ data: [{ url: "data:image/svg+xml,%3Csvg/%3E" }] }),
    fault: "bad-picture",
  },
  {
    name: "an unknown character inside",
    text: JSON.stringify({ data: [{ b64_json: pngBytes(400_000).toString("base64").replace(/.{8}$/, "!*!*") }] }),
    fault: "bad-picture",
  },
  {
    name: "a space inside",
    text: JSON.stringify({ data: [{ b64_json: pngBytes(400_000).toString("base64").replace(/.{8}$/, "AAA AAAA") }] }),
    fault: "bad-picture",
  },
  {
    name: "a quote inside",
    text: JSON.stringify({ data: [{ b64_json: `${pngBytes(400_000).toString("base64").slice(0, -8)}"AAAAAAA` }] }),
    fault: "bad-picture",
  },
  {
    name: "a missing character",
    text: JSON.stringify({ data: [{ b64_json: pngBytes(399_999).toString("base64").slice(0, -1) }] }),
    fault: "bad-picture",
  },
  {
    name: "missing padding",
    text: JSON.stringify({ data: [{ b64_json: pngBytes(400_000).toString("base64").replace(/=+$/, "") }] }),
    fault: "bad-picture",
  },
  {
    name: "characters after the padding",
    text: JSON.stringify({ data: [{ b64_json: `${pngBytes(400_000).toString("base64")}AAAA` }] }),
    fault: "bad-picture",
  },
  {
    name: "JSON that ends inside the picture",
    text: `{"data":[{"b64_json":"${pngBytes(399_999).toString("base64")}`,
    fault: "cut",
  },
  { name: "JSON that ends after the picture", text: `{"data":[{"b64_json":"${b64}"}]`, fault: "cut" },
  {
    name: "a stream of partial pictures only",
    text: event("image_generation.partial_image", partial),
    partials: 1,
    fault: "no-picture",
  },
  { name: "a stream without anything", text: ": ping\n\n", fault: "no-picture" },
  { name: "a completed event without a picture", text: event(completed, { usage }), fault: "no-picture" },
  {
    name: "an event that ends inside its picture",
    text: event(completed, { b64_json: pngBytes(399_999).toString("base64") }).slice(0, -300),
    fault: "cut",
  },
  {
    name: "an event that ends inside its text",
    text: event(completed, { b64_json: b64, usage }).slice(0, -20),
    fault: "cut",
  },
];

const chunkings: Readonly<Record<string, (bytes: Buffer) => Iterable<Buffer>>> = {
  "in one": (bytes) => [bytes],
  "byte by byte": (bytes) => every(bytes, () => 1),
  "in sevens": (bytes) => every(bytes, () => 7),
  "in odd pieces": (bytes) => every(bytes, (index) => 1 + ((index * 7919) % 97)),
  "in network pieces": (bytes) => every(bytes, () => 65_536),
};

function* every(bytes: Buffer, length: (index: number) => number): Generator<Buffer> {
  for (let at = 0, index = 0; at < bytes.length; index += 1) {
    const end = at + length(index);
    yield bytes.subarray(at, end);
    at = end;
  }
}

async function* arriving(bytes: Buffer, chunking: (bytes: Buffer) => Iterable<Buffer>): AsyncGenerator<Buffer> {
  // A copy, because a chunk belongs to whoever reads it.
  for (const chunk of chunking(bytes)) yield Buffer.from(chunk);
}

async function received(row: Row, chunking: (bytes: Buffer) => Iterable<Buffer>) {
  const bytes = Buffer.from(row.text);
  const type = row.type ?? (bytes.includes("data: ") ? "text/event-stream" : "application/json");
  const partials: Buffer[] = [];
  const blocks: Buffer[] = [];
  let kept = false;
  const sink = {
    partial: (shown: Uint8Array) => void partials.push(Buffer.from(shown)),
    image: async (stream: AsyncIterable<Uint8Array>) => {
      for await (const block of stream) blocks.push(Buffer.from(block));
      kept = true;
    },
  };
  const listener = { refusalIn: () => null, partialCame: () => {} };
  const pieces: AsyncGenerator<AnswerPiece> = answerPieces(arriving(bytes, chunking), type);
  const error = await receive(pieces, sink, listener).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return { error, partials, kept, bytes: Buffer.concat(blocks) };
}

describe.each(Object.entries(chunkings))("an answer that comes %s", (how, chunking) => {
  test.each(good)("brings its picture: $name", async (row) => {
    const { error, partials, kept, bytes } = await received(row, chunking);
    expect(error).toBeNull();
    expect(kept).toBe(true);
    expect(partials).toHaveLength(row.partials ?? 0);
    expect(bytes.equals(image)).toBe(true);
  });

  // The large ones byte by byte would take seconds and show nothing new.
  test.each(bad.filter(({ text }) => how !== "byte by byte" || text.length < 100_000))(
    "is refused: $name",
    async (row) => {
      const { error, partials, kept } = await received(row, chunking);
      expect(error).toBeInstanceOf(AnswerFailure);
      expect(error).toMatchObject({ fault: row.fault });
      expect(partials).toHaveLength(row.partials ?? 0);
      expect(kept).toBe(false);
    },
  );
});

test("a large picture whose type comes after it is streamed all the same", async () => {
  const large = pngBytes(20 * 1024 * 1024);
  const text = `data: {"b64_json":"${large.toString("base64")}","type":"${completed}"}\n\n`;
  const { error, bytes } = await received({ name: "", text }, (whole) => every(whole, () => 65_536));
  expect(error).toBeNull();
  expect(bytes.equals(large)).toBe(true);
});
