import type { ModelInfo } from "#core/model.ts";
import type { Platform } from "#core/platform.ts";
import type { Records } from "#core/records.ts";
import type { Config } from "./config.ts";
import type { Check } from "./http/health.ts";
import type { Route } from "./http/server.ts";
import type { Ground, Log } from "./limner.ts";
import { type Discord, type DiscordOptions, discord } from "./platforms/discord/discord.ts";
import type { PlaceMemory } from "./platforms/discord/registered-places.ts";
import { type Slack, type SlackOptions, slack } from "./platforms/slack/slack.ts";
import { othersSlash } from "./platforms/slack/slash-names.ts";

/** A chat platform that is set up, as the service runs it. */
export interface Chat {
  readonly platform: Platform;
  readonly routes: readonly Route[];
  readonly check: Check;
  /** What whoever starts the service should know of it, once it has started: a word and a text each. */
  started(): Promise<readonly (readonly [string, string])[]>;
}

/** What tests set: the time, and how long is waited for what a service does in its own time. */
export interface ChatPace {
  readonly now?: (() => number) | undefined;
  /** Pauses between looking whether Slack shows a file, in milliseconds. */
  readonly looksMs?: readonly number[] | undefined;
}

/** Every chat platform whose token is set. */
export function openChats(
  config: Config,
  log: Log,
  { model, images, tools, records }: Ground,
  { now = Date.now, looksMs }: ChatPace = {},
): readonly Chat[] {
  const ground = { images, tools, now, log };
  const discordOptions = discordConfigured(config, model.models());
  const slackOptions = slackConfigured(config, model.models());
  return [
    ...(discordOptions ? [ofDiscord(discord({ ...discordOptions, ...ground, places: discordPlaces(records) }))] : []),
    ...(slackOptions ? [ofSlack(slack({ ...slackOptions, ...ground, ...(looksMs ? { looksMs } : {}) }))] : []),
  ];
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** How Discord is set up; null when it is not. */
export function discordConfigured(
  config: Config,
  models: readonly ModelInfo[],
): Omit<DiscordOptions, "images" | "tools" | "now" | "log" | "places"> | null {
  if (config.DISCORD_TOKEN === undefined) return null;
  return {
    token: config.DISCORD_TOKEN,
    apiUrl: config.DISCORD_API_URL,
    cdnUrl: config.DISCORD_CDN_URL ?? null,
    interactions: config.DISCORD_INTERACTIONS,
    publicKey: config.DISCORD_PUBLIC_KEY ?? null,
    guild: config.DISCORD_GUILD_ID ?? null,
    surroundings: () => ({ models, today: today() }),
  };
}

/** Where this installation has registered its commands, remembered in the rows. */
export function discordPlaces(records: Records): PlaceMemory {
  const scope = (application: string) => `discord:${application}`;
  return {
    read: (application) => records.transaction(({ settings }) => settings.get(scope(application), "registered")),
    write: (application, value) =>
      records.transaction(({ settings }) => settings.set(scope(application), "registered", value)),
  };
}

/** How Slack is set up; null when it is not. */
function slackConfigured(
  config: Config,
  models: readonly ModelInfo[],
): Omit<SlackOptions, "images" | "tools" | "now" | "log"> | null {
  if (config.SLACK_BOT_TOKEN === undefined) return null;
  return {
    botToken: config.SLACK_BOT_TOKEN,
    mode: config.SLACK_MODE,
    appToken: config.SLACK_APP_TOKEN ?? null,
    signingSecret: config.SLACK_SIGNING_SECRET ?? null,
    apiUrl: config.SLACK_API_URL,
    names: { imagine: config.SLACK_IMAGINE_COMMAND, edit: config.SLACK_EDIT_COMMAND, others: othersSlash },
    admins: config.SLACK_ADMINS,
    autoJoin: config.SLACK_AUTO_JOIN,
    allowsStrangers: config.SLACK_STRANGERS,
    followsThreads: config.SLACK_THREAD_REPLIES,
    style: config.SLACK_RESULT_STYLE,
    surroundings: () => ({ models, today: today() }),
  };
}

function ofSlack({ platform, routes, check, about }: Slack): Chat {
  return {
    platform,
    routes,
    check: { name: "slack", run: async () => check() },
    async started() {
      const { botName, teamName, missing } = await about;
      return [
        ["slack", `${botName} is there, in ${teamName}`],
        ...missing.map((what) => ["careful", `${what} (npm run slack-manifest -- full)`] as const),
      ];
    },
  };
}

function ofDiscord({ platform, routes, check, about }: Discord): Chat {
  return {
    platform,
    routes,
    check: { name: "discord", run: async () => check() },
    async started() {
      const { name, invite, commands } = await about;
      return [
        [
          "discord",
          `${name} is there; ${commands.changed ? "its commands were registered anew" : "its commands stand"}`,
        ],
        ["invite", invite.server],
        ["or alone", `${invite.person} (to use it yourself, everywhere)`],
      ];
    },
  };
}
