import { onTestFinished } from "vitest";
import type { Timing } from "#core/timing.ts";
import type { LocalImagesApi, LocalImagesApiOptions } from "#src/local-images-api/server.ts";
import { startFakeDiscord } from "#test/fakes/discord/discord.ts";
import type { FakeDiscord, FakeDiscordOptions } from "#test/fakes/discord/discord-types.ts";
import type { Channel, Guild, Person } from "#test/fakes/discord/place-types.ts";
import { accountAt, imageServer } from "#test/image-server.ts";
import { freePort, type Instance, openInstances } from "#test/instances.ts";

/** The whole bot on a Discord of its own, with a painter of its own; all gone when the test is over. */
export interface OnDiscord {
  readonly discord: FakeDiscord;
  readonly images: LocalImagesApi;
  readonly guild: Guild;
  readonly channel: Channel;
  readonly ada: Person;
  readonly bob: Person;
  /** Starts a process on the same data; the first one runs already. */
  start(): Promise<Instance>;
  readonly bot: Instance;
}

export interface Scene {
  readonly env?: NodeJS.ProcessEnv;
  readonly images?: LocalImagesApiOptions;
  readonly discord?: FakeDiscordOptions;
  readonly premiumTier?: 0 | 1 | 2 | 3;
  readonly timing?: Partial<Timing>;
  /** Interactions come over HTTP. */
  readonly overHttp?: boolean;
  /** What time the adapter believes it is, in milliseconds since 1970; the real time unless told otherwise. */
  readonly now?: () => number;
}

export async function onDiscord(scene: Scene = {}): Promise<OnDiscord> {
  const images = await imageServer(scene.images);
  const httpPort = scene.overHttp ? await freePort() : null;
  const discord = await startFakeDiscord({
    ...(httpPort === null ? {} : { interactionsUrl: `http://127.0.0.1:${httpPort}/discord/interactions` }),
    ...scene.discord,
  });
  const env = {
    ...accountAt(images),
    ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, DISCORD_CDN_URL: discord.cdnUrl },
    ...(scene.overHttp ? { DISCORD_INTERACTIONS: "http", DISCORD_PUBLIC_KEY: discord.publicKey } : {}),
    ...scene.env,
  };
  const { timing, now } = scene;
  const instances = await openInstances({ env, timing, httpPort, now });
  onTestFinished(async () => {
    await instances.end();
    await discord.close();
  });
  const { start } = instances;

  const guild = discord.guild({ name: "Atelier", premiumTier: scene.premiumTier ?? 0 });
  const channel = guild.channel("general");
  const ada = discord.user("ada");
  const bob = discord.user("bob");
  const bot = await start();
  return { discord, images, guild, channel, ada, bob, start, bot };
}
