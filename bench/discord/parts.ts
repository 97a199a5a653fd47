import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import project from "../../package.json" with { type: "json" };
import type { FakeSays, ToFake } from "./fake-process.ts";
import type { AnyStage } from "./stage.ts";

/** What plays Limner's part. */
export type Bot = "limner" | "plain";

/** A chat service that runs, and how each bot is told where it is. */
export interface Service<Address> {
  readonly fake: ChildProcess;
  readonly address: Address;
  /** The bench that has the plain bot as one of its parts. */
  readonly entry: string;
  /** What Limner's environment says of the service. */
  readonly settings: Readonly<Record<string, string>>;
}

/** As `npm start` has them. */
export const ourFlags = project.scripts.start.split(" ").filter((word) => word.startsWith("--"));

/** A stopwatch is not to stop for its own rubbish: on few cores, clearing it away takes the processor from what is measured. */
export const stopwatchFlags = ["--expose-gc", "--no-memory-reducer", "--max-semi-space-size=64"];

/** Longer than anything here takes, in milliseconds. */
const patienceMs = 120_000;

/** Runs one of a bench's own parts: its entry, told which role it has. What it complains of is shown. */
export function startPart(entry: string, role: readonly string[], execArgv: readonly string[] = []): ChildProcess {
  const child = fork(entry, role, { execArgv: [...execArgv], stdio: ["ignore", "ignore", "inherit", "ipc"] });
  // Without any listener, Node would keep what is said for the next one, who waits for something later.
  child.on("message", () => {});
  return child;
}

/** Starts a bot on the service, unless it is null, and resolves when it can be asked. */
export async function stageWith<Address>(
  { fake, address, entry, settings }: Service<Address>,
  bot: Bot | null,
  baseUrl: string,
): Promise<AnyStage & { readonly address: Address }> {
  const hears = <Kind extends FakeSays["kind"]>(kind: Kind) => heard<FakeSays, Kind>(fake, kind);
  const tell = (message: ToFake) => void fake.send(message);
  const folder = await mkdtemp(join(tmpdir(), "limner-bench-"));
  const started = {
    limner: () => startLimner(folder, baseUrl, settings),
    plain: () => startPart(entry, ["plain", JSON.stringify(address), baseUrl]),
  };
  const child = bot && started[bot]();
  if (child) {
    const ready = hears("ready");
    tell({ kind: "await-bot" });
    await ready;
  }
  return {
    address,
    tell,
    arrived: () => hears("arrived"),
    burst: () => hears("burst"),
    async close() {
      if (child) await ended(child);
      await ended(fake);
      await rm(folder, { recursive: true });
    },
  };
}

/** The whole service, as it is started; without the settings of whoever measures. */
function startLimner(folder: string, baseUrl: string, settings: Service<unknown>["settings"]): ChildProcess {
  return fork(join(import.meta.dirname, "..", "..", "src", "main.ts"), [], {
    execArgv: ourFlags,
    cwd: folder,
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    env: {
      ...{ DATA_DIR: join(folder, "data"), PORT: "0", LOG_LEVEL: "warn", BACKUPS: "0" },
      // The plain bot shows no unfinished pictures either.
      ...{ OPENAI_API_KEY: "bench", OPENAI_BASE_URL: baseUrl, PARTIAL_IMAGES: "0" },
      ...settings,
    },
  });
}

/** The next message of this kind; rejects when the process ends before, or takes longer than anything here takes. */
export function heard<Message extends { readonly kind: string }, Kind extends Message["kind"]>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<Message, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => stop(() => reject(new Error(`waited in vain for "${kind}"`))), patienceMs);
    const listen = (message: Message) => {
      if (isKind(message, kind)) stop(() => resolve(message));
    };
    const leave = () => stop(() => reject(new Error(`a process ended that should have said "${kind}"`)));
    function stop(then: () => void): void {
      clearTimeout(timer);
      child.off("message", listen);
      child.off("exit", leave);
      then();
    }
    child.on("message", listen);
    child.on("exit", leave);
  });
}

function isKind<Message extends { readonly kind: string }, Kind extends Message["kind"]>(
  message: Message,
  kind: Kind,
): message is Extract<Message, { kind: Kind }> {
  return message.kind === kind;
}

/** Ends a process and resolves when it is gone. */
export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill();
  await exit;
}
