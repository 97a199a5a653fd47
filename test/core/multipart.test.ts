import { once } from "node:events";
import { expect, test } from "vitest";
import type { Bytes } from "#core/bytes.ts";
import { multipart } from "#core/multipart.ts";

/** A file of four pieces that tells how often it is open. */
function watched(): Bytes & { open: number } {
  return {
    size: 8,
    open: 0,
    async *stream() {
      this.open += 1;
      try {
        for (const piece of ["ab", "cd", "ef", "gh"]) yield Buffer.from(piece);
      } finally {
        this.open -= 1;
      }
    },
  };
}

test("a form has its words and files in order, as long as it says, and can be read again", async () => {
  const form = multipart([
    { name: "prompt", content: 'a "red" fox' },
    { name: "image", fileName: 'f"ox.png', type: "image/png", content: watched() },
  ]);
  const texts = [await textOf(form.pieces()), await textOf(form.pieces())];
  const [, boundary = ""] = form.headers["content-type"].split("boundary=");
  const expected = [
    `--${boundary}`,
    ...['content-disposition: form-data; name="prompt"', "", 'a "red" fox', `--${boundary}`],
    ...[
      'content-disposition: form-data; name="image"; filename="f%22ox.png"',
      "content-type: image/png",
      "",
      "abcdefgh",
    ],
    ...[`--${boundary}--`, ""],
  ].join("\r\n");
  expect(texts).toEqual([expected, expected]);
  expect(form.headers["content-length"]).toBe(String(expected.length));
});

// A file that stays open is closed when it is collected, and then Node ends the process.
test.each([0, 1, 2, 3, 4, 5])("a form that is broken off after %i pieces leaves no file open", async (read) => {
  const [first, second] = [watched(), watched()];
  const pieces = multipart([
    { name: "a", fileName: "a.png", content: first },
    { name: "b", fileName: "b.png", content: second },
  ]).pieces();
  const iterator = pieces[Symbol.asyncIterator]();
  for (let piece = 0; piece < read; piece += 1) await iterator.next();
  const closed = once(pieces, "close");
  pieces.destroy();
  await closed;
  await expect.poll(() => [first.open, second.open]).toEqual([0, 0]);
});

async function textOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all).toString();
}
