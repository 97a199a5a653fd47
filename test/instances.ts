import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asAppError } from "#core/errors.ts";
import { type Timing, usualTiming } from "#core/timing.ts";
import { words } from "#core/words.ts";
import { type Chat, openChats } from "#src/chats.ts";
import { readConfig } from "#src/config.ts";
import { startHttpServer } from "#src/http/server.ts";
import { type Limner, openLimner } from "#src/limner.ts";

/** One process of the bot. */
export interface Instance {
  readonly limner: Limner;
  /** What it wrote into its log, as text: nobody's words and no token may be in it. */
  log(): string;
  /** What `/readyz` says of each platform, by its name. */
  health(): Promise<Readonly<Record<string, string>>>;
  stop(): Promise<void>;
}

export interface Instances {
  /** Starts one more on the same data. */
  start(): Promise<Instance>;
  /** Stops all of them and removes their data. */
  end(): Promise<void>;
}

export interface InstanceOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly timing?: Partial<Timing> | undefined;
  /** Where platforms are told of events over HTTP; null for those that connect by themselves. */
  readonly httpPort?: number | null;
  /** What time the adapters believe it is, in milliseconds since 1970; the real time unless told otherwise. */
  readonly now?: (() => number) | undefined;
  /** Pauses between looking whether Slack shows a file, in milliseconds. */
  readonly looksMs?: readonly number[] | undefined;
}

/** The whole bot, as often as it is started, on one folder of its own. */
export async function openInstances(options: InstanceOptions): Promise<Instances> {
  const { env, timing, httpPort = null, now, looksMs } = options;
  const folder = await mkdtemp(join(tmpdir(), "limner-chat-"));
  const running = new Set<Instance>();
  return {
    async start() {
      const config = readConfig({ DATA_DIR: folder, SHUTDOWN_GRACE_MS: "2000", BACKUPS: "0", ...env });
      const lines: string[] = [];
      const log = (message: string, details: object) => void lines.push(`${message} ${shown(details)}`);
      let chats: readonly Chat[] = [];
      const limner = await openLimner(
        config,
        log,
        (ground) => {
          chats = openChats(config, log, ground, { now, looksMs });
          return chats.map(({ platform }) => platform);
        },
        { ...usualTiming, sweepEveryMs: 200, ...timing },
      );
      const routes = chats.flatMap((chat) => chat.routes);
      const server =
        httpPort === null ? null : await startHttpServer({ host: "127.0.0.1", port: httpPort, routes, log });
      for (const { platform } of chats) await platform.start(limner.studio);
      const instance: Instance = {
        limner,
        log: () => lines.join("\n"),
        async health() {
          const said = chats.map(async ({ check: { name, run } }) => [name, await run().then(() => "ok", inEnglish)]);
          return Object.fromEntries(await Promise.all(said));
        },
        async stop() {
          if (!running.delete(instance)) return;
          await limner.stop();
          await server?.close(100);
        },
      };
      running.add(instance);
      return instance;
    },
    async end() {
      for (const instance of running) await instance.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A port that nobody has: where two must know each other's address, one of them has to be found first. */
export async function freePort(): Promise<number> {
  const server = await startHttpServer({ host: "127.0.0.1", port: 0, routes: [], log: () => {} });
  await server.close(0);
  return Number(new URL(server.origin).port);
}

function inEnglish(error: unknown): string {
  return words(asAppError(error).text, "en");
}

function shown(details: object): string {
  return JSON.stringify(details, (_, value: unknown) =>
    value instanceof Error ? { ...value, message: value.message, stack: value.stack, cause: value.cause } : value,
  );
}
