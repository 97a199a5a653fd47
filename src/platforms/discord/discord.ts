import { setTimeout as pause } from "node:timers/promises";
import { Routes } from "discord.js";
import type { Surroundings } from "#core/command.ts";
import { AppError } from "#core/errors.ts";
import type { ImageStore } from "#core/image-store.ts";
import type { ImageTools } from "#core/image-tools.ts";
import { say } from "#core/message.ts";
import type { Platform } from "#core/platform.ts";
import type { Studio } from "#core/studio.ts";
import { acknowledge } from "./acknowledge.ts";
import { readAddress } from "./address.ts";
import { openAnswering } from "./answering.ts";
import { type Application, readApplication } from "./application.ts";
import { openAttachment } from "./attachments.ts";
import { openCalls } from "./calls.ts";
import { commandsJson } from "./command-json.ts";
import { interactionsEndpoint, publicKeyOf } from "./endpoint.ts";
import { privately } from "./first-answers.ts";
import { type Gateway, openGateway } from "./gateway.ts";
import { type InteractionParts, receiveInteraction } from "./interactions.ts";
import { inviteLinks } from "./invite.ts";
import { discordLimits, limits } from "./limits.ts";
import { receiveMessage } from "./mentions.ts";
import { directMessages, localeOf, platformName } from "./people.ts";
import { openPrecedence } from "./precedence.ts";
import { type PlaceMemory, type RegisteredHere, registerHere } from "./registered-places.ts";
import { openRest } from "./rest.ts";
import { openTokenWatch } from "./token-watch.ts";

export interface DiscordOptions {
  readonly token: string;
  readonly apiUrl: string;
  /** Origin of the content delivery network; null is Discord's own. */
  readonly cdnUrl: string | null;
  readonly interactions: "gateway" | "http";
  /** Hexadecimal; needed for `http`. */
  readonly publicKey: string | null;
  /** Commands are registered there alone, where they change at once; null registers them everywhere. */
  readonly guild: string | null;
  /** Remembers where they were registered. */
  readonly places: PlaceMemory;
  readonly images: ImageStore;
  readonly tools: ImageTools;
  surroundings(): Pick<Surroundings, "models" | "today">;
  now(): number;
  log(message: string, details: Readonly<Record<string, unknown>>): void;
}

/** What is said of itself once it has started. */
export interface DiscordAbout {
  readonly name: string;
  readonly invite: ReturnType<typeof inviteLinks>;
  readonly commands: RegisteredHere;
}

export interface Discord {
  readonly platform: Platform;
  /** For the one HTTP server; empty when interactions come over the gateway. */
  readonly routes: readonly ReturnType<typeof interactionsEndpoint>[];
  /** Rejects while nothing can be received or answered. */
  check(): Promise<void>;
  /** Resolves when it has started. */
  readonly about: Promise<DiscordAbout>;
}

/** Between two tries to reach Discord, in milliseconds: doubles from the first to the longest one. */
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/** Until something that arrived is with the core, in milliseconds: the last try to acknowledge it begins within 3 s and may take as long. */
const arrivesWithinMs = 2 * discordLimits.acknowledgeWithinMs;

