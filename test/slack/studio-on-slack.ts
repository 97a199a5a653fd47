import { onTestFinished } from "vitest";
import { commands } from "#commands/index.ts";
import type { Timing } from "#core/timing.ts";
import type { LocalImagesApi, LocalImagesApiOptions } from "#src/local-images-api/server.ts";
import { manifest } from "#src/platforms/slack/manifest.ts";
import type { Manifest } from "#test/fakes/slack/installed.ts";
import type { Channel, Person } from "#test/fakes/slack/place-types.ts";
import { openFakeSlack } from "#test/fakes/slack/slack.ts";
import type { FakeSlack, FakeSlackOptions } from "#test/fakes/slack/slack-types.ts";
import { accountAt, imageServer } from "#test/image-server.ts";
import { freePort, type Instance, openInstances } from "#test/instances.ts";

/** The whole bot on a Slack of its own, with a painter of its own; all gone when the test is over. */
export interface OnSlack {
  readonly slack: FakeSlack;
  readonly images: LocalImagesApi;
  readonly channel: Channel;
  readonly ada: Person;
  readonly bob: Person;
  readonly carla: Person;
  /** Starts a process on the same data; the first one runs already. */
  start(): Promise<Instance>;
  readonly bot: Instance;
}

export interface Scene {
  readonly env?: NodeJS.ProcessEnv;
  readonly images?: LocalImagesApiOptions;
  readonly slack?: FakeSlackOptions;
  readonly timing?: Partial<Timing>;
  /** Whether carla runs the place. */
  readonly carlaIsAdmin?: boolean;
  /** Everything comes over HTTP. */
  readonly overHttp?: boolean;
  /** What time the adapter believes it is, in milliseconds since 1970; the real time unless told otherwise. */
  readonly now?: () => number;
  /** Pauses between looking whether a file is shown, in milliseconds; a second in all unless told otherwise. */
  readonly looksMs?: readonly number[];
}

export async function onSlack(scene: Scene = {}): Promise<OnSlack> {
  const images = await imageServer(scene.images);
  const httpPort = scene.overHttp ? await freePort() : null;
  const slack = await openFakeSlack({
    manifest: installed,
    ...(httpPort === null ? {} : { requestUrl: `http://127.0.0.1:${httpPort}/slack/events` }),
    ...scene.slack,
  });
  const channel = slack.channel("general");
  const ada = slack.user("ada");
  const bob = slack.user("bob");
  const carla = slack.user("carla");
  const env = {
    ...accountAt(images),
    ...{ SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl },
    ...(scene.overHttp ? { SLACK_MODE: "http", SLACK_SIGNING_SECRET: slack.signingSecret } : {}),
    ...(scene.carlaIsAdmin ? { SLACK_ADMINS: carla.id } : {}),
    ...scene.env,
  };
  const { timing, now, looksMs = [25, 25, 50, 100, 200, 600] } = scene;
  const instances = await openInstances({ env, timing, httpPort, now, looksMs });
  onTestFinished(async () => {
    await instances.end();
    await slack.close();
  });
  const { start } = instances;
  const bot = await start();
  return { slack, images, channel, ada, bob, carla, start, bot };
}

/** As `npm run slack-manifest -- full` makes it. */
export const installed = manifest(commands, {
  ...{ imagineCommand: "/imagine", editCommand: "/edit", mode: "socket", publicUrl: null, kind: "full" },
}) as Manifest;
