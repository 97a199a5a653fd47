import { once } from "node:events";
import type { Socket } from "node:net";
import { z } from "zod";
import { barePicture, socketTo } from "../discord/bare-picture.ts";
import type { SlackAddress } from "./fake-process.ts";

const ticket = z.object({ upload_url: z.string(), file_id: z.string() });

/** One picture as fast as Node can: decoded as it comes, written into the folder, synced, and sent on in three calls; nothing is checked, queued or noted. */
export async function bareJob(baseUrl: string, to: SlackAddress, folder: string): Promise<void> {
  const slack = await socketTo(to.apiUrl);
  try {
    await share(slack, await barePicture(baseUrl, folder), to);
  } finally {
    slack.destroy();
  }
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
