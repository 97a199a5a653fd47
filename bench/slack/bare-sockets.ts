import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { open } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { z } from "zod";
import type { SlackAddress } from "./fake-process.ts";

const base64At = '"b64_json":"';
const ticket = z.object({ upload_url: z.string(), file_id: z.string() });

/** One picture as fast as Node can: decoded as it comes, written into the folder, synced, and sent on in three calls; nothing is checked, queued or noted. */
export async function bareJob(baseUrl: string, to: SlackAddress, folder: string): Promise<void> {
  const slack = await socketTo(to.apiUrl);
  try {
    const pieces: Buffer[] = [];
    {
      await using file = await open(join(folder, `${randomUUID()}.png`), "wx");
      for await (const piece of decoded(await asked(baseUrl))) {
        pieces.push(piece);
        if (pieces.length % 4 === 0) await file.writev(pieces.slice(-4));
      }
      if (pieces.length % 4 !== 0) await file.writev(pieces.slice(-(pieces.length % 4)));
      await file.sync();
    }
    await share(slack, pieces, to);
  } finally {
    slack.destroy();
  }
}

async function socketTo(url: string): Promise<Socket> {
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

/** The picture's bytes, each in the memory of the chunk that it came in. */
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

async function share(socket: Socket, pieces: readonly Buffer[], { apiUrl, botToken, channel }: SlackAddress) {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const authorization = `authorization: Bearer ${botToken}`;
  const method = async (name: string, given: Readonly<Record<string, string>>) => {
    const type = "content-type: application/x-www-form-urlencoded";
    const body = Buffer.from(new URLSearchParams(given).toString());
    return send(socket, new URL(name, apiUrl), [authorization, type], [body]);
  };
  const given = await method("files.getUploadURLExternal", { filename: "picture.png", length: String(length) });
  const { upload_url, file_id } = ticket.parse(JSON.parse(given));
  await send(socket, new URL(upload_url), ["content-type: application/octet-stream"], pieces);
  await method("files.completeUploadExternal", { files: JSON.stringify([{ id: file_id }]), channel_id: channel });
}

/** Resolves with the body of the answer, which the fake writes at once. */
async function send(
  socket: Socket,
  { host, pathname }: URL,
  headers: readonly string[],
  pieces: readonly Buffer[],
): Promise<string> {
  const bytes = pieces.reduce((sum, { length }) => sum + length, 0);
  const head = [`POST ${pathname} HTTP/1.1`, `host: ${host}`, `content-length: ${bytes}`, ...headers];
  const answered = once(socket, "data");
  socket.cork();
  socket.write(`${head.join("\r\n")}\r\n\r\n`);
  for (const piece of pieces) socket.write(piece);
  socket.uncork();
  const [answer] = await answered;
  const [start = "", body = ""] = String(answer).split("\r\n\r\n");
  if (!start.startsWith("HTTP/1.1 200")) throw new Error(`a bare call was refused: ${answer}`);
  return body;
}
