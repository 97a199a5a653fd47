import { Client, GatewayIntentBits } from "discord.js";
import { describe, expect, onTestFinished, test } from "vitest";
import { bot, fake } from "./sample-bot.ts";

describe("the gateway", () => {
  test("a dropped gateway is resumed, and what was missed is told then", async () => {
    const { discord, channel, ada } = await fake();
    await bot(discord, (interaction) => interaction.isChatInputCommand() && interaction.reply("Here again"));
    discord.gateway.drops();
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a fox" });
    await asking.shows("Here again");
    expect(discord.gateway.sessions).toMatchObject([{ resumes: 1, isConnected: true }]);
  });

  test("a session is resumed when Discord asks to reconnect, and when it says that it can be", async () => {
    const { discord } = await fake();
    await bot(discord, () => undefined);
    discord.gateway.asksToReconnect();
    await discord.until(() => discord.gateway.sessions[0]?.resumes === 1);
    discord.gateway.invalidates({ resumable: true });
    await discord.until(() => discord.gateway.sessions[0]?.resumes === 2);
    expect(discord.gateway.sessions).toHaveLength(1);
  });

  // discord.js waits five seconds between two identifications, so this one speaks for itself.
  test("a session that cannot be resumed is said to be invalid; heartbeats are answered", async () => {
    const { discord } = await fake();
    const socket = new WebSocket(`${discord.origin.replace("http", "ws")}/?v=10&encoding=json`);
    const frames: { op: number; d: unknown; t: string | null }[] = [];
    socket.onmessage = ({ data }) => void frames.push(JSON.parse(String(data)));
    const got = (op: number) => discord.until(() => frames.some((frame) => frame.op === op));
    const send = (op: number, d: unknown) => socket.send(JSON.stringify({ op, d }));
    await got(10);
    send(1, null);
    await got(11);
    send(2, { token: discord.token, intents: 1, properties: {} });
    await discord.until(() => frames.some(({ t }) => t === "GUILD_CREATE"));
    send(6, { token: discord.token, session_id: "long ago", seq: 4 });
    await got(9);
    expect(frames.at(-1)).toMatchObject({ op: 9, d: false });
    send(2, { token: "wrong", intents: 1, properties: {} });
    const code = await new Promise((resolve) => socket.addEventListener("close", (event) => resolve(event.code)));
    expect(code).toBe(4004);
  });

  test("privileged intents are not given", async () => {
    const { discord } = await fake();
    const client = new Client({ intents: [GatewayIntentBits.MessageContent], rest: { api: discord.apiUrl } });
    onTestFinished(() => client.destroy());
    await expect(client.login(discord.token)).rejects.toThrow("disallowed intents");
  });

  test("two instances each receive an interaction, and only the first answer counts", async () => {
    const { discord, channel, ada } = await fake();
    for (const name of ["one", "two"])
      await bot(discord, (interaction) => interaction.isChatInputCommand() && interaction.reply(`from ${name}`));
    await discord.gateway.ready(2);
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a fox" });
    await discord.until(() => discord.requests("POST callback").length === 2);
    expect(discord.requests("POST callback").map(({ status }) => status)).toEqual([204, 400]);
    expect(discord.refusals).toEqual(["a second callback for /imagine prompt: a fox"]);
    expect(asking.messages()).toHaveLength(1);
  });

  test("who does not send heartbeats is closed", async () => {
    const { discord } = await fake({ heartbeatMs: 20 });
    const socket = new WebSocket(`${discord.origin.replace("http", "ws")}/?v=10&encoding=json`);
    const code = await new Promise((resolve) => socket.addEventListener("close", (event) => resolve(event.code)));
    expect(code).toBe(4009);
  });
});
