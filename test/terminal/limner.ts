import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { run } from "#src/run.ts";
import { compileCache } from "#test/compile-cache.ts";

const main = resolve("src/main.ts");

export interface Said {
  readonly out: string;
  readonly note: string;
  readonly exitCode: number | null;
}

/** What comes in with a command line. */
interface Given {
  readonly stdin?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** One person's machine: a folder of their own, with Limner's data in it. */
export interface Machine {
  readonly folder: string;
  /**
   * Runs a command line in this process and waits until it ends: all that `src/main.ts` does, with an environment and streams
   * of its own, in a tenth of the time. Pictures need an image service: sketches are drawn from SVG, and a process that has
   * opened Limner with a service keeps its reader shut for good.
   */
  types(words: readonly string[], given?: Given): Promise<Said>;
  /** Runs a command line as a person does, in a process of its own: for what only a process shows, and once for each command. */
  starts(
    words: readonly string[],
    given?: Given,
  ): { interrupt(signal?: NodeJS.Signals): void; readonly ended: Promise<Said> };
}

/** A fresh machine, gone when the test is. `env` is what its shell has set. */
export async function machine(env: NodeJS.ProcessEnv = {}): Promise<Machine> {
  const folder = await mkdtemp(join(tmpdir(), "limner-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const environment = { PATH: "", HOME: folder, LANG: "C", DATA_DIR: join(folder, "data"), ...env };

  return {
    folder,
    async types(words, given = {}) {
      const streams = { out: new PassThrough(), note: new PassThrough() };
      const said = Promise.all([text(streams.out), text(streams.note)]);
      const exitCode = await run(words, {
        environment: { ...environment, INIT_CWD: folder, ...given.env },
        input: Readable.from(given.stdin === undefined ? [] : [given.stdin]),
        streams,
        onInterrupt: () => () => {},
        leave: () => {},
      });
      streams.out.end();
      streams.note.end();
      const [out, note] = await said;
      return { out, note, exitCode };
    },
    starts(words, given = {}) {
      const child = spawn(process.execPath, [main, ...words], {
        cwd: folder,
        env: { ...compileCache, ...environment, ...given.env },
        stdio: [given.stdin === undefined ? "ignore" : "pipe", "pipe", "pipe"],
      });
      child.stdin?.end(given.stdin);
      const { stdout, stderr } = child;
      if (!stdout || !stderr) throw new Error("a spawned process has both streams");
      const ended = Promise.all([text(stdout), text(stderr), once(child, "close")]).then(
        ([out, note, [exitCode]]): Said => ({ out, note, exitCode: typeof exitCode === "number" ? exitCode : null }),
      );
      return { interrupt: (signal = "SIGINT") => void child.kill(signal), ended };
    },
  };
}
