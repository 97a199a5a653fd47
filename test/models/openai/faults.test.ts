import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { expectFailure, halfPicture, page, partialEvent, type Row, streamed, timeout, unknown } from "./failing.ts";
import { event, events, json, modelAt, outcomeOf, picture, pngBytes, wire } from "./wire.ts";

const broken: readonly Row[] = [
  ["reset before any answer", (response) => response.socket?.resetAndDestroy(), unknown, /lost/],
  ["closed before any answer", (response) => response.destroy(), unknown, /lost/],
  ["reset inside the picture", resetInside, unknown, /lost/],
  ["closed inside a JSON answer", closedInside, unknown, /lost/],
  ["a stream that ends inside its picture", streamed(halfPicture), unknown, /lost/],
];

const withoutPicture: readonly Row[] = [
  ["nothing", (response) => response.writeHead(200).end(), unknown, /without a picture/],
  ["204", (response) => response.writeHead(204).end(), unknown, /without a picture/],
  ["a web page", page(200), unknown, /without a picture/],
  ["no data", (response) => json(response, 200, { created: 1, data: [] }), unknown, /without a picture/],
  ["a stream that ends silently", streamed(partialEvent), unknown, /without a picture/],
  ["damaged base64", (response) => json(response, 200, damaged), unknown, /damaged/],
  ["a picture that is none", (response) => json(response, 200, { data: [{ b64_json: junk }] }), unknown, /damaged/],
];

const soon = { idleTimeoutMs: 50 };
const late: readonly Row[] = [
  ["no answer at all", () => {}, timeout, /took too long/, soon],
  ["silence after the headers", (response) => events(response), timeout, /took too long/, soon],
  ["silence inside the picture", (response) => events(response, halfPicture), timeout, /took too long/, soon],
  [
    "a stream that goes on for ever",
    pingForever,
    timeout,
    /took too long/,
    { idleTimeoutMs: 1000, totalTimeoutMs: 80 },
  ],
  [
    "a server that does not stream and never answers",
    () => {},
    timeout,
    /took too long/,
    { provider: "compatible", idleTimeoutMs: 5, totalTimeoutMs: 60 },
  ],
];

const damaged = { data: [{ b64_json: `${pngBytes(300_000).toString("base64")}!` }] };
const junk = Buffer.from("hello world!!").toString("base64");

function resetInside(response: ServerResponse): void {
  events(response, partialEvent);
  response.write(halfPicture, () => setTimeout(() => response.socket?.resetAndDestroy(), 20));
}

function closedInside(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json", "content-length": "900000" });
  response.write(`{"data":[{"b64_json":"${pngBytes(300_000).toString("base64")}`, () => response.destroy());
}

function pingForever(response: ServerResponse): void {
  events(response);
  const timer = setInterval(() => response.write(": ping\n\n"), 10);
  response.on("close", () => clearInterval(timer));
}

describe("what goes wrong on the way", () => {
  for (const row of broken) test.concurrent(`a broken connection: ${row[0]}`, () => expectFailure(row));
  for (const row of withoutPicture) test.concurrent(`200 with ${row[0]}`, () => expectFailure(row));
  for (const row of late) test.concurrent(`time: ${row[0]}`, () => expectFailure(row));
});

describe("answers without an end", () => {
  test("a refusal is read up to 64 KiB and no further", async () => {
    let bytesTaken = 0;
    const closed = Promise.withResolvers<void>();
    const server = await wire((response) => {
      response.on("close", closed.resolve);
      response.writeHead(400, { "content-type": "application/json" });
      const more = () => {
        if (response.destroyed || bytesTaken > 256_000_000) return void response.end();
        bytesTaken += 65_536;
        response.write(Buffer.alloc(65_536, "a"), () => setImmediate(more));
      };
      more();
    });
    const { error } = await outcomeOf(modelAt(server.baseUrl), picture());
    await closed.promise;
    await server.close();
    expect(error).toMatchObject({ code: "provider", charged: "no" });
    // What the sockets and streams between us hold is a few megabytes.
    expect(bytesTaken).toBeLessThan(32_000_000);
  });

  test("a picture is given up before it is longer than a store takes", async () => {
    const server = await wire((response) => {
      response.writeHead(200, { "content-type": "image/png" });
      response.write(pngBytes());
      const more = () => {
        if (!response.destroyed) response.write(Buffer.alloc(1_000_000), () => setImmediate(more));
      };
      more();
    });
    let bytesKept = 0;
    const image = async (stream: AsyncIterable<Uint8Array>) => {
      for await (const chunk of stream) bytesKept += chunk.byteLength;
    };
    const painting = modelAt(server.baseUrl).paint(
      picture(),
      { partial: () => {}, image },
      new AbortController().signal,
    );
    await expect(painting).rejects.toMatchObject({ code: "unknown", charged: "unknown" });
    await server.close();
    expect(bytesKept).toBeLessThanOrEqual(100_000_000);
  });

  test("an address with a password in it is refused before it is used", () => {
    expect(() => modelAt("http://ada:hunter2@127.0.0.1:9/v1")).toThrow(
      expect.objectContaining({ code: "misconfigured", message: expect.not.stringContaining("hunter2") }),
    );
  });
});

