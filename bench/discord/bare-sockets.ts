import { once } from "node:events";
import type { Socket } from "node:net";
import { barePicture, socketTo } from "./bare-picture.ts";

/** Where the picture goes. */
export interface Destination {
  readonly apiUrl: string;
  readonly token: string;
  readonly channel: string;
}

const boundary = "limner-bench";

/** One picture as fast as Node can: decoded as it comes, written into the folder, synced, and sent on; nothing is checked, queued or noted. */
export async function bareJob(baseUrl: string, to: Destination, folder: string): Promise<void> {
  const upload = await socketTo(to.apiUrl);
  try {
    await send(upload, await barePicture(baseUrl, folder), to);
  } finally {
    upload.destroy();
  }
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
