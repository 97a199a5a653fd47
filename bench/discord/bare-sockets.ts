import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { open } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";

/** Where the picture goes. */
export interface Destination {
  readonly apiUrl: string;
  readonly token: string;
  readonly channel: string;
}

const base64At = '"b64_json":"';
const boundary = "limner-bench";

/** One picture as fast as Node can: decoded as it comes, written into the folder, synced, and sent on; nothing is checked, queued or noted. */
export async function bareJob(baseUrl: string, to: Destination, folder: string): Promise<void> {
  const upload = await socketTo(to.apiUrl);
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
    await send(upload, pieces, to);
  } finally {
    upload.destroy();
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

/** The same multipart request as a bot's; it resolves when Discord answers. */
async function send(socket: Socket, pieces: readonly Buffer[], { apiUrl, token, channel }: Destination): Promise<void> {
  const begin = [
    ...[`--${boundary}`, 'content-disposition: form-data; name="payload_json"', "", "{}"],
    ...[`--${boundary}`, 'content-disposition: form-data; name="files[0]"; filename="picture.png"'],
    ...["content-type: image/png", "", ""],
  ].join("\r\n");
  const end = `\r\n--${boundary}--\r\n`;
  const bytes = pieces.reduce((sum, { length }) => sum + length, begin.length + end.length);
  const { host, pathname } = new URL(apiUrl);
  const head = [
    `POST ${pathname}/v10/channels/${channel}/messages HTTP/1.1`,
    ...[`host: ${host}`, `authorization: Bot ${token}`, `content-length: ${bytes}`],
    `content-type: multipart/form-data; boundary=${boundary}`,
  ];
  socket.cork();
  socket.write(`${head.join("\r\n")}\r\n\r\n${begin}`);
  for (const piece of pieces) socket.write(piece);
  socket.write(end);
  socket.uncork();
  const [answer] = await once(socket, "data");
  if (!String(answer).startsWith("HTTP/1.1 200")) throw new Error(`the bare upload was refused: ${answer}`);
}
