import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished } from "vitest";
import { flatPainter } from "#test/crash/scene.ts";
import { openFakeSlack } from "#test/fakes/slack/slack.ts";
import { accountAt, imageServer } from "#test/image-server.ts";
import { quickTiming } from "#test/processes/worker-process.ts";
import { installed } from "./studio-on-slack.ts";

/** Serves whatever chat platforms its environment names. */
const main = fileURLToPath(new URL("../discord/bot-main.ts", import.meta.url));

/** A running process of the bot. */
export interface BotProcess {
  /** Kills it: nothing of it runs any longer. */
  dies(): Promise<void>;
}

/** A Slack and an image service that outlive every process of the bot. */
export async function onSlackWithProcesses() {
  const folder = await mkdtemp(join(tmpdir(), "limner-slack-"));
  const gate = { reached: Promise.withResolvers<void>(), opened: Promise.withResolvers<void>() };
  const painter = flatPainter(async () => {
    gate.reached.resolve();
    await gate.opened.promise;
  });
  const images = await imageServer({ painter });
  const slack = await openFakeSlack({ manifest: installed });
  const running = new Set<() => Promise<void>>();
  onTestFinished(async () => {
    gate.opened.resolve();
    for (const stop of running) await stop();
    const log = await readFile(join(folder, "bot.log"), "utf8").catch(() => "");
    await slack.close();
    await rm(folder, { recursive: true, force: true });
    const secrets = [slack.botToken, slack.appToken, `${slack.origin}/commands/`, `${slack.origin}/actions/`];
    expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
    expect(slack.trouble).toEqual([]);
  });

  /** Starts a process on the same data, and resolves when it receives what is asked. */
  async function start(): Promise<BotProcess> {
    const child = spawn(process.execPath, [main, JSON.stringify(quickTiming)], {
      env: {
        ...{ PATH: "", HOME: folder, LANG: "C", DATA_DIR: folder, BACKUPS: "0", ...accountAt(images) },
        ...{ SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl },
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
    await slack.sockets.ready();
    return { dies: () => stop("SIGKILL", "SIGKILL") };
  }

  /** Resolves when the picture is in the rows and about to be posted: its bytes may be on their way before. */
  async function settled(): Promise<void> {
    const rows = new DatabaseSync(join(folder, "limner.db"), { readOnly: true });
    const posting = rows.prepare("select 1 from deliveries where state = 'posting'");
    while (posting.get() === undefined) await pause(10);
    rows.close();
  }

  return {
    slack,
    images,
    settled,
    channel: slack.channel("general"),
    ada: slack.user("ada"),
    start,
    painting: { reached: gate.reached.promise, open: gate.opened.resolve },
  };
}
