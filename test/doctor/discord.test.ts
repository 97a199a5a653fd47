import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import { compileCache } from "#test/compile-cache.ts";
import { startFakeDiscord } from "#test/fakes/discord/discord.ts";
import type { FakeDiscord } from "#test/fakes/discord/discord-types.ts";
import { findingsHere, trouble } from "./patient.ts";

async function discordServer(): Promise<FakeDiscord> {
  const discord = await startFakeDiscord();
  onTestFinished(() => discord.close());
  return discord;
}

function setUp({ token, apiUrl }: FakeDiscord): NodeJS.ProcessEnv {
  return { DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl };
}

/** npm run register */
async function registered(env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [resolve("src/register.ts")], {
    env: { ...compileCache, PATH: "", ...env },
    stdio: "pipe",
  });
  const [out, note, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { out, note, code };
}

describe("the doctor, asked about Discord", () => {
  test("says nothing when no token is set", async () => {
    const findings = await findingsHere({});
    expect(findings.filter(({ name }) => name === "discord")).toEqual([]);
  });

  test("finds commands of another version, and changes nothing", async () => {
    const discord = await discordServer();
    const findings = await findingsHere(setUp(discord));
    expect(findings.find(({ name }) => name === "discord")).toMatchObject({ state: "ok" });
    expect(trouble(findings, "discord")).toMatchObject({
      state: "warning",
      says: "the commands there are not those of this version",
    });
    expect(discord.commands()).toEqual([]);
  });

  test("knows a refused token from a network that is down", async () => {
    const discord = await discordServer();
    const refused = trouble(await findingsHere({ ...setUp(discord), DISCORD_TOKEN: "MTIz.wrong.token" }), "discord");
    expect(refused).toMatchObject({ state: "failed", says: "Discord refuses the token" });
    const nowhere = trouble(
      await findingsHere({ ...setUp(discord), DISCORD_API_URL: "http://127.0.0.1:9/api" }),
      "discord",
    );
    expect(nowhere.says).toContain("http://127.0.0.1:9/api cannot be reached");
  });
});

describe("npm run register", () => {
  test("writes what differs, and nothing the second time", async () => {
    const discord = await discordServer();
    const first = await registered(setUp(discord));
    expect(first).toMatchObject({ code: 0, note: "" });
    expect(first.out).toMatch(/: \d+ commands, registered everywhere\.\n {2}added: \/imagine, \/edit, /);
    const writes = discord.requests("PUT commands").length;
    const second = await registered(setUp(discord));
    expect(second.out).toMatch(/unchanged everywhere; nothing was written\./);
    expect(discord.requests("PUT commands")).toHaveLength(writes);
    expect((await findingsHere(setUp(discord))).filter(({ state }) => state === "warning")).toEqual([]);
  });

  test("says what is missing or refused", async () => {
    const discord = await discordServer();
    expect(await registered({})).toMatchObject({ code: 1, note: expect.stringMatching(/^DISCORD_TOKEN: must be set/) });
    expect(await registered({ ...setUp(discord), DISCORD_TOKEN: "MTIz.wrong.token" })).toMatchObject({
      code: 1,
      note: expect.stringMatching(/^Discord refuses DISCORD_TOKEN\. Copy the bot's token anew/),
    });
  });
});