describe("what never reached the other side", () => {
  test.each([
    ["a closed port", "http://127.0.0.1:PORT/v1"],
    ["a name that does not exist", "http://nowhere.invalid/v1"],
  ])("%s: nothing charged, try later", async (_, address) => {
    const server = await wire(() => {});
    const port = new URL(server.baseUrl).port;
    await server.close();
    const { error, sentence } = await outcomeOf(modelAt(address.replace("PORT", port)), picture());
    expect(error).toMatchObject({ code: "provider", charged: "no", again: "later" });
    expect(sentence).toMatch(/cannot be reached.*Nothing was charged/);
  });

  test("TLS against a server that speaks none", async () => {
    const server = await wire(() => {});
    const { error } = await outcomeOf(modelAt(server.baseUrl.replace("http:", "https:")), picture());
    await server.close();
    expect(error).toMatchObject({ charged: "no" });
    expect(server.requests).toHaveLength(0);
  });
});

describe("cancelling", () => {
  test("before anything was sent is free, and nothing is sent", async () => {
    const server = await wire(() => {});
    const { error, sentence } = await outcomeOf(modelAt(server.baseUrl), picture(), AbortSignal.abort());
    await server.close();
    expect(error).toMatchObject({ code: "cancelled", charged: "no", again: "never" });
    expect(sentence).toMatch(/Nothing was charged/);
    expect(server.requests).toHaveLength(0);
  });

  test.each([
    ["before the headers", (_: ServerResponse) => {}],
    ["before the picture", (response: ServerResponse) => events(response, partialEvent)],
    ["inside the picture", (response: ServerResponse) => events(response, halfPicture)],
  ])("%s closes the connection, and may have been charged", async (_, answer) => {
    const cancel = new AbortController();
    const closed = Promise.withResolvers<void>();
    const server = await wire((response) => {
      response.on("close", closed.resolve);
      answer(response);
      setTimeout(() => cancel.abort(), 20);
    });
    const { error, sentence, stored } = await outcomeOf(modelAt(server.baseUrl), picture(), cancel.signal);
    await closed.promise;
    await server.close();
    expect(error).toMatchObject({ code: "cancelled", charged: "unknown", again: "never" });
    expect(sentence).toMatch(/may have been charged/);
    expect(stored).toBeNull();
  });
});

describe("a store that fails", () => {
  const good = (response: ServerResponse) => {
    events(response, event("image_generation.completed", { b64_json: pngBytes(600_000).toString("base64") }));
    response.end();
  };

  test.each([
    ["at once", 0],
    ["after the first block", 1],
  ])("%s: the picture was charged", async (_, blocks) => {
    const server = await wire(good);
    const full = Object.assign(new Error("no space left"), { code: "ENOSPC" });
    const image = async (stream: AsyncIterable<Uint8Array>) => {
      let seen = 0;
      if (blocks > 0) for await (const _block of stream) if (++seen === blocks) throw full;
      throw full;
    };
    const painted = modelAt(server.baseUrl).paint(
      picture(),
      { partial: () => {}, image },
      new AbortController().signal,
    );
    await expect(painted).rejects.toMatchObject({ code: "misconfigured", charged: "yes", text: { code: "disk.full" } });
    await server.close();
  });

  test("or that does not read to the end: nothing counts as stored", async () => {
    const server = await wire(good);
    const sink = { partial: () => {}, image: async () => {} };
    const painted = modelAt(server.baseUrl).paint(picture(), sink, new AbortController().signal);
    await expect(painted).rejects.toMatchObject({ code: "bug", charged: "yes" });
    await server.close();
  });
});

test("a preview that cannot be shown does not lose the picture", async () => {
  const whole = event("image_generation.completed", { b64_json: pngBytes(500).toString("base64") });
  const server = await wire((response) => {
    events(response, partialEvent + whole);
    response.end();
  });
  let stored = 0;
  const sink = {
    partial: () => {
      throw new Error("cannot show this");
    },
    image: async (stream: AsyncIterable<Uint8Array>) => {
      for await (const block of stream) stored += block.byteLength;
    },
  };
  await modelAt(server.baseUrl).paint(picture(), sink, new AbortController().signal);
  await server.close();
  expect(stored).toBe(500);
});
