import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

const main = resolve("src/main.ts");

export interface Said {
  readonly out: string;
  readonly note: string;
  readonly exitCode: number | null;
}

/** One person's machine: a folder of their own, with Limner's data in it. */
export interface Machine {
  readonly folder: string;
  /** Types a command line and waits until it ends. */
  types(words: readonly string[], more?: { readonly stdin?: string; readonly env?: NodeJS.ProcessEnv }): Promise<Said>;
  /** Types a command line, and is there while it runs. */
  starts(
    words: readonly string[],
    env?: NodeJS.ProcessEnv,
  ): { interrupt(signal?: NodeJS.Signals): void; readonly ended: Promise<Said> };
}

/** A fresh machine, gone when the test is. `env` is what its shell has set. */
export async function machine(env: NodeJS.ProcessEnv = {}): Promise<Machine> {
  const folder = await mkdtemp(join(tmpdir(), "limner-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));

  function run(words: readonly string[], more: NodeJS.ProcessEnv, stdin: string | null) {
    const child = spawn(process.execPath, [main, ...words], {
      cwd: folder,
      env: { PATH: "", HOME: folder, LANG: "C", DATA_DIR: join(folder, "data"), ...env, ...more },
      stdio: [stdin === null ? "ignore" : "pipe", "pipe", "pipe"],
    });
    child.stdin?.end(stdin);
    const { stdout, stderr } = child;
    if (!stdout || !stderr) throw new Error("a spawned process has both streams");
    const ended = Promise.all([text(stdout), text(stderr), once(child, "close")]).then(
      ([out, note, [exitCode]]): Said => ({ out, note, exitCode: typeof exitCode === "number" ? exitCode : null }),
    );
    return { interrupt: (signal: NodeJS.Signals = "SIGINT") => void child.kill(signal), ended };
  }

  return {
    folder,
    types: (words, more = {}) => run(words, more.env ?? {}, more.stdin ?? null).ended,
    starts: (words, more = {}) => run(words, more, null),
  };
}
