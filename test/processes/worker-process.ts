import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Invocation, RawValues } from "#core/invocation.ts";
import type { Receipt } from "#core/studio.ts";
import type { Timing } from "#core/timing.ts";
import { compileCache } from "#test/compile-cache.ts";

const main = fileURLToPath(new URL("./worker.ts", import.meta.url));
const ready = z.object({ port: z.number(), owner: z.string() });

/** Leases and sweeps so short that a test can wait for them. */
export const quickTiming: Timing = {
  pictureLeaseMs: 1_500,
  intakeLeaseMs: 1_500,
  deliveryLeaseMs: 1_500,
  sweepEveryMs: 150,
  sessionLifeMs: 5_000,
};

/** A running process of the service. */
export interface WorkerProcess {
  /** As the rows name it. */
  readonly owner: string;
  /** Hands an asking to this process; rejects when it dies before it has said what became of it. */
  asks(invocation: Invocation): Promise<Receipt>;
  signal(name: "SIGKILL" | "SIGTERM" | "SIGSTOP" | "SIGCONT"): void;
  /** How it ended: its exit code, or the signal. */
  readonly ended: Promise<number | string>;
  isAlive(): boolean;
}

export interface WorkerOptions {
  readonly chatUrl: string;
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly timing?: Timing;
}

/** Starts a process of the service and resolves when it takes askings. */
export async function startWorker({
  chatUrl,
  dataDir,
  env,
  timing = quickTiming,
}: WorkerOptions): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [main, chatUrl, JSON.stringify(timing)], {
    env: { ...compileCache, PATH: "", HOME: dataDir, LANG: "C", DATA_DIR: dataDir, ...env },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ended = once(child, "exit").then(([code, signal]) => (typeof code === "number" ? code : String(signal)));
  const started = await Promise.race([
    once(child, "message").then(([message]) => ready.parse(message)),
    ended.then((how) => Promise.reject(new Error(`a worker ended before it was ready: ${how}`))),
  ]);
  return {
    owner: started.owner,
    async asks(invocation) {
      const response = await fetch(`http://127.0.0.1:${started.port}`, {
        method: "POST",
        body: JSON.stringify(invocation),
      });
      if (!response.ok) throw new Error(await response.text());
      return (await response.json()) as Receipt;
    },
    signal: (name) => void child.kill(name),
    ended,
    isAlive: () => child.exitCode === null && child.signalCode === null,
  };
}

/** An asking at the desk, as the platform hands it over. */
export function askingOf(
  dedupeKey: string,
  command: string,
  values: RawValues,
  { person = "ada", channel = "hall" } = {},
): Invocation {
  return {
    command,
    trigger: "slash",
    values,
    actor: { platform: "desk", workspace: "house", id: person, name: person, right: "anyone", roles: [], locale: "en" },
    place: { platform: "desk", workspace: "house", channel, thread: null },
    replyTo: { platform: "desk", session: null, audience: "public", locale: "en", data: { asking: dedupeKey } },
    dedupeKey,
  };
}
