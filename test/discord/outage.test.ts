import { describe, expect, test } from "vitest";
import type { FakeDiscord } from "#test/fakes/discord/discord-types.ts";
import { inTrouble } from "./in-trouble.ts";

const outages: readonly (readonly [string, (discord: FakeDiscord) => void])[] = [
  ["answers 503", (discord) => discord.fails("PATCH @original", { status: 503 })],
  [
    "does what it is asked and then breaks the connection",
    (discord) => discord.drops("PATCH @original", { times: Number.POSITIVE_INFINITY, afterEffect: true }),
  ],
];

describe("Discord is away when the picture is painted", () => {
  test.for(outages)("it %s: the picture is brought as soon as it is back, once", async ([, breaks]) => {
    const { discord, bot, channel, ada, holdPainting, everybodySees, images } = await inTrouble();
    const painting = holdPainting();
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await painting.reached;
    await asking.shows(/Waiting|Painting/);
    breaks(discord);
    painting.open();
    await discord.until(() => bot.log().includes("delivery put off"));
    discord.recovers();
    await discord.until(() => discord.requests("PATCH @original").at(-1)?.status === 200);
    await asking.pictures();
    expect(channel.messages()).toHaveLength(1);
    expect(everybodySees().match(/\[picture/g)).toHaveLength(1);
    expect(images.requests).toHaveLength(1);
  });
});

describe("Discord says that it is asked too often", () => {
  test("of an interaction's message: the picture comes when the time is over", async () => {
    const { discord, channel, ada, holdPainting, images } = await inTrouble();
    const painting = holdPainting();
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await painting.reached;
    await asking.shows(/Waiting|Painting/);
    discord.limits({ route: "PATCH @original", after: 0, retryAfterSeconds: 0.3, times: 2 });
    painting.open();
    await asking.pictures();
    expect(images.requests).toHaveLength(1);
  });

  test("of everything the bot does itself: the picture comes when the time is over, once", async () => {
    const { discord, channel, ada, holdPainting, passes, images } = await inTrouble();
    const painting = holdPainting();
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await painting.reached;
    passes(16);
    discord.limits({ after: 0, retryAfterSeconds: 0.3, times: 2, scope: "global" });
    painting.open();
    await asking.pictures();
    expect(channel.messages()).toHaveLength(1);
    expect(discord.exchanges.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
    expect(images.requests).toHaveLength(1);
  });
});
