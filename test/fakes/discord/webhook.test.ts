import { createPublicKey, verify } from "node:crypto";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { Routes } from "discord.js";
import { describe, expect, onTestFinished, test } from "vitest";
import type { FakeDiscord } from "./discord-types.ts";
import { discordExchanges } from "./exchange.ts";
import { fake, restOf } from "./sample-bot.ts";

interface Received {
  readonly type: number;
  readonly id: string;
  readonly token: string;
}

interface HttpAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** A bot that is called over HTTP, and checks signatures. */
async function httpBot(discord: FakeDiscord, answer: (received: Received) => HttpAnswer): Promise<void> {
  // An Ed25519 key's DER form is this and the key itself.
  const der = Buffer.from(`302a300506032b6570032100${discord.publicKey}`, "hex");
  const key = createPublicKey({ key: der, format: "der", type: "spki" });
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const signature = Buffer.from(String(request.headers["x-signature-ed25519"]), "hex");
    const signed = Buffer.from(`${request.headers["x-signature-timestamp"]}${body}`);
    if (!verify(null, signed, key, signature)) return response.writeHead(401).end();
    const answered: HttpAnswer = answer(JSON.parse(body));
    if (answered.body === undefined) return response.writeHead(answered.status).end();
    return response
      .writeHead(answered.status, { "content-type": "application/json" })
      .end(JSON.stringify(answered.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  discord.postsInteractionsTo(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/interactions`);
}

describe("interactions over HTTP", () => {
  test("are signed, and answered in the body or over REST", async () => {
    const { discord, channel, ada } = await fake();
    const rest = restOf(discord);
    await rest.put(Routes.applicationCommands(discord.applicationId), {
      body: [
        { name: "now", description: "Answers in the body" },
        { name: "later", description: "Answers over REST" },
      ],
    });
    const answers: HttpAnswer[] = [
      { status: 200, body: { type: 1 } },
      { status: 200, body: { type: 4, data: { content: "At once", flags: 64 } } },
      { status: 202 },
      { status: 500 },
    ];
    const received: Received[] = [];
    await httpBot(discord, (each) => {
      received.push(each);
      return answers[received.length - 1] ?? { status: 500 };
    });
    expect(await discord.sendsBadSignature()).toMatchObject({ status: 401 });
    expect(await discord.pings()).toEqual({ status: 200, body: { type: 1 } });
    expect((await (await ada.in(channel).runs("/now")).shows("At once")).isEphemeral).toBe(true);
    const later = await ada.in(channel).runs("/later");
    await discord.until(() => received.length === 3);
    const body = { type: 4, data: { content: "Over REST" } };
    await rest.post(Routes.interactionCallback(later.id, later.token), { body, auth: false });
    await later.shows("Over REST");
    await expect((await ada.in(channel).runs("/now")).acknowledged()).rejects.toThrow("did not respond");
  });
});

test("every exchange is published, without tokens", async () => {
  const published: unknown[] = [];
  const listen = (exchange: unknown) => void published.push(exchange);
  discordExchanges.subscribe(listen);
  onTestFinished(() => void discordExchanges.unsubscribe(listen));
  const { discord, channel } = await fake();
  const files = [{ name: "a.txt", data: "hello" }];
  await restOf(discord).post(Routes.channelMessages(channel.id), { body: { content: "x" }, files });
  expect(published).toMatchObject([
    {
      route: "POST message",
      body: { content: "x" },
      files: [{ field: "files[0]", name: "a.txt", sizeBytes: 5 }],
      status: 200,
    },
  ]);
  expect(JSON.stringify(published)).not.toContain(discord.token);
});
