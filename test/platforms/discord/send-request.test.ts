import { once } from "node:events";
import { openAsBlob } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openCalls } from "#src/platforms/discord/calls.ts";

/** More than what a network takes in without being read. */
const pictureBytes = 20 * 1024 * 1024;

test("a connection that breaks inside a large upload costs that try alone", async () => {
  const post = await uploadTo((request) => {
    request.once("data", () => request.socket.destroy());
  });
  for (let nth = 0; nth < 3; nth += 1) await expect(post()).rejects.toMatchObject({ verdict: "later" });
});

test("a large upload that is refused before it has ended costs that try alone", async () => {
  const post = await uploadTo((request, response) => {
    request.once("data", () => {
      response.writeHead(413, { "content-type": "application/json", connection: "close" });
      response.end(JSON.stringify({ code: 40005, message: "Request entity too large" }));
    });
  });
  // The answer, or that the connection is closed: whichever comes first.
  for (let nth = 0; nth < 3; nth += 1) {
    await expect(post()).rejects.toMatchObject({ verdict: expect.stringMatching(/^(smaller|later)$/) });
  }
});

/** Something that plays Discord's part badly, and a way to post a large picture there once. */
async function uploadTo(plays: RequestListener) {
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
  const apiUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  const { interactionOnce } = openCalls({ apiUrl, token: "token" });
  const where = { method: "POST", path: "/webhooks/1/token", route: "/webhooks/:id/:token" } as const;
  return async () => interactionOnce({ ...where, json: {}, files: [{ name: "a.png", bytes: await openAsBlob(path) }] });
}
