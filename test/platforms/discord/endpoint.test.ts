import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { startHttpServer } from "#src/http/server.ts";
import { interactionsEndpoint } from "#src/platforms/discord/endpoint.ts";

test("a body without a length and without an end is refused while it still comes", async () => {
  const { publicKey } = generateKeyPairSync("ed25519");
  const route = interactionsEndpoint(publicKey, () => {});
  const server = await startHttpServer({ host: "127.0.0.1", port: 0, routes: [route], log: () => {} });
  onTestFinished(() => server.close(0));
  const sending = request(`${server.origin}${route.path}`, { method: "POST" });
  sending.on("error", () => {});
  const answered = once(sending, "response");
  for (let megabytes = 0; megabytes < 2; megabytes += 1) sending.write(Buffer.alloc(1_000_000));
  const [response]: IncomingMessage[] = await answered;
  expect(response?.statusCode).toBe(413);
  sending.destroy();
});
