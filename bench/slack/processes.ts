import { type ChildProcess, fork, type StdioOptions } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ToFake } from "../discord/fake-process.ts";
import { type Bot, ourFlags, stopwatchFlags } from "../discord/processes.ts";
import type { AnyStage } from "../discord/stage.ts";
import type { FakeSays, SlackAddress } from "./fake-process.ts";

/** A Slack with a bot on it, each in a process of its own. */
export interface Stage extends AnyStage {
  readonly address: SlackAddress;
}

const root = join(import.meta.dirname, "..", "..");
const entry = join(import.meta.dirname, "..", "slack.ts");
/** Longer than anything here takes, in milliseconds. */
const patienceMs = 120_000;

/** Starts a fake Slack and, unless it is null, a bot on it. */
export async function openStage(bot: Bot | null, baseUrl: string): Promise<Stage> {
  const fake = part("slack");
  const hears = <Kind extends FakeSays["kind"]>(kind: Kind) => heard(fake, kind);
  const tell = (message: ToFake) => void fake.send(message);
  const address = await hears("address");
  const folder = await mkdtemp(join(tmpdir(), "limner-bench-"));
  const child = bot === null ? null : started(bot, address, baseUrl, folder);
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

/** Runs one of this bench's own parts. */
function part(role: string, ...parameters: readonly string[]): ChildProcess {
  const execArgv = role === "slack" ? stopwatchFlags : [];
  const stdio: StdioOptions = ["ignore", "ignore", "inherit", "ipc"];
  const child = fork(entry, [role, ...parameters], { execArgv, stdio });
  // Without any listener, Node would keep what is said for the next one, who waits for something later.
  child.on("message", () => {});
  return child;
}

function started(bot: Bot, address: SlackAddress, baseUrl: string, folder: string): ChildProcess {
  if (bot === "plain") return part("plain", JSON.stringify(address), baseUrl);
  // The whole service, as it is started; without the settings of whoever measures.
  return fork(join(root, "src", "main.ts"), [], {
    execArgv: ourFlags,
    cwd: folder,
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    env: {
      ...{ DATA_DIR: join(folder, "data"), PORT: "0", LOG_LEVEL: "warn", BACKUPS: "0" },
      // The plain bot shows no unfinished pictures either.
      ...{ OPENAI_API_KEY: "bench", OPENAI_BASE_URL: baseUrl, PARTIAL_IMAGES: "0" },
      ...{ SLACK_BOT_TOKEN: address.botToken, SLACK_APP_TOKEN: address.appToken, SLACK_API_URL: address.apiUrl },
    },
  });
}

function heard<Kind extends FakeSays["kind"]>(child: ChildProcess, kind: Kind) {
  return new Promise<Extract<FakeSays, { kind: Kind }>>((resolve, reject) => {
    const timer = setTimeout(() => stop(() => reject(new Error(`waited in vain for "${kind}"`))), patienceMs);
    const listen = (message: FakeSays) => {
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

function isKind<Kind extends FakeSays["kind"]>(
  message: FakeSays,
  kind: Kind,
): message is Extract<FakeSays, { kind: Kind }> {
  return message.kind === kind;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill();
  await exit;
}
