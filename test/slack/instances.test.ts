import { describe, expect, test } from "vitest";
import { inTrouble } from "./in-trouble.ts";

describe("two processes serve the same workspace", () => {
  test("each envelope goes to one of them; what one took, the other may finish, and everything is painted once", async () => {
    const { slack, channel, ada, bob, start, holdPainting, results, reads, everybodySees, images } = await inTrouble();
    await start();
    await slack.sockets.ready(2);
    const painting = holdPainting();
    await ada.in(channel).types("/imagine a red fox");
    await bob.in(channel).types("/imagine a blue fox");
    await painting.reached;
    painting.open();
    await results(2);
    const commands = slack.sockets.all.map(({ envelopes }) => envelopes.filter((name) => name.startsWith("/")));
    expect(commands).toEqual([["/imagine"], ["/imagine"]]);
    const first = channel.messages().find((message) => message.text().includes("red fox"));
    await Promise.all([ada.in(channel).presses("Again", first), bob.in(channel).presses("Again", first)]);
    await slack.until(() => (everybodySees().match(/\[picture/g) ?? []).length === 4);
    expect(images.requests).toHaveLength(4);
    // A mention is two events, which go to two processes.
    await ada.in(channel).mentions("a green fox");
    await slack.until(() => (everybodySees().match(/\[picture/g) ?? []).length === 5);
    await ada.in(channel).types("/limner usage");
    await reads(ada, "Today");
    expect(images.requests).toHaveLength(5);
  });

  test("one ends while it paints: the other takes everything, and what was begun is brought", async () => {
    const { slack, bot, channel, ada, bob, start, holdPainting, results, images } = await inTrouble();
    const painting = holdPainting();
    await ada.in(channel).types("/imagine a red fox");
    await painting.reached;
    await start();
    await slack.sockets.ready(2);
    const stopped = bot.stop();
    await slack.until(() => slack.sockets.openCount() === 1);
    painting.open();
    await stopped;
    await results(1);
    await bob.in(channel).types("/imagine a blue fox");
    await results(2);
    expect(images.requests).toHaveLength(2);
  });
});

describe("over HTTP", () => {
  test("the same event comes again because its answer was lost: it is painted once", async () => {
    const { slack, channel, ada, everybodySees, results, images } = await inTrouble({ overHttp: true });
    slack.deliveries.losesAcknowledgements(4);
    await ada.in(channel).mentions("a red fox");
    await results(1);
    slack.passes({ minutes: 7 });
    await slack.until(() => slack.deliveries.attempts.filter(({ attempt }) => attempt > 0).length >= 2);
    await slack.until(() => slack.deliveries.attempts.every((attempt) => attempt.outcome() !== "waiting"));
    expect(everybodySees().match(/\[picture/g)).toHaveLength(1);
    expect(images.requests).toHaveLength(1);
  });

  test("what is not signed, or signed long ago, is refused and does nothing", async () => {
    const { slack, channel, ada, images } = await inTrouble({ overHttp: true, annoys: true });
    slack.deliveries.signsWrongly(1);
    const wrong = await ada.in(channel).types("/imagine a red fox");
    await expect(wrong.acknowledged()).rejects.toThrow("dispatch_failed");
    slack.deliveries.signsLate(600);
    const late = await ada.in(channel).types("/imagine a red fox");
    await expect(late.acknowledged()).rejects.toThrow("dispatch_failed");
    expect(slack.deliveries.attempts.map((attempt) => attempt.outcome())).toEqual(["refused", "refused"]);
    expect(images.requests).toEqual([]);
  });
});
