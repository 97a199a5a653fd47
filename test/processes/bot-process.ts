import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished } from "vitest";
import type { LocalImagesApi } from "#src/local-images-api/server.ts";
import { accountAt, imageServer } from "#test/image-server.ts";
import { flatPainter, type PaintingGate, paintingGates } from "#test/painters.ts";
import { quickTiming } from "./worker-process.ts";

/** Serves whatever chat platforms its environment names. */
const main = fileURLToPath(new URL("../discord/bot-main.ts", import.meta.url));

/** A running process of the bot. */
export interface BotProcess {
  /** Kills it: nothing of it runs any longer. */
  dies(): Promise<void>;
}

/** One bot in as many processes as are started, and an image service that outlives all of them. */
export interface BotProcesses {
  readonly images: LocalImagesApi;
  /** Where their data is. */
  readonly folder: string;
  /** Nothing is painted until it is opened. */
  readonly painting: PaintingGate;
  /** Starts a process on the same data, and resolves when it receives what is asked. */
  start(): Promise<BotProcess>;
}

/** The chat service that the processes are on. */
export interface ChatService {
  /** What tells them where it is. */
  readonly env: NodeJS.ProcessEnv;
  /** Resolves when a process that was started receives what is asked. */
  ready(): Promise<unknown>;
  /** All processes have ended: closes it, and looks at what they wrote into their log. */
  over(log: string): Promise<void>;
}

export async function botProcesses({ env, ready, over }: ChatService): Promise<BotProcesses> {
  const folder = await mkdtemp(join(tmpdir(), "limner-bot-"));
  const gates = paintingGates();
  const painting = gates.hold();
  const images = await imageServer({ painter: flatPainter(gates.mayPaint) });
  const running = new Set<() => Promise<void>>();
  onTestFinished(async () => {
    painting.open();
    for (const stop of running) await stop();
    const log = await readFile(join(folder, "bot.log"), "utf8").catch(() => "");
    await rm(folder, { recursive: true, force: true });
    await over(log);
  });

  async function start(): Promise<BotProcess> {
    const child = spawn(process.execPath, [main, JSON.stringify(quickTiming)], {
      env: { PATH: "", HOME: folder, LANG: "C", DATA_DIR: folder, BACKUPS: "0", ...accountAt(images), ...env },
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
    await ready();
    return { dies: () => stop("SIGKILL", "SIGKILL") };
  }

  return { images, folder, painting, start };
}
