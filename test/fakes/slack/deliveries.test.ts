import { createServer } from "node:http";
import type { App } from "@slack/bolt";
import { describe, expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { quarteredPng } from "#test/images.ts";
import { bolt, fake } from "./scene.ts";
import { file } from "./slack.ts";
import { startHttpBolt, webClient } from "./try-bolt.ts";

const picture = await quarteredPng({ width: 64, height: 48 });

describe("events", () => {
  test("come as a pair for a mention, with or without its files, and tell strangers", async () => {
    const { slack, ada, general } = await fake();
    const eve = slack.user("eve", { workspace: "Partner" });
    const shared = slack.channel("shared", { isShared: true });
    const heard: string[] = [];
    await bolt(slack, (app) => {
      app.event("app_mention", async ({ event, body }) => {
        const isForeign = "user_team" in event && event.user_team !== body.team_id;
        heard.push(`mention ${"files" in event ? "with" : "without"} files${isForeign ? " by a stranger" : ""}`);
      });
      app.message(async ({ event }) => void heard.push(`message ${event.subtype ?? event.channel_type}`));
    });
    await ada.in(general).mentions("a fox", { files: [file("cat.png", picture)], mentionLacksFiles: true });
    await ada.in(general).says("@Limner a fox", { files: [file("cat.png", picture)], inShareDialog: true });
    await ada.dm().says("a fox");
    await eve.in(shared).mentions("a fox", { files: [file("cat.png", picture)] });
    await slack.until(() => heard.length === 6, { what: "all events" });
    expect(heard.sort()).toEqual([
      "mention with files by a stranger",
      "mention without files",
      "message file_share",
      "message file_share",
      "message file_share",
      "message im",
    ]);
  });

  test("are sent again when nobody acknowledged, and when no socket was open", async () => {
    const { slack, ada, general } = await fake();
    const heard: string[] = [];
    const listen = (app: App): void =>
      app.event("app_mention", async ({ event, body, context }) => {
        heard.push(`${event.text.split(" ").at(-1)} ${context.retryNum} ${body.event_id}`);
      });
    await ada.in(general).mentions("early");
    await slack.until(() => slack.deliveries.attempts.filter(({ name }) => name === "app_mention").length === 2);
    await bolt(slack, listen);
    slack.passes({ minutes: 1 });
    await slack.until(() => heard.length === 1, { what: "the early mention" });
    expect(heard[0]).toMatch(/^early 2 Ev/);
    slack.deliveries.losesAcknowledgements(2);
    await ada.in(general).mentions("late");
    await slack.until(() => heard.length === 3, { what: "the late mention, twice" });
    const [, first = "", second = ""] = heard;
    expect([first.slice(0, 6), second.slice(0, 6)]).toEqual(["late 0", "late 1"]);
    expect(first.slice(6)).toBe(second.slice(6));
  });

  test("come only where the app is subscribed, allowed and a member", async () => {
    const { slack, ada, general } = await fake();
    const names = () => slack.deliveries.attempts.map(({ name, attempt }) => `${name} ${attempt}`);
    const away = slack.channel("away", { botIsMember: false });
    await ada.in(away).mentions("a fox");
    expect(away.transcript({ as: ada })).toContain("Slackbot (only you): You mentioned @Limner, but they're not in");
    slack.workspace.revokes("channels:history");
    slack.installs({ settings: { event_subscriptions: { bot_events: ["app_mention"] } } }, ["app_mentions:read"]);
    await ada.dm().says("a fox");
    expect(names()).toEqual([]);
    await ada.in(general).mentions("a fox");
    expect(names()[0]).toBe("app_mention 0");
    expect(names().some((name) => name.startsWith("message"))).toBe(false);
  });

  test("come twice now and then, with one id and no retry number", async () => {
    const { slack, ada } = await fake();
    const heard: string[] = [];
    await bolt(slack, (app) => {
      app.message(async ({ body, context }) => void heard.push(`${body.event_id} ${context.retryNum}`));
    });
    slack.deliveries.doubles();
    await ada.dm().says("[1]");
    await slack.until(() => heard.length === 2, { what: "both" });
    expect(heard[0]).toMatch(/^Ev\w+ 0$/);
    expect(heard[1]).toBe(heard[0]);
  });

  test("go to exactly one of several sockets, and on after each kind of disconnect", async () => {
    const { slack, ada, general } = await fake();
    const heard: string[] = [];
    const listen = (name: string) => (app: App) =>
      app.command("/imagine", async ({ ack }) => {
        heard.push(name);
        await ack();
      });
    await bolt(slack, listen("one"));
    await bolt(slack, listen("two"));
    await slack.sockets.ready(2);
    for (let count = 0; count < 4; count += 1) await (await ada.in(general).types("/imagine")).acknowledged();
    expect(heard.sort()).toEqual(["one", "one", "two", "two"]);
    slack.sockets.disconnects("refresh_requested");
    await slack.until(() => slack.sockets.openCount() === 2 && slack.sockets.all.length === 4, {
      what: "reconnecting",
    });
    slack.sockets.drops();
    await slack.until(() => slack.sockets.openCount() === 2 && slack.sockets.all.length === 6, {
      what: "reconnecting",
    });
    await (await ada.in(general).types("/imagine")).acknowledged();
    expect(slack.trouble).toEqual([]);
  });

  test("go to the socket that is left while another one is opened anew; there are ten for all", async () => {
    const { slack, ada, general } = await fake();
    const heard: string[] = [];
    for (let count = 1; count <= 11; count += 1) {
      const { url = "" } = await webClient(slack, slack.appToken).apps.connections.open({});
      const socket = new WebSocket(url);
      onTestFinished(() => socket.terminate());
      const greeted = Promise.withResolvers<void>();
      socket.on("message", (data) => {
        const { type, reason, num_connections, envelope_id } = JSON.parse(String(data));
        heard.push(`${count} ${[type, reason ?? num_connections].join(" ").trim()}`);
        if (envelope_id) socket.send(JSON.stringify({ envelope_id }));
        else greeted.resolve();
        if (type === "disconnect" && count === 1) socket.close();
      });
      await greeted.promise;
    }
    const [first, second, ...others] = slack.sockets.all;
    expect(heard).toEqual([
      ...Array.from({ length: 10 }, (_, index) => `${index + 1} hello ${index + 1}`),
      "11 disconnect too_many_websockets",
    ]);
    slack.sockets.disconnects("refresh_requested", first);
    await slack.until(() => slack.sockets.openCount() === 9);
    for (let count = 0; count < 9; count += 1) await (await ada.in(general).types("/imagine")).acknowledged();
    expect(first?.envelopes).toEqual([]);
    expect([second, ...others].map((socket) => socket?.envelopes)).toEqual(
      Array.from({ length: 9 }, () => ["/imagine"]),
    );
    expect(heard.filter((line) => line.includes("disconnect"))).toEqual([
      ...["11 disconnect too_many_websockets", "1 disconnect refresh_requested"],
    ]);
  });
});

describe("over HTTP", () => {
  test("requests are signed, retried and refused as the real ones", async () => {
    const port = await freePort();
    const { slack, ada, general } = await fake({ requestUrl: `http://127.0.0.1:${port}/slack/events` });
    const heard: string[] = [];
    const app = await startHttpBolt(slack, port, (listener) => {
      listener.command("/imagine", async ({ ack, command }) => await ack({ text: `Painting ${command.text}` }));
      listener.event(
        "app_mention",
        async ({ context }) => void heard.push(`${context.retryNum} ${context.retryReason}`),
      );
    });
    onTestFinished(async () => {
      await app.stop();
    });
    expect(await slack.deliveries.verifiesUrl()).toMatchObject({
      status: 200,
      body: { challenge: expect.any(String) },
    });
    await (await ada.in(general).types("/imagine a fox & a cat")).acknowledged();
    expect(general.transcript({ as: ada })).toBe("#general\nLimner (only you): Painting a fox & a cat");
    slack.deliveries.signsWrongly(1);
    await expect((await ada.in(general).types("/imagine")).acknowledged()).rejects.toThrow("dispatch_failed");
    slack.deliveries.signsLate(600);
    await expect((await ada.in(general).types("/imagine")).acknowledged()).rejects.toThrow("dispatch_failed");
    // The message of the pair and the mention itself.
    slack.deliveries.losesAcknowledgements(2);
    await ada.in(general).mentions("a fox");
    await slack.until(() => heard.length === 2, { what: "the retry" });
    expect(heard).toEqual(["undefined undefined", "1 timeout"]);
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === "object" && address !== null ? address.port : 0;
}
