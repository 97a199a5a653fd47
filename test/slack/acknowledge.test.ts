import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, onTestFinished, test } from "vitest";
import { type InTrouble, inTrouble } from "./in-trouble.ts";

function outcomes({ slack }: InTrouble): readonly string[] {
  return [...new Set(slack.deliveries.attempts.map((attempt) => attempt.outcome()))];
}

async function mentionWithoutLookup(told: InTrouble): Promise<void> {
  const { slack, channel, ada, bob, results, paid } = told;
  const above = await bob.in(channel).says("what shall we hang up?");
  const states = () => slack.deliveries.attempts.map((attempt) => `${attempt.name} ${attempt.outcome()}`);
  const lookups = slack.hold("conversations.replies");
  await ada.in(channel).mentions("a red fox", { thread: above });
  await lookups.reached;
  await bob.in(channel).says("let us see", { thread: above });
  await slack.until(() => states().filter((state) => state === "message acknowledged").length === 2);
  // The mention comes as such and as a message; Slack tells of it again unless it is acknowledged.
  expect(states().toSorted()).toEqual([
    ...["app_mention waiting", "message acknowledged", "message acknowledged", "message waiting"],
  ]);
  await slack.until(() => slack.deliveries.attempts.every((attempt) => attempt.outcome() !== "waiting"));
  expect(outcomes(told)).toEqual(["acknowledged"]);
  lookups.open();
  await results(1);
  expect(paid()).toBe(1);
}

describe("whatever people do is acknowledged", () => {
  test("while somebody else holds the rows: commands, buttons, shortcuts, mentions and forms", async () => {
    const folder = await mkdtemp(join(tmpdir(), "limner-rows-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const told = await inTrouble({ env: { DATA_DIR: folder } });
    const { slack, channel, ada, bob, results, paid } = told;
    await ada.in(channel).types("/imagine a red fox");
    const result = await results(1);
    const rows = new DatabaseSync(join(folder, "limner.db"), { timeout: 5_000 });
    rows.exec("begin immediate");
    const askings = await Promise.all([
      ada.in(channel).types("/imagine a blue fox"),
      bob.in(channel).presses("Again", result),
      ada.in(channel).types("/imagine"),
      ada.usesShortcut("Create image"),
      bob.in(channel).types("/limner usage"),
    ]);
    await bob.in(channel).mentions("a green fox");
    await Promise.all(askings.map((asking) => asking.acknowledged()));
    const form = await askings[2].form();
    await form.submits({ Prompt: "a white fox" });
    await slack.until(() => slack.deliveries.attempts.every((attempt) => attempt.outcome() !== "waiting"));
    expect(outcomes(told)).toEqual(["acknowledged"]);
    expect(paid()).toBe(1);
    rows.exec("rollback");
    rows.close();
    await slack.until(() => (channel.transcript().match(/\[picture/g) ?? []).length === 5, { timeoutMs: 15_000 });
    expect(paid()).toBe(5);
  });

  test("while what was said cannot be looked up: the mention in time, and at once what asks for nothing", async () => {
    const [bySocket, overHttp] = [await inTrouble(), await inTrouble({ overHttp: true })];
    await Promise.all([bySocket, overHttp].map(mentionWithoutLookup));
  });

  test("while 64 pictures are painted and brought", async () => {
    const told = await inTrouble();
    const { slack, channel, ada, holdPainting, images, reads, paid } = told;
    const people = Array.from({ length: 8 }, (_, index) => slack.user(`painter${index}`));
    const painting = holdPainting();
    for (const person of people) await person.in(channel).types("/imagine a red fox --n 8");
    await painting.reached;
    painting.open();
    await slack.until(() => images.requests.length > 8);
    for (let time = 0; time < 20; time += 1) {
      const asking = await ada.in(channel).types(time % 2 === 0 ? "/limner usage" : "/imagine");
      await asking.acknowledged();
    }
    await slack.until(() => (channel.transcript().match(/\[picture/g) ?? []).length === 64, { timeoutMs: 25_000 });
    await reads(ada, "Today");
    await slack.until(() => slack.deliveries.attempts.every((attempt) => attempt.outcome() !== "waiting"));
    expect(outcomes(told)).toEqual(["acknowledged"]);
    expect(paid()).toBe(64);
  });
});

describe("a process that is told to stop", () => {
  test("finishes what it was just taking in; the next one goes on with it", async () => {
    const { slack, bot, channel, ada, start, results, images } = await inTrouble();
    const opening = slack.hold("views.open");
    const asking = await ada.in(channel).types("/imagine");
    await opening.reached;
    const stopped = bot.stop();
    await slack.until(() => slack.sockets.openCount() === 0);
    opening.open();
    await stopped;
    const form = await asking.form();
    expect(bot.log()).not.toContain("not taken in");
    await start();
    await form.submits({ Prompt: "a red fox" });
    await results(1);
    expect(images.requests).toHaveLength(1);
  });
});
