import { setTimeout as pause } from "node:timers/promises";
import { PermissionsBitField } from "discord.js";
import { describe, expect, onTestFinished, test } from "vitest";
import { startFakeDiscord } from "#test/fakes/discord/discord.ts";
import type { FakeDiscord } from "#test/fakes/discord/discord-types.ts";
import { host } from "#test/service/service.ts";

async function aDiscord(): Promise<FakeDiscord> {
  const discord = await startFakeDiscord();
  onTestFinished(() => discord.close());
  discord.guild({ name: "Atelier" }).channel("general");
  return discord;
}

function accountAt({ token, apiUrl, cdnUrl }: FakeDiscord) {
  return { DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl, DISCORD_CDN_URL: cdnUrl };
}

describe("npm start with Discord", () => {
  test("a token that Discord refuses: it says where the right one is, and ends", async () => {
    const discord = await aDiscord();
    const machine = await host();
    const token = "MTE3NTUyMDIzNDU2Nzg5MDEyMw.Gh4x7Q.not-the-token-of-this-application";
    const { exitCode, note, out } = await machine.starts([], { ...accountAt(discord), DISCORD_TOKEN: token }).ended;
    expect(exitCode).toBe(1);
    expect(note).toContain(
      "Limner cannot start. Discord refuses DISCORD_TOKEN. Copy the bot's token anew from the developer portal (your application, Bot, Reset Token).",
    );
    expect(note + out).not.toContain(token);
    // It does not ask again and again: Discord shuts out whoever does.
    expect(discord.exchanges.filter(({ status }) => status === 401)).toHaveLength(1);
  });

  test("HTTP without the public key: it says what is missing, and ends", async () => {
    const discord = await aDiscord();
    const machine = await host();
    const { exitCode, note } = await machine.starts([], { ...accountAt(discord), DISCORD_INTERACTIONS: "http" }).ended;
    expect([exitCode, note]).toEqual([1, expect.stringContaining("DISCORD_PUBLIC_KEY")]);
    expect(discord.exchanges).toEqual([]);
  });

  test("Discord cannot be reached at first: it waits, says so to whoever asks, and starts when it can", async () => {
    const discord = await aDiscord();
    discord.fails("GET application", { status: 503 });
    const machine = await host();
    const service = await machine.serves(accountAt(discord));
    await discord.until(() => discord.requests("GET application").length > 3);
    const waiting = await fetch(`${service.origin}/readyz`);
    expect([waiting.status, await waiting.json()]).toEqual([
      503,
      { ready: false, parts: expect.objectContaining({ database: "ok", discord: expect.stringContaining("Discord") }) },
    ]);
    discord.recovers();
    await discord.gateway.ready();
    await discord.until(() => discord.commands().length > 0);
    for (let ready = false; !ready; await pause(50)) ready = (await fetch(`${service.origin}/readyz`)).ok;
    service.kill("SIGTERM");
    const { exitCode, note, out } = await service.ended;
    expect(exitCode).toBe(0);
    expect(permissionsIn(note)).toEqual([
      ["AttachFiles", "EmbedLinks", "ReadMessageHistory", "SendMessages", "SendMessagesInThreads", "ViewChannel"],
    ]);
    expect(note + out).not.toContain(discord.token);
    await discord.until(() => discord.gateway.sessions.length === 0);
  });

  test("its gateway takes no connection at first: the same", async () => {
    const discord = await aDiscord();
    discord.gateway.shuts();
    const machine = await host();
    const service = await machine.serves(accountAt(discord));
    await discord.until(() => discord.requests("GET gateway").length > 0);
    await pause(500);
    expect((await fetch(`${service.origin}/readyz`)).status).toBe(503);
    discord.gateway.opens();
    await discord.gateway.ready();
    for (let ready = false; !ready; await pause(50)) ready = (await fetch(`${service.origin}/readyz`)).ok;
    service.kill("SIGTERM");
    expect((await service.ended).exitCode).toBe(0);
  });
});

/** By name, what every invite link for a server asks for. */
function permissionsIn(note: string): readonly (readonly string[])[] {
  const links = note.match(/https:\/\/discord\.com\/oauth2\/authorize\?\S+/g) ?? [];
  return links
    .map((link) => new URL(link).searchParams)
    .filter((parameters) => parameters.has("permissions"))
    .map((parameters) => new PermissionsBitField(BigInt(parameters.get("permissions") ?? "")).toArray().sort());
}
