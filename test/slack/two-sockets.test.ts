import { App } from "@slack/bolt";
import { describe, expect, onTestFinished, test } from "vitest";
import { boltLog } from "#src/platforms/slack/bolt-log.ts";
import { socketReceiver } from "#src/platforms/slack/sockets.ts";
import { openFakeSlack } from "#test/fakes/slack/slack.ts";
import type { FakeSlack } from "#test/fakes/slack/slack-types.ts";

async function aSlack() {
  const slack = await openFakeSlack();
  onTestFinished(async () => {
    await slack.close();
    expect(slack.trouble).toEqual([]);
    // That a socket is refused is what some of them are about; everything else that came was acknowledged where it came.
    expect(slack.refusals.filter((refusal) => !refusal.startsWith("apps.connections.open"))).toEqual([]);
  });
  return { slack, ada: slack.user("ada"), channel: slack.channel("general") };
}

/** A process that acknowledges every command; its second socket is opened so long after the first. */
async function listening({ appToken, apiUrl, botToken }: FakeSlack, apartMs?: number) {
  const logged: string[] = [];
  const log = (message: string) => void logged.push(message);
  const { receiver, isOpen, refusal } = socketReceiver({
    appToken,
    apiUrl,
    log,
    ...(apartMs === undefined ? {} : { apartMs }),
  });
  const app = new App({
    ...{ receiver, token: botToken, logger: boltLog(log), deferInitialization: true, convoStore: false },
    clientOptions: { slackApiUrl: apiUrl },
  });
  app.command(/.*/, async ({ ack }) => ack());
  await app.init();
  await app.start();
  onTestFinished(async () => {
    await app.stop();
  });
  return { app, isOpen, refusal, logged };
}

describe("a process hears through two sockets", () => {
  test("while one is opened anew, whichever it is, the other one acknowledges", async () => {
    const { slack, ada, channel } = await aSlack();
    const { isOpen, logged } = await listening(slack, 20);
    await slack.sockets.ready(2);
    for (const [reason, older] of [
      ["refresh_requested", true],
      ["warning", false],
    ] as const) {
      slack.sockets.shuts();
      const open = slack.sockets.all.filter((socket) => socket.isOpen);
      slack.sockets.disconnects(reason, older ? open[0] : open[1]);
      await slack.until(() => slack.sockets.openCount() === 1);
      for (let count = 0; count < 4; count += 1) await (await ada.in(channel).types("/imagine a fox")).acknowledged();
      expect(isOpen()).toBe(true);
      await slack.until(() => logged.includes("Slack's socket cannot be opened again yet"));
      logged.length = 0;
      slack.sockets.opens();
      await slack.sockets.ready(2);
    }
    expect(slack.sockets.all).toHaveLength(4);
  });

  test("the second one later, so that Slack does not close both at a time: also when both have broken off", async () => {
    const { slack } = await aSlack();
    const { isOpen } = await listening(slack, 400);
    await slack.sockets.ready(2);
    slack.sockets.drops();
    await slack.until(() => !isOpen());
    await slack.sockets.ready(2);
    const [first = 0, second = 0, third = 0, fourth = 0] = slack
      .requests("apps.connections.open")
      .map(({ atMs }) => atMs);
    expect([second - first, fourth - third].map((ms) => ms > 200)).toEqual([true, true]);
    expect(slack.sockets.all).toHaveLength(4);
  });

  test("none of them is left when it stops, and none is opened any more", async () => {
    const { slack } = await aSlack();
    const { app, isOpen } = await listening(slack, 20);
    await slack.sockets.ready(2);
    await app.stop();
    await slack.until(() => slack.sockets.openCount() === 0);
    expect(isOpen()).toBe(false);
    const { app: another } = await listening(slack);
    await another.stop();
    await slack.until(() => slack.sockets.openCount() === 0);
    expect(slack.sockets.all).toHaveLength(3);
  });

  test("unless so many processes share the ten of the app that some of them would get none", async () => {
    const { slack, ada, channel } = await aSlack();
    for (const [open] of [[2], [4], [6], [7], [8]]) {
      await listening(slack, 20);
      await slack.sockets.ready(open);
    }
    for (let count = 0; count < 8; count += 1) await (await ada.in(channel).types("/imagine a fox")).acknowledged();
    expect(slack.sockets.all.map(({ envelopes }) => envelopes)).toEqual(Array.from({ length: 8 }, () => ["/imagine"]));
  });

  test.for([
    ["not_allowed_token_type", true],
    ["internal_error", false],
  ] as const)(
    "when Slack answers %s to the one that opens one anew, the token counts as refused: %s",
    async ([error, isRefused]) => {
      const { slack, ada, channel } = await aSlack();
      const { isOpen, refusal, logged } = await listening(slack, 20);
      await slack.sockets.ready(2);
      slack.fails("apps.connections.open", { error });
      slack.sockets.disconnects("refresh_requested", slack.sockets.all[0]);
      await slack.until(() => logged.some((line) => /SLACK_APP_TOKEN|cannot be opened/.test(line)));
      // The other one hears as long as Slack leaves it open.
      await (await ada.in(channel).types("/imagine a fox")).acknowledged();
      expect([isOpen(), refusal()?.message ?? null]).toEqual([true, isRefused ? `Slack refused it: ${error}` : null]);
      slack.recovers();
      await slack.sockets.ready(2);
      await slack.until(() => refusal() === null);
    },
  );
});
