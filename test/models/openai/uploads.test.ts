import { once } from "node:events";
import { openAsBlob } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { json, modelAt, outcomeOf, picture, pngBytes, wire } from "./wire.ts";

/** More than what a network takes in without being read. */
const pictureBytes = 20 * 1024 * 1024;

test("a connection that breaks inside a large upload ends that picture alone, and nobody knows whether it was charged", async () => {
  const edit = await editAt((request) => {
    request.once("data", () => request.socket.destroy());
  });
  for (let nth = 0; nth < 3; nth += 1) {
    const { error, sentence } = await edit();
    expect(error).toMatchObject({ code: "unknown", charged: "unknown", again: "never" });
    expect(sentence).toMatch(/lost/);
  }
});

test("a large upload that is refused before it has ended ends that picture alone", async () => {
  const edit = await editAt((request, response) => {
    request.once("data", () => {
      response.writeHead(413, { connection: "close" });
      response.end();
    });
  });
  // The answer, or that the connection is closed: whichever comes first.
  for (let nth = 0; nth < 3; nth += 1)
    expect((await edit()).error).toMatchObject({ code: expect.stringMatching(/^(invalid|provider|unknown)$/) });
});

test.each(["gzip", "GZIP", "x-gzip"])("an answer that a gateway has packed as %s is unpacked", async (encoding) => {
  const bytes = pngBytes(300_000);
  const packed = gzipSync(JSON.stringify({ data: [{ b64_json: bytes.toString("base64") }] }));
  const provider = await wire((response) => {
    response.writeHead(200, { "content-type": "application/json", "content-encoding": encoding });
    response.end(packed);
  });
  onTestFinished(provider.close);
  expect((await outcomeOf(modelAt(provider.baseUrl), picture())).stored?.bytes).toEqual(bytes);
});

test("a packed refusal is understood, and a packed answer that is damaged ends as unknown", async () => {
  const provider = await wire((response, { url }) => {
    const headers = { "content-encoding": "gzip" };
    if (url?.includes("generations")) json(response, 200, "no gzip at all", headers);
    else
      response.writeHead(400, headers).end(gzipSync(JSON.stringify({ error: { code: "billing_hard_limit_reached" } })));
  });
  onTestFinished(provider.close);
  const model = modelAt(provider.baseUrl);
  expect((await outcomeOf(model, picture())).error).toMatchObject({ code: "unknown", charged: "unknown" });
  const size = { width: 64, height: 64 };
  const images = [{ bytes: new Blob([Uint8Array.from(pngBytes())], { type: "image/png" }), size }];
  expect((await outcomeOf(model, picture({ images }))).error).toMatchObject({ charged: "no" });
});

/** A provider that takes uploads badly, and a way to have a large picture edited there. */
async function editAt(plays: RequestListener) {
  const folder = await mkdtemp(join(tmpdir(), "limner-upload-"));
  const path = join(folder, "picture.png");
  await writeFile(path, Buffer.alloc(pictureBytes, 7));
  const server = createServer(plays).listen(0, "127.0.0.1");
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  });
  await once(server, "listening");
  const address = server.address();
  const model = modelAt(`http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/v1`);
  const size = { width: 1024, height: 1024 };
  return async () => {
    const bytes = await openAsBlob(path, { type: "image/png" });
    return outcomeOf(model, picture({ images: [{ bytes, size }] }));
  };
}
