import { describe, expect, test } from "vitest";
import type { FakeSlack } from "#test/fakes/slack/slack-types.ts";
import { inTrouble } from "./in-trouble.ts";

const interruptions: readonly (readonly [string, (slack: FakeSlack) => void])[] = [
  ["breaks off", ({ sockets }) => sockets.drops()],
  ["is to be opened anew, as every few hours", ({ sockets }) => sockets.disconnects("refresh_requested")],
  ["will be closed in ten seconds", ({ sockets }) => sockets.disconnects("warning")],
];

describe("the socket", () => {
  test.for(interruptions)(
    "%s while a picture is painted: it comes, and what is asked later is heard",
    async ([, trouble]) => {
      const { slack, channel, ada, bob, holdPainting, results, paid } = await inTrouble();
      const painting = holdPainting();
      await ada.in(channel).types("/imagine a red fox");
      await painting.reached;
      trouble(slack);
      await slack.until(() => slack.sockets.all.length === 2 && slack.sockets.openCount() === 1);
      painting.open();
      await results(1);
      await bob.in(channel).types("/imagine a blue fox");
      await results(2);
      expect(slack.deliveries.attempts.filter((attempt) => attempt.outcome() !== "acknowledged")).toEqual([]);
      expect(paid()).toBe(2);
    },
  );

  test("breaks off and is refused for a while: what was said meanwhile is answered when it is back, once", async () => {
    const { slack, bot, channel, ada, everybodySees, results, paid } = await inTrouble();
    slack.sockets.shuts();
    slack.sockets.drops();
    await slack.until(() => slack.sockets.openCount() === 0);
    await ada.in(channel).mentions("a red fox");
    await slack.until(() => bot.log().includes("cannot be opened again yet"));
    slack.sockets.opens();
    await slack.sockets.ready();
    // Slack tries an event again: at once, after a minute, after five.
    slack.passes({ minutes: 1 });
    await results(1);
    slack.passes({ minutes: 6 });
    expect(everybodySees()).toMatchInlineSnapshot(`
      "#general
      ada: @Limner a red fox
        | Limner: a red fox
        |   asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        |   [picture "a red fox" 1024x1024 png]
        |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
    expect(slack.deliveries.attempts.some(({ attempt }) => attempt > 0)).toBe(true);
    expect(paid()).toBe(1);
  });

  test("stays closed because the app's token was taken back: whoever runs the bot reads what to do, and it is back when the token counts again", async () => {
    const { slack, bot, channel, ada, results } = await inTrouble();
    slack.fails("apps.connections.open", { error: "token_revoked" });
    slack.sockets.drops();
    await slack.until(() => bot.log().includes("Slack refuses SLACK_APP_TOKEN. Copy it anew"));
    expect(await bot.health()).toMatchInlineSnapshot(`
      {
        "slack": "Slack refuses SLACK_APP_TOKEN. Copy it anew from api.slack.com: your app, Basic Information, App-Level Tokens (with connections:write).",
      }
    `);
    slack.recovers();
    await slack.sockets.ready();
    await ada.in(channel).types("/imagine a red fox");
    await results(1);
    expect(await bot.health()).toEqual({ slack: "ok" });
  });
});

describe("Slack tells the same thing more than once", () => {
  test("because an acknowledgement was lost: it is painted once", async () => {
    const { slack, channel, ada, everybodySees, results, paid } = await inTrouble();
    slack.deliveries.losesAcknowledgements(2);
    await ada.in(channel).mentions("a red fox");
    await results(1);
    slack.passes({ minutes: 7 });
    await slack.until(() => slack.deliveries.attempts.filter(({ attempt }) => attempt > 0).length >= 1);
    await ada.in(channel).types("/limner usage");
    await slack.until(() => slack.deliveries.attempts.every((attempt) => attempt.outcome() !== "waiting"));
    expect(everybodySees().match(/\[picture/g)).toHaveLength(1);
    expect(paid()).toBe(1);
  });

  test("three times at once, as the first time each: it is painted once", async () => {
    const { slack, channel, ada, everybodySees, results, images } = await inTrouble();
    slack.deliveries.doubles(3);
    await ada.in(channel).mentions("a red fox");
    await results(1);
    expect(slack.deliveries.attempts.filter(({ name }) => name === "app_mention").length).toBeGreaterThan(0);
    expect(everybodySees().match(/\[picture/g)).toHaveLength(1);
    expect(images.requests).toHaveLength(1);
  });

  test("a command with the same trigger: it is painted once", async () => {
    const { channel, ada, everybodySees, results, reads, images } = await inTrouble();
    const asking = await ada.in(channel).types("/imagine a red fox");
    await asking.sendAgain();
    await results(1);
    await ada.in(channel).types("/limner usage");
    await reads(ada, "Today");
    expect(everybodySees().match(/\[picture/g)).toHaveLength(1);
    expect(images.requests).toHaveLength(1);
  });
});
