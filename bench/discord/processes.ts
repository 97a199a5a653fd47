import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import project from "../../package.json" with { type: "json" };
import type { FakeSays, ToFake } from "./fake-process.ts";
import type { Hold, ProviderSays } from "./provider.ts";
import type { AnyStage } from "./stage.ts";

/** What plays Limner's part. */
export type Bot = "limner" | "plain";

/** A Discord with a bot on it, each in a process of its own. */
export interface Stage extends AnyStage {
  readonly address: Extract<FakeSays, { kind: "address" }>;
}

export interface Provider {
  readonly baseUrl: string;
  readonly pictureBytes: number;
  /** The next answers wait until so many requests are there, and then so long. */
  hold(requests: number, milliseconds: number): void;
  hears<Kind extends ProviderSays["kind"]>(kind: Kind): Promise<Extract<ProviderSays, { kind: Kind }>>;
  close(): Promise<void>;
}

/** As `npm start` has them. */
export const ourFlags = project.scripts.start.split(" ").filter((word) => word.startsWith("--"));

const root = join(import.meta.dirname, "..", "..");
const entry = join(import.meta.dirname, "..", "discord.ts");
/** Longer than anything here takes, in milliseconds. */
const patienceMs = 120_000;

/** A stopwatch is not to stop for its own rubbish: on few cores, clearing it away takes the processor from what is measured. */
export const stopwatchFlags = ["--expose-gc", "--no-memory-reducer", "--max-semi-space-size=64"];

/** Runs one of this bench's own parts. */
function part(role: string, ...parameters: readonly string[]): ChildProcess {
  const child = fork(entry, [role, ...parameters], { execArgv: role === "discord" ? stopwatchFlags : [] });
  // Without any listener, Node would keep what is said for the next one, who waits for something later.
  child.on("message", () => {});
  return child;
}

export async function startProvider(): Promise<Provider> {
  const child = part("provider");
  const hears: Provider["hears"] = (kind) => heard<ProviderSays, typeof kind>(child, kind);
  const { baseUrl, pictureBytes } = await hears("address");
  const hold = (requests: number, milliseconds: number) => child.send({ requests, milliseconds } satisfies Hold);
  return { baseUrl, pictureBytes, hold, hears, close: () => ended(child) };
}

/** Starts a fake Discord and, unless it is null, a bot on it. */
export async function openStage(bot: Bot | null, baseUrl: string): Promise<Stage> {
  const fake = part("discord");
  const hears = <Kind extends FakeSays["kind"]>(kind: Kind) => heard<FakeSays, Kind>(fake, kind);
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

function started(bot: Bot, address: Stage["address"], baseUrl: string, folder: string): ChildProcess {
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
      ...{ DISCORD_TOKEN: address.token, DISCORD_API_URL: address.apiUrl, DISCORD_CDN_URL: address.cdnUrl },
    },
  });
}

function heard<Message extends { readonly kind: string }, Kind extends Message["kind"]>(
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

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill();
  await exit;
}