/** Discord as a platform: receives over the gateway or over HTTP, and answers over REST from any process. */
export function discord(options: DiscordOptions): Discord {
  const { token, apiUrl, images, tools, now, log } = options;
  if (options.interactions === "http" && options.publicKey === null)
    throw new AppError("misconfigured", say("discord.no-public-key"));
  const rest = openRest({ apiUrl, token });
  const watch = openTokenWatch(now);
  const calls = openCalls({ apiUrl, token, watch });
  const firstAnswers = openRest({
    ...{ apiUrl, token: null, retries: 0, waitedOutMs: 0 },
    timeoutMs: discordLimits.acknowledgeWithinMs,
  });
  const precedence = openPrecedence();
  const about = Promise.withResolvers<DiscordAbout>();
  // Nobody may be waiting for it.
  about.promise.catch(() => {});
  const stopping = new AbortController();
  let receiving: InteractionParts | null = null;
  let gateway: Gateway | null = null;
  /** Set while the gateway's connection is over for good. */
  let listenAnew: (() => Promise<void>) | null = null;
  let studioOpen: Studio | null = null;
  /** What arrived and may not have reached the core yet. */
  const arriving = new Set<Promise<void>>();

  const answering = openAnswering({
    ...{ calls, images, tools, now, log },
    onMessageGone(jobId, address) {
      const { person, guild } = readAddress(address);
      const workspace = guild ?? directMessages;
      const asker = { platform: platformName, workspace, id: person, name: "", roles: [], locale: address.locale };
      studioOpen
        ?.cancel(jobId, { ...asker, right: "anyone" })
        .catch((error: unknown) => log("not cancelled", { jobId, error }));
    },
  });

  function takeIn(work: Promise<void>): void {
    arriving.add(work);
    void work.then(() => arriving.delete(work));
  }

  function onInteraction(interaction: Parameters<typeof receiveInteraction>[1]): void {
    if (receiving) takeIn(receiveInteraction(receiving, interaction));
    else if (stopping.signal.aborted) refuse(interaction);
    else log("interaction before the start", { interaction: interaction.id });
  }

  /** Over HTTP interactions come until the very end. */
  function refuse(interaction: Parameters<typeof receiveInteraction>[1]): void {
    const words = privately([say("service.stopping")], localeOf(interaction));
    acknowledge(firstAnswers, interaction, words).catch(() => {});
  }

  async function begin(studio: Studio): Promise<void> {
    // discord.js forgets a token that was refused.
    const application = await readApplication(rest.setToken(token));
    const wanted = commandsJson(studio.commands, options.surroundings());
    const here = { rest, application: application.id, guild: options.guild, wanted };
    const commands = await registerHere(here, options.places, log);
    receiving = {
      ...{ rest: firstAnswers, precedence, studio, operators: application.operators, now, log },
      surroundings: options.surroundings,
      fail: (address, error) => answering.reply(address).fail(error),
    };
    about.resolve({ name: application.name, invite: inviteLinks(application), commands });
    if (options.interactions === "gateway") await connect(studio, application);
  }

  async function connect(studio: Studio, application: Application): Promise<void> {
    const { id, operators } = application;
    const speaking = { calls, studio, operators, application: id, reply: answering.reply, log };
    const opened = openGateway({
      ...{ token, apiUrl, log, onInteraction },
      onMessage: (message) => takeIn(receiveMessage(speaking, message)),
      onRefused() {
        watch.refused();
        listenAnew = () => connect(studio, application);
      },
    });
    const former = gateway;
    gateway = opened;
    await former?.close();
    await opened.connect();
  }

  /** Whoever is sent no work for a while makes no call that would show that it counts again. */
  async function tryToken(): Promise<void> {
    if (!watch.isRefused()) return;
    const [path, route] = [Routes.currentApplication(), "/applications/@me"];
    await calls.report({ method: "GET", path, route }, "bot").catch(() => {});
    if (watch.isRefused())
      throw new AppError("misconfigured", say("discord.token"), { log: "Discord refused the token" });
  }

  function connectAnew(): void {
    const listen = listenAnew;
    listenAnew = null;
    if (listen === null || stopping.signal.aborted) return;
    listen().catch((error: unknown) => {
      if (error instanceof AppError) watch.refused();
      listenAnew = listen;
      log("not connected anew", { error });
    });
  }

  return {
    about: about.promise,
    routes:
      options.interactions === "http" && options.publicKey !== null
        ? [interactionsEndpoint(publicKeyOf(options.publicKey), onInteraction)]
        : [],
    async check() {
      await tryToken();
      connectAnew();
      const connected = options.interactions === "http" ? receiving !== null : gateway?.isConnected() === true;
      if (!connected) throw new AppError("provider", say("discord.connecting"));
    },
    platform: {
      name: platformName,
      session: null,
      limits,
      async start(studio) {
        studioOpen = studio;
        for (let waitMs = firstPauseMs; ; waitMs = Math.min(2 * waitMs, longestPauseMs)) {
          try {
            return await begin(studio);
          } catch (error) {
            if (error instanceof AppError || stopping.signal.aborted) {
              about.reject(error);
              throw error;
            }
            log("Discord cannot be reached yet", { againInMs: waitMs, error });
            await gateway?.close();
            await pause(waitMs, null, { signal: stopping.signal }).catch(() => {});
          }
        }
      },
      open: openAttachment({ cdnUrl: options.cdnUrl, timeoutMs: 30_000 }),
      // An interaction can be answered wherever it was asked.
      prepare: async (address) => address,
      ...answering,
      async stop() {
        stopping.abort();
        receiving = null;
        await gateway?.close();
        // Whoever has been told that it is taken in must not wait for ever; what is with the core already, the core waits for.
        const patience = new AbortController();
        const longest = pause(arrivesWithinMs, null, { signal: patience.signal }).catch(() => {});
        await Promise.race([Promise.all(arriving), longest]);
        patience.abort();
      },
    },
  };
}
