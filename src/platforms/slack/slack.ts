import { setTimeout as pause } from "node:timers/promises";
import { App, type Receiver, webApi } from "@slack/bolt";
import type { Surroundings } from "#core/command.ts";
import { AppError } from "#core/errors.ts";
import type { ImageStore } from "#core/image-store.ts";
import type { ImageTools } from "#core/image-tools.ts";
import { say } from "#core/message.ts";
import type { Platform } from "#core/platform.ts";
import type { Studio } from "#core/studio.ts";
import { openAnswering } from "./answering.ts";
import { openAttachment } from "./attachments.ts";
import { boltLog } from "./bolt-log.ts";
import { httpReceiver } from "./http-receiver.ts";
import { type Identity, identify } from "./identity.ts";
import { limits } from "./limits.ts";
import { listen } from "./listeners.ts";
import { platformName } from "./people.ts";
import type { Receiving } from "./receiving.ts";
import type { SlashNames } from "./slash-names.ts";
import { socketReceiver } from "./sockets.ts";
import { openTokenWatch, type TokenWatch } from "./token-watch.ts";

export interface SlackOptions {
  /** `xoxb-…`. */
  readonly botToken: string;
  readonly mode: "socket" | "http";
  /** `xapp-…`; needed for `socket`. */
  readonly appToken: string | null;
  /** Needed for `http`. */
  readonly signingSecret: string | null;
  /** Such as `https://slack.com/api/`. */
  readonly apiUrl: string;
  readonly names: SlashNames;
  readonly admins: readonly string[];
  readonly autoJoin: boolean;
  readonly allowsStrangers: boolean;
  readonly followsThreads: boolean;
  readonly style: "blocks" | "split";
  readonly images: ImageStore;
  readonly tools: ImageTools;
  /** Pauses between looking whether files are shown, in milliseconds; some 20 s in all unless told otherwise. */
  readonly looksMs?: readonly number[];
  surroundings(): Pick<Surroundings, "models" | "today">;
  now(): number;
  log(message: string, details: Readonly<Record<string, unknown>>): void;
}

export interface Slack {
  readonly platform: Platform;
  /** For the one HTTP server; empty with a socket. */
  readonly routes: readonly ReturnType<typeof httpReceiver>["route"][];
  /** Rejects while nothing can be received or answered, and from when Slack refuses a token until it takes it again. */
  check(): Promise<void>;
  /** Resolves when it has started. */
  readonly about: Promise<Identity>;
}

/** Between two tries to reach Slack, in milliseconds: doubles from the first to the longest one. */
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/** How long a stop waits for what was just being taken in, in milliseconds. */
const drainMs = 5_000;

/** Slack as a platform: receives through a socket or over HTTP, and answers by its Web API from any process. */
export function slack(options: SlackOptions): Slack {
  const { botToken, apiUrl, log, now } = options;
  const about = Promise.withResolvers<Identity>();
  about.promise.catch(() => {});
  const { receiver, routes, isOpen, refusal: refusalOfApp } = openReceiver(options);
  const watch = openTokenWatch(apiUrl);
  const { locales, ...answering } = openAnswering({
    ...{ token: botToken, apiUrl, watch, style: options.style, autoJoin: options.autoJoin },
    ...{ images: options.images, tools: options.tools, now, log },
    ...(options.looksMs ? { looksMs: options.looksMs } : {}),
  });
  const client = new webApi.WebClient(botToken, clientOptions(apiUrl, watch, log));
  // What somebody said is in no row yet, so it must be known what they mean before a stop has waited long enough.
  const lookups = new webApi.WebClient(botToken, {
    ...clientOptions(apiUrl, watch, log),
    ...{ timeout: 2_000, retryConfig: { retries: 1, minTimeout: 300, maxTimeout: 300 } },
  });
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();
  let app: App | null = null;

  async function begin(studio: Studio): Promise<void> {
    const identity = await identify(client);
    const opened = new App({
      ...{ receiver, token: botToken, logger: boltLog(log), deferInitialization: true, convoStore: false },
      // A limit on one method would hold up the forms, whose triggers live for three seconds.
      clientOptions: { ...clientOptions(apiUrl, watch, log), rejectRateLimitedCalls: true },
    });
    // Whatever a listener throws was logged where it happened; Bolt would end the process for some of it.
    opened.error(async (error) => log("slack listener failed", { error }));
    await opened.init();
    app = opened;
    const receiving: Receiving = {
      ...{ client: opened.client, lookups, studio, botUser: identity.botUser, locales, log },
      members: { team: identity.team, admins: new Set(options.admins) },
      ...{ allowsStrangers: options.allowsStrangers, followsThreads: options.followsThreads },
      ...{ surroundings: options.surroundings, reply: answering.reply },
    };
    listen(opened, receiving, options.names, { now, underWay });
    stopping.signal.throwIfAborted();
    await opened.start();
    about.resolve(identity);
  }

  return {
    about: about.promise,
    routes,
    async check() {
      const refused = refusalOfApp();
      if (refused) throw refused;
      if (app === null || !isOpen()) throw new AppError("provider", say("slack.connecting"));
      if (watch.refusal() === null) return;
      // Whoever is sent no work for this makes no call that would show that it counts again.
      await lookups.auth.test().catch(() => {});
      const refusal = watch.refusal();
      if (refusal !== null)
        throw new AppError("misconfigured", say("slack.token"), { log: `Slack refused it: ${refusal}` });
    },
    platform: {
      name: platformName,
      session: null,
      limits,
      async start(studio) {
        for (let waitMs = firstPauseMs; ; waitMs = Math.min(2 * waitMs, longestPauseMs)) {
          try {
            return await begin(studio);
          } catch (error) {
            if (error instanceof AppError || stopping.signal.aborted) {
              about.reject(error);
              throw error;
            }
            log("Slack cannot be reached yet", { againInMs: waitMs, error });
            await pause(waitMs, null, { signal: stopping.signal }).catch(() => {});
          }
        }
      },
      open: openAttachment({ token: botToken, apiUrl, timeoutMs: 30_000, client }),
      ...answering,
      async stop() {
        stopping.abort();
        await app?.stop();
        app = null;
        // Bolt lets go of what it has just handed over; it is ours to wait for.
        const drained = Promise.allSettled(underWay);
        await Promise.race([drained, new Promise((resolve) => setTimeout(resolve, drainMs).unref())]);
      },
    },
  };
}

/** New for each client, which writes into it. By itself it would try for half an hour, and wait for ever for one answer. */
function clientOptions(slackApiUrl: string, { fetch }: TokenWatch, log: SlackOptions["log"]) {
  return {
    ...{ slackApiUrl, fetch },
    logger: boltLog(log),
    timeout: 30_000,
    retryConfig: { retries: 2, minTimeout: 300, maxTimeout: 3_000 },
  };
}

function openReceiver({ mode, appToken, signingSecret, apiUrl, log }: SlackOptions): {
  readonly receiver: Receiver;
  readonly routes: Slack["routes"];
  isOpen(): boolean;
  refusal(): AppError | null;
} {
  if (mode === "http") {
    if (signingSecret === null) throw new AppError("misconfigured", say("slack.no-signing-secret"));
    const { receiver, route } = httpReceiver(signingSecret);
    return { receiver, routes: [route], isOpen: () => true, refusal: () => null };
  }
  if (appToken === null) throw new AppError("misconfigured", say("slack.no-app-token"));
  return { ...socketReceiver({ appToken, apiUrl, log }), routes: [] };
}
