import type { App } from "@slack/bolt";
import { onTestFinished } from "vitest";
import { openFakeSlack } from "./slack.ts";
import type { FakeSlack, FakeSlackOptions } from "./slack-types.ts";
import { startBolt, webClient } from "./try-bolt.ts";

/** A workspace with two people and a channel, until the test is over. */
export async function fake(options: FakeSlackOptions = {}) {
  const slack = await openFakeSlack(options);
  onTestFinished(() => slack.close());
  const ada = slack.user("ada");
  const bo = slack.user("bo");
  return { slack, ada, bo, general: slack.channel("general"), client: webClient(slack) };
}

/** A Bolt of the test's own on a socket, until the test is over. */
export async function bolt(slack: FakeSlack, listen: (app: App) => void): Promise<App> {
  const app = await startBolt(slack, listen);
  onTestFinished(async () => {
    await app.stop();
  });
  return app;
}
