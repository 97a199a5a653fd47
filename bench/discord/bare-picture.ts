import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { open } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";

const base64At = '"b64_json":"';

/** One picture as fast as Node can: asked for, decoded as it comes, written into the folder and synced. Its bytes, each in the memory of the chunk that it came in. */
export async function barePicture(baseUrl: string, folder: string): Promise<readonly Buffer[]> {
  const pieces: Buffer[] = [];
  await using file = await open(join(folder, `${randomUUID()}.png`), "wx");
  for await (const piece of decoded(await asked(baseUrl))) {
    pieces.push(piece);
    if (pieces.length % 4 === 0) await file.writev(pieces.slice(-4));
  }
  if (pieces.length % 4 !== 0) await file.writev(pieces.slice(-(pieces.length % 4)));
  await file.sync();
  return pieces;
}

/** Connects; nothing that is written waits for more. */
export async function socketTo(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect({ port: Number(port), host: hostname, noDelay: true });
  await once(socket, "connect");
  return socket;
}

async function asked(baseUrl: string): Promise<Socket> {
  const socket = await socketTo(baseUrl);
  const body = JSON.stringify({ model: "gpt-image-2", prompt: "a red fox", size: "1024x1024" });
  const { pathname } = new URL(baseUrl);
  const head = [`POST ${pathname}/images/generations HTTP/1.0`, `content-length: ${body.length}`];
  socket.write(`${head.join("\r\n")}\r\n\r\n${body}`);
  return socket;
}

async function* decoded(socket: Socket): AsyncGenerator<Buffer> {
  let text = "";
  let inside = false;
  for await (const chunk of socket) {
    text += chunk.latin1Slice();
    if (!inside) {
      const start = text.indexOf(base64At);
      if (start === -1) continue;
      text = text.slice(start + base64At.length);
      inside = true;
    }
    const end = text.indexOf('"');
    const base64 = end === -1 ? text : text.slice(0, end);
    const { read, written } = chunk.setFromBase64(base64, { lastChunkHandling: "stop-before-partial" });
    text = text.slice(read);
    yield chunk.subarray(0, written);
    if (end !== -1) break;
  }
  socket.destroy();
}
