import { REST, Routes } from "discord.js";
import { describe, expect, test } from "vitest";
import { fake } from "./sample-bot.ts";

describe("trouble on the way", () => {
  test("limits, failures, cuts and held routes come as arranged", async () => {
    const { discord } = await fake();
    const rest = new REST({ api: discord.apiUrl, retries: 2 }).setToken(discord.token);
    const seen: number[] = [];
    rest.on("rateLimited", ({ timeToReset }) => seen.push(timeToReset));
    discord.limits({ route: "GET user", after: 0, retryAfterSeconds: 0.05 });
    discord.fails("GET user", { status: 503, times: 1 });
    discord.drops("GET application", { times: 1 });
    expect(await rest.get(Routes.user())).toMatchObject({ id: discord.applicationId });
    expect(discord.requests("GET user").map(({ status }) => status)).toEqual([429, 503, 200]);
    expect(discord.requests("GET user")[0]?.answerHeaders).toMatchObject({ "x-ratelimit-scope": "user" });
    expect(seen).toHaveLength(1);
    expect(await rest.get("/applications/@me")).toMatchObject({ name: "Limner" });
    const gate = discord.hold("GET user");
    const held = rest.get(Routes.user());
    await gate.reached;
    expect(gate.waiting()).toBe(1);
    gate.open();
    await held;
  });

  test("a message whose answer was lost is sent again and, by its nonce, is still one", async () => {
    const { discord, channel } = await fake();
    const rest = new REST({ api: discord.apiUrl, retries: 1 }).setToken(discord.token);
    discord.drops("POST message", { afterEffect: true });
    const body = { content: "x", nonce: "n1", enforce_nonce: true };
    const answered = await rest.post(Routes.channelMessages(channel.id), { body });
    expect(channel.messages()).toHaveLength(1);
    expect(answered).toMatchObject({ id: channel.messages()[0]?.id });
    expect(discord.requests("POST message")).toHaveLength(1);
  });
});
