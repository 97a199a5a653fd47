import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished } from "vitest";
import { flatPainter } from "#test/crash/scene.ts";
import { startFakeDiscord } from "#test/fakes/discord/discord.ts";
import { accountAt, imageServer } from "#test/image-server.ts";
import { quickTiming } from "#test/processes/worker-process.ts";

const main = fileURLToPath(new URL("./bot-main.ts", import.meta.url));

/** A running process of the bot. */
export interface BotProcess {
  /** Kills it: nothing of it runs any longer. */
  dies(): Promise<void>;
}

/** A Discord and an image service that outlive every process of the bot. */
export async function onDiscordWithProcesses() {
  const folder = await mkdtemp(join(tmpdir(), "limner-discord-"));
  const gate = { reached: Promise.withResolvers<void>(), opened: Promise.withResolvers<void>() };
  const painter = flatPainter(async () => {
    gate.reached.resolve();
    await gate.opened.promise;
  });
  const images = await imageServer({ painter });
  const discord = await startFakeDiscord();
  const running = new Set<() => Promise<void>>();
  onTestFinished(async () => {
    gate.opened.resolve();
    for (const stop of running) await stop();
    const log = await readFile(join(folder, "bot.log"), "utf8");
    await discord.close();
    await rm(folder, { recursive: true, force: true });
    expect(log).not.toContain(discord.token);
    expect(log).not.toMatch(/[\w-]{80}/);
    expect(discord.trouble).toEqual([]);
  });

  /** Starts a process on the same data, and resolves when it receives what is asked. */
  async function start(): Promise<BotProcess> {
    const child = spawn(process.execPath, [main, JSON.stringify(quickTiming)], {
      env: {
        ...{ PATH: "", HOME: folder, LANG: "C", DATA_DIR: folder, BACKUPS: "0", ...accountAt(images) },
        ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, DISCORD_CDN_URL: discord.cdnUrl },
      },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    const { stderr } = child;
    const said = stderr ? text(stderr) : Promise.resolve("");
    const ended = once(child, "close").then(([code, signal]) => code ?? signal);
    const stop = async (signal: "SIGKILL" | "SIGTERM", expected: unknown) => {
      running.delete(inPeace);
      child.kill(signal);
      // It ended as it was told to, and had nothing to complain of.
      expect([await ended, await said]).toEqual([expected, ""]);
    };
    const inPeace = () => stop("SIGTERM", 0);
    running.add(inPeace);
    await Promise.race([
      once(child, "message"),
      ended.then(async (how) => {
        throw new Error(`the bot ended before it was ready: ${how}: ${await said}`);
      }),
    ]);
    await discord.gateway.ready();
    return { dies: () => stop("SIGKILL", "SIGKILL") };
  }

  const guild = discord.guild({ name: "Atelier" });
  const channel = guild.channel("general");
  const ada = discord.user("ada");
  return {
    discord,
    images,
    channel,
    ada,
    start,
    painting: { reached: gate.reached.promise, open: gate.opened.resolve },
  };
}
