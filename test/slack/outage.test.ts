import { describe, expect, test } from "vitest";
import type { FakeSlack, RouteName } from "#test/fakes/slack/types.ts";
import { type InTrouble, inTrouble } from "./in-trouble.ts";

/** Every request that brings a result, in their order. */
const steps: readonly RouteName[] = [
  "files.getUploadURLExternal",
  "upload",
  "files.completeUploadExternal",
  "files.info",
];

const outages: readonly (readonly [string, (slack: FakeSlack, route: RouteName) => void])[] = [
  ["answers 503", (slack, route) => slack.fails(route, { status: 503 })],
  ["breaks the connection", (slack, route) => slack.drops(route, { times: Number.POSITIVE_INFINITY })],
  [
    "does what it is asked and then breaks the connection",
    (slack, route) => slack.drops(route, { times: Number.POSITIVE_INFINITY, afterEffect: true }),
  ],
  [
    "does what it is asked and says that it failed",
    (slack, route) => slack.fails(route, { error: "internal_error", afterEffect: true }),
  ],
];

/** Somebody asks, and Slack goes wrong before the picture is painted. */
async function wrongAt(route: RouteName, breaks: (slack: FakeSlack, route: RouteName) => void): Promise<InTrouble> {
  const told = await inTrouble();
  const { slack, ada, channel, holdPainting } = told;
  const painting = holdPainting();
  await ada.in(channel).types("/imagine a red fox");
  await painting.reached;
  breaks(slack, route);
  painting.open();
  return told;
}

function picturesIn({ channel }: InTrouble): readonly number[] {
  return channel
    .messages()
    .map((message) => message.files().filter(({ isDeleted }) => !isDeleted).length)
    .filter((count) => count > 0);
}

describe("Slack is away when the picture is painted", () => {
  test.for(outages)("it %s, at any step: the picture is brought as soon as it is back, once", async ([, breaks]) => {
    const scenes = await Promise.all(steps.map((step) => wrongAt(step, breaks)));
    for (const [index, told] of scenes.entries()) {
      const { slack, bot, ada, paid } = told;
      await slack.until(() => bot.log().includes("delivery put off") || picturesIn(told).length > 0, {
        what: `trouble at ${steps[index]}`,
        timeoutMs: 10_000,
      });
      expect(bot.log()).not.toContain("not delivered");
      slack.recovers();
      await slack.until(() => picturesIn(told).length > 0, { timeoutMs: 15_000 });
      expect([steps[index], picturesIn(told), ada.direct.messages().length, paid()]).toEqual([steps[index], [1], 0, 1]);
    }
  });

  test("its address takes no connection at all: the same", async () => {
    const { slack, bot, ada, channel, holdPainting, results, paid } = await inTrouble();
    const painting = holdPainting();
    await ada.in(channel).types("/imagine a red fox");
    await painting.reached;
    for (const step of steps) slack.drops(step, { times: Number.POSITIVE_INFINITY });
    for (const other of ["conversations.open", "chat.postMessage", "chat.postEphemeral", "response_url"] as const)
      slack.drops(other, { times: Number.POSITIVE_INFINITY });
    painting.open();
    await slack.until(() => bot.log().includes("delivery put off"));
    slack.recovers();
    await results(1);
    expect(channel.messages()).toHaveLength(1);
    expect(paid()).toBe(1);
  });
});

describe("Slack says that it is asked too often", () => {
  test("at any step of bringing a result: it comes when the time is over, once", async () => {
    const scenes = await Promise.all(steps.map((step) => wrongAt(step, (slack, route) => slack.limits(route))));
    for (const told of scenes) {
      await told.results(1);
      expect([picturesIn(told), told.paid(), told.ada.direct.messages().length]).toEqual([[1], 1, 0]);
      expect(told.slack.exchanges.filter(({ status }) => status === 429)).toHaveLength(1);
    }
  });

  test("for longer than anybody would wait: the delivery is put off, and comes", async () => {
    const told = await wrongAt("files.completeUploadExternal", (slack, route) =>
      slack.limits(route, { retryAfterSeconds: 40 }),
    );
    const { slack, bot, images } = told;
    await slack.until(() => bot.log().includes("delivery put off"));
    expect(picturesIn(told)).toEqual([]);
    expect(images.requests).toHaveLength(1);
  });
});

describe("the response URL of a command", () => {
  test("has ended: what is for its person alone is said as the bot", async () => {
    const { slack, ada, channel, holdPainting, passes, results, reads, paid } = await inTrouble();
    const painting = holdPainting();
    await ada.in(channel).types("/imagine a red fox");
    await painting.reached;
    const used = slack.requests("response_url").length;
    passes(31);
    channel.removesBot();
    painting.open();
    await results(1, ada.direct);
    expect(slack.requests("response_url")).toHaveLength(used);
    expect(paid()).toBe(1);
    channel.addsBot();
    await ada.in(channel).types("/imagine a blue fox --n 2");
    await results(1);
    await ada.in(channel).types("/limner cancel zzzzzzzzzz");
    await reads(ada, "zzzzzzzzzz");
  });

  test("is used up: the same", async () => {
    const { slack, ada, channel, holdPainting, reads, paid } = await inTrouble();
    const painting = holdPainting();
    const asking = await ada.in(channel).types("/imagine a red fox");
    await painting.reached;
    for (let use = 0; use < 5; use += 1) {
      const body = JSON.stringify({ response_type: "ephemeral", text: `use ${use}` });
      await fetch(asking.responseUrl ?? "", { method: "POST", body, headers: { "content-type": "application/json" } });
    }
    slack.workspace.revokes("files:write");
    painting.open();
    await reads(ada, "files:write");
    await slack.until(() => slack.requests("chat.postEphemeral").some(({ status }) => status === 200));
    expect(paid()).toBe(1);
  });

  test("and every other way to tell a person alone is closed: they read it in their own conversation", async () => {
    const { slack, ada, channel, holdPainting, reads, passes, everybodySees, sees } = await inTrouble();
    const painting = holdPainting();
    await ada.in(channel).types("/imagine a red fox");
    await painting.reached;
    passes(31);
    channel.removesBot();
    slack.workspace.refusesUploads("file_uploads_disabled");
    painting.open();
    await reads(ada, "was charged", ada.direct);
    expect(everybodySees()).toBe("#general");
    expect(sees(ada)).not.toContain("charged");
  });
});
