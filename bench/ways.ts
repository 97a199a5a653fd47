import { once } from "node:events";
import { open, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import OpenAI from "openai";
import type { OnePicture } from "#core/model.ts";
import { openaiImageModel } from "#src/models/openai/model.ts";
import { folderImageStore } from "#src/stores/images/folder-store.ts";
import type { Painter } from "./measure.ts";

/** A way to get pictures from the Images API onto the disk. */
export type Way = "plain" | "limner" | "bare";

const painters: Record<Way, (baseUrl: string, folder: string) => Promise<Painter>> = { plain, limner, bare };

export const ways = {
  names: ["plain", "limner", "bare"] as const satisfies readonly Way[],
  async painter(name: string, baseUrl: string, folder: string): Promise<Painter> {
    const way = ways.names.find((known) => known === name);
    if (!way) throw new Error(`there is no way ${name}`);
    return await painters[way](baseUrl, folder);
  },
};

const request: OnePicture = {
  prompt: "a red fox",
  model: "gpt-image-2",
  size: { width: 1024, height: 1024 },
  quality: "low",
  format: "png",
  compression: null,
  background: "auto",
  moderation: "auto",
  images: [],
  mask: null,
  partialImages: 0,
  endUser: null,
};
const plainRequest = { model: request.model, prompt: request.prompt, size: "1024x1024" } as const;

/** As tutorials do it: the whole answer, the whole string, the whole buffer. */
async function plain(baseURL: string, folder: string): Promise<Painter> {
  const client = new OpenAI({ apiKey: "bench", baseURL });
  return async (index) => {
    const { data } = await client.images.generate(plainRequest);
    await writeFile(join(folder, `${index}.png`), Buffer.from(data?.[0]?.b64_json ?? "", "base64"));
  };
}

/** As Limner does it, whole: its client, its checks, its store. */
async function limner(baseUrl: string, folder: string): Promise<Painter> {
  const provider = "openai";
  const model = openaiImageModel({ apiKey: "bench", baseUrl, provider, azureApiVersion: null, offline: true });
  const store = await folderImageStore({ folder });
  const { signal } = new AbortController();
  return async (index) => {
    const image = async (pieces: AsyncIterable<Uint8Array>) => void (await store.write(numbered(pieces, index), "png"));
    await model.paint(request, { partial: () => {}, image }, signal);
  };
}

/** The provider always sends the same picture, which the store would keep only once. No generator, whose every step would count as Limner's. */
function numbered(pieces: AsyncIterable<Uint8Array>, index: number): AsyncIterable<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  let next = async () => {
    const first = await iterator.next();
    if (!first.done) new DataView(first.value.buffer, first.value.byteOffset).setUint32(8, index);
    next = () => iterator.next();
    return first;
  };
  return { [Symbol.asyncIterator]: () => ({ next: () => next() }) };
}

/** As fast as Node can: no HTTP beyond one line, no check of anything, neither hash nor sync. */
async function bare(baseUrl: string, folder: string): Promise<Painter> {
  const { hostname, port, pathname } = new URL(baseUrl);
  const body = JSON.stringify(plainRequest);
  const head = [
    `POST ${pathname}/images/generations HTTP/1.0`,
    ...["authorization: Bearer bench", "content-type: application/json", `content-length: ${body.length}`],
  ];
  return async (index) => {
    const socket = connect(Number(port), hostname);
    await once(socket, "connect");
    socket.write(`${head.join("\r\n")}\r\n\r\n${body}`);
    await using file = await open(join(folder, `${index}.png`), "w");
    let text = "";
    let inside = false;
    let gathered: Uint8Array[] = [];
    for await (const chunk of socket) {
      text += chunk.latin1Slice();
      if (!inside) {
        const start = text.indexOf('"b64_json":"');
        if (start === -1) continue;
        text = text.slice(start + 12);
        inside = true;
      }
      const end = text.indexOf('"');
      const base64 = end === -1 ? text : text.slice(0, end);
      const { read, written } = chunk.setFromBase64(base64, { lastChunkHandling: "stop-before-partial" });
      text = end === -1 ? text.slice(read) : "";
      gathered.push(chunk.subarray(0, written));
      if (gathered.length < 5 && end === -1) continue;
      await file.writev(gathered);
      gathered = [];
      if (end !== -1) break;
    }
    socket.destroy();
  };
}
