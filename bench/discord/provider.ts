import { randomFillSync } from "node:crypto";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import sharp from "sharp";
import { nowMs } from "./clock.ts";

/** What the driver tells the provider: the next answers wait until so many requests are there, and then so long. */
export interface Hold {
  readonly requests: number;
  readonly milliseconds: number;
}

/** What the provider tells the driver. */
export type ProviderSays =
  | { readonly kind: "address"; readonly baseUrl: string; readonly pictureBytes: number }
  /** All that were waited for are there, and all answers are being written. */
  | { readonly kind: "released" }
  /** The last byte of an answer was handed to the network. */
  | { readonly kind: "sent"; readonly atMs: number };

/**
 * An Images API of its own instead of src/local-images-api, because answers have to wait for each other and no two pictures
 * may be the same: a store keeps equal ones only once. Each has a number behind its end, where decoders do not look.
 */
export async function provide(): Promise<void> {
  const picture = await noise();
  const base64 = Buffer.from(picture.toString("base64"), "latin1");
  const number = Buffer.alloc(12);
  let count = 0;
  let held: Hold = { requests: 1, milliseconds: 0 };
  let waiting: (() => void)[] = [];
  const say = (message: ProviderSays) => process.send?.(message);

  function answer(response: ServerResponse, streams: boolean): void {
    const [begin, end] = streams ? streamed : plain;
    number.writeUInt32BE(++count);
    response.on("finish", () => say({ kind: "sent", atMs: nowMs() }));
    response.writeHead(200, {
      "content-type": streams ? "text/event-stream" : "application/json",
      "content-length": begin.length + base64.length + 16 + end.length,
    });
    response.write(begin);
    response.write(base64);
    response.end(`${number.toString("base64")}${end}`);
  }

  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    waiting.push(() => answer(response, body.includes('"stream":true')));
    if (waiting.length < held.requests) return;
    const all = waiting;
    waiting = [];
    await pause(held.milliseconds);
    if (held.requests > 1) say({ kind: "released" });
    held = { requests: 1, milliseconds: 0 };
    for (const go of all) go();
  });
  process.on("message", (hold: Hold) => {
    held = hold;
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  say({ kind: "address", baseUrl: `http://127.0.0.1:${port}/v1`, pictureBytes: picture.length + number.length });
}

const usage = JSON.stringify({
  input_tokens: 10,
  input_tokens_details: { text_tokens: 10, image_tokens: 0 },
  output_tokens: 1056,
  total_tokens: 1066,
});
const plain = [`{"created":1,"data":[{"b64_json":"`, `"}],"usage":${usage}}`] as const;
const streamed = [
  `event: image_generation.completed\ndata: {"type":"image_generation.completed","b64_json":"`,
  `","usage":${usage}}\n\n`,
] as const;

/** Four bytes a pixel that no compression makes smaller: 4 MiB. Its length can be divided by three, so that base64 ends with it. */
async function noise(): Promise<Buffer> {
  const [width, height, channels] = [1024, 1024, 4] as const;
  const pixels = randomFillSync(Buffer.alloc(width * height * channels));
  const file = await sharp(pixels, { raw: { width, height, channels } }).png({ compressionLevel: 0 }).toBuffer();
  return Buffer.concat([file, Buffer.alloc((3 - (file.length % 3)) % 3)]);
}
