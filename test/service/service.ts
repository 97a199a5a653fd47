import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { compileCache } from "#test/compile-cache.ts";

const main = resolve("src/main.ts");

/** One machine with one data folder, on which the service and terminals run as processes of their own. */
export interface Host {
  readonly folder: string;
  readonly dataFolder: string;
  starts(words: readonly string[], env?: NodeJS.ProcessEnv): Running;
  /** Starts the service and waits until it says where it answers. */
  serves(env?: NodeJS.ProcessEnv): Promise<Running & { readonly origin: string }>;
}

export interface Running {
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<{ readonly out: string; readonly note: string; readonly exitCode: number | null }>;
}

/** A fresh machine, gone with all its processes when the test is. `env` is what everybody on it has set. */
export async function host(env: NodeJS.ProcessEnv = {}): Promise<Host> {
  const folder = await mkdtemp(join(tmpdir(), "limner-service-"));
  const dataFolder = join(folder, "data");
  const children: ChildProcess[] = [];
  onTestFinished(async () => {
    for (const child of children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill("SIGKILL");
      await once(child, "close");
    }
    await rm(folder, { recursive: true, force: true });
  });

  function start(words: readonly string[], more: NodeJS.ProcessEnv) {
    const child = spawn(process.execPath, [main, ...words], {
      cwd: folder,
      env: { ...compileCache, PATH: "", HOME: folder, LANG: "C", DATA_DIR: dataFolder, PORT: "0", ...env, ...more },
      stdio: ["ignore", "pipe", "pipe"],
    });
    children.push(child);
    const { stdout, stderr } = child;
    const ended = Promise.all([text(stdout), text(stderr), once(child, "close")]).then(([out, note, [exitCode]]) => ({
      ...{ out, note, exitCode: typeof exitCode === "number" ? exitCode : null },
    }));
    return { running: { kill: (signal: NodeJS.Signals) => void child.kill(signal), ended }, stderr };
  }

  return {
    folder,
    dataFolder,
    starts: (words, more = {}) => start(words, more).running,
    async serves(more = {}) {
      const { running, stderr } = start([], more);
      const found = Promise.withResolvers<string>();
      let said = "";
      stderr.on("data", (chunk: Buffer) => {
        said += chunk.toString();
        const [, origin] = /(http:\S+)\/healthz/.exec(said) ?? [];
        if (origin) found.resolve(origin);
      });
      const early = running.ended.then(({ note }) => {
        throw new Error(`the service ended before it answered: ${note}`);
      });
      return { ...running, origin: await Promise.race([found.promise, early]) };
    },
  };
}
