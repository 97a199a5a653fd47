import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { Routes } from "discord.js";
import { expect, onTestFinished, test } from "vitest";
import { openRest } from "#src/platforms/discord/rest.ts";
import { openSqliteRecords } from "#src/stores/records/sqlite.ts";
import { startFakeDiscord } from "#test/fakes/discord/discord.ts";
import { openInstances } from "#test/instances.ts";

/** Starts and stops the bot, again and again on the same data, for one server or for all. */
async function startsAgain() {
  const discord = await startFakeDiscord();
  const guild = discord.guild();
  const account = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, DISCORD_CDN_URL: discord.cdnUrl };
  const env: NodeJS.ProcessEnv = { ...account };
  const instances = await openInstances({ env });
  onTestFinished(async () => {
    await instances.end();
    await discord.close();
  });
  return {
    discord,
    guild,
    async startedFor(server: string | null) {
      delete env.DISCORD_GUILD_ID;
      if (server !== null) env.DISCORD_GUILD_ID = server;
      const instance = await instances.start();
      await instance.stop();
    },
    /** How many commands are listed everywhere, and in that server. */
    listed: () => [discord.commands().length, discord.commands(guild.id).length],
  };
}

test("commands that move to one server, and back to all, are listed once", async () => {
  const { guild, listed, startedFor } = await startsAgain();
  await startedFor(null);
  const [all] = listed();
  expect([all, 0]).toEqual(listed());
  await startedFor(guild.id);
  expect(listed()).toEqual([0, all]);
  await startedFor(null);
  expect(listed()).toEqual([all, 0]);
});

test("what somebody else registered there stays", async () => {
  const { discord, guild, listed, startedFor } = await startsAgain();
  await startedFor(guild.id);
  const theirs = { name: "theirs", description: "Somebody else's" };
  await openRest(discord).post(Routes.applicationGuildCommands(discord.applicationId, guild.id), { body: theirs });
  await startedFor(null);
  expect(discord.commands(guild.id).map(({ name }) => name)).toEqual(["theirs"]);
  const [all] = listed();
  // Another installation of the same bot, with data of its own, takes nothing away that it did not register.
  const development = await openInstances({
    env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, DISCORD_GUILD_ID: guild.id },
  });
  onTestFinished(() => development.end());
  await development.start();
  expect(listed()[0]).toBe(all);
});

test("a server that the bot has left is forgotten; one that does not answer is tried at the next start", async () => {
  const { discord, guild, listed, startedFor } = await startsAgain();
  await startedFor(guild.id);
  discord.fails("PUT guild commands", { status: 500 });
  await startedFor(null);
  const [all] = listed();
  expect(listed()).toEqual([all, all]);
  discord.recovers();
  await startedFor(null);
  expect(listed()).toEqual([all, 0]);
  await startedFor(guild.id);
  guild.removesBot();
  await startedFor(null);
  const asked = discord.requests("GET guild commands").length;
  await startedFor(null);
  expect(discord.requests("GET guild commands")).toHaveLength(asked);
});

test("npm run register does the same where the bot has its data", async () => {
  const { discord, guild, listed } = await startsAgain();
  const folder = await mkdtemp(join(tmpdir(), "limner-register-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await (await openSqliteRecords({ path: join(folder, "limner.db"), log: () => {} })).close();
  const registers = async (more: NodeJS.ProcessEnv) => {
    const env = {
      PATH: "",
      DATA_DIR: folder,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
    };
    return (await promisify(execFile)(process.execPath, [resolve("src/register.ts")], { env: { ...env, ...more } }))
      .stdout;
  };
  await registers({ DISCORD_GUILD_ID: guild.id });
  expect(await registers({})).toContain(`taken away, since they are registered elsewhere now: in server ${guild.id}`);
  expect(listed()[1]).toBe(0);
});
