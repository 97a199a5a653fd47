import { describe, expect, test } from "vitest";
import type { RouteName } from "#test/fakes/slack/route.ts";
import type { FakeSlack } from "#test/fakes/slack/slack-types.ts";
import { quarteredPng } from "#test/images.ts";
import { type InTrouble, inTrouble } from "./in-trouble.ts";

/** Every request that brings a result, in their order. */
const steps: readonly RouteName[] = [
  "files.getUploadURLExternal",
  "upload",
  "files.completeUploadExternal",
  "files.info",
];

/** Every other way to reach anybody. */
const otherWays: readonly RouteName[] = [
  "conversations.open",
  "chat.postMessage",
  "chat.postEphemeral",
  "response_url",
];

const forEver = Number.POSITIVE_INFINITY;
const answers503 = (route: RouteName) => (slack: FakeSlack) => slack.fails(route, { status: 503 });
const asksForPatience = (route: RouteName) => (slack: FakeSlack) => slack.limits(route);

/** What goes wrong before the picture is painted, until Slack recovers. */
const outages: readonly (readonly [string, (slack: FakeSlack) => void])[] = [
  ...steps.map((step) => [`${step} answers 503`, answers503(step)] as const),
  ...steps.map((step) => [`${step} asks for patience`, asksForPatience(step)] as const),
  [
    "nothing answers at all",
    (slack) => {
      for (const route of [...steps, ...otherWays]) slack.drops(route, { times: forEver });
    },
  ],
  ["bytes arrive unanswered", (slack) => slack.drops("upload", { times: forEver, afterEffect: true })],
  [
    "it is shown, and that is not answered",
    (slack) => slack.drops("files.completeUploadExternal", { times: forEver, afterEffect: true }),
  ],
  [
    "it is shown, and said to have failed",
    (slack) => slack.fails("files.completeUploadExternal", { error: "internal_error", afterEffect: true }),
  ],
  [
    "it is not shown, for an error of Slack's own",
    (slack) => slack.fails("files.completeUploadExternal", { error: "internal_error" }),
  ],
  [
    "uploads are not begun, for an error of Slack's own",
    (slack) => slack.fails("files.getUploadURLExternal", { error: "internal_error" }),
  ],
];

function picturesIn({ channel }: InTrouble): readonly number[] {
  const counts = channel.messages().map((message) => message.files().filter(({ isDeleted }) => !isDeleted).length);
  return counts.filter((count) => count > 0);
}

/** Somebody asks; what is wrong lasts until the bot has noticed it, or is not troubled by it. */
async function brought(wrong: (slack: FakeSlack) => void): Promise<InTrouble> {
  const told = await inTrouble({ looksMs: [40, 40, 40] });
  const { slack, bot, ada, channel, holdPainting } = told;
  const painting = holdPainting();
  await ada.in(channel).types("/imagine a red fox");
  await painting.reached;
  wrong(slack);
  painting.open();
  const isNoticed = () => bot.log().includes("delivery put off") || picturesIn(told).length > 0;
  await slack.until(isNoticed, { timeoutMs: 15_000 });
  slack.recovers();
  await slack.until(() => picturesIn(told).length > 0, { timeoutMs: 15_000 });
  return told;
}

describe("Slack is away, or asks for patience, when the picture is painted", () => {
  test("it is brought as soon as Slack is back, once, to where it was asked, and not painted again", async () => {
    const ends = await Promise.all(
      outages.map(async ([what, wrong]) => {
        const told = await brought(wrong);
        expect(told.bot.log()).not.toContain("not delivered");
        return [what, picturesIn(told), told.ada.direct.messages().length, told.paid()];
      }),
    );
    expect(ends).toEqual(outages.map(([what]) => [what, [1], 0, 1]));
  });

  test("for longer than anybody would wait: the delivery is put off, and nothing is asked for meanwhile", async () => {
    const { slack, bot, ada, channel, paid } = await inTrouble();
    slack.limits("files.completeUploadExternal", { retryAfterSeconds: 40 });
    await ada.in(channel).types("/imagine a red fox");
    await slack.until(() => bot.log().includes("delivery put off"));
    expect(slack.requests("files.completeUploadExternal")).toHaveLength(1);
    expect(channel.messages()).toEqual([]);
    expect(paid()).toBe(1);
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

test("while Slack does not tell what stands above a mention, it is not guessed: nothing is painted, and it is said", async () => {
  const { ada, bob, channel, paid, reads, slack } = await inTrouble();
  const thread = await bob
    .in(channel)
    .shares({ name: "dog.png", bytes: await quarteredPng({ width: 320, height: 320 }) });
  slack.fails("conversations.replies", { status: 503 });
  await ada.in(channel).mentions("make it blue", { thread });
  await reads(ada, "does not tell just now which picture you mean");
  expect(paid()).toBe(0);
  slack.recovers();
  await ada.in(channel).mentions("make it blue", { thread });
  await slack.until(() => thread.replies().some((reply) => reply.files().length > 0));
  expect(paid()).toBe(1);
});
