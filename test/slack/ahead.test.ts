import { expect, onTestFinished, test } from "vitest";
import { placeOf } from "#src/platforms/slack/people.ts";
import type { Asking } from "#test/fakes/slack/asking-types.ts";
import type { Person } from "#test/fakes/slack/place-types.ts";
import { type Story, story } from "./story.ts";

test("finished pictures are at Slack before the last one is painted; nobody sees them until then, and none is sent twice", async () => {
  const { ada, bob, channel, images, results, sees, slack } = await story({
    images: { script: (_, ordinal) => (ordinal === 3 ? { hang: "before-headers" } : null) },
  });
  const asking = await ada.in(channel).types("/imagine a red fox -n 4");
  await slack.until(() => images.requests.length === 4 && slack.requests("files.getUploadURLExternal").length === 3);
  expect(sees(bob)).toBe("#general");
  expect(slack.requests("files.completeUploadExternal")).toEqual([]);

  await ada.in(channel).presses("Cancel", await asking.answer());
  const result = await results(1);
  expect(result.files()).toHaveLength(3);
  expect(result.files().map(({ title }) => title.slice(0, 2))).toEqual(["1:", "2:", "3:"]);
  expect(slack.requests("files.getUploadURLExternal")).toHaveLength(3);
  expect(slack.requests("files.completeUploadExternal")).toHaveLength(1);
});

test("when many come at once, three go ahead at a time beside those that only wait to be shown; the others come when they are delivered", async () => {
  const told = await story({
    images: { script: (_, ordinal) => (ordinal % 4 === 3 ? { hang: "before-headers" } : null) },
  });
  const { ada, bob, carla, channel, results, slack } = told;
  const sent = () => slack.requests("files.getUploadURLExternal").length;
  const foxes = await asksForFour(told, ada, 4);
  await slack.until(() => slack.requests("upload").length === 3);

  const uploads = slack.hold("upload");
  onTestFinished(() => uploads.open());
  const owls = await asksForFour(told, bob, 8);
  const hares = await asksForFour(told, carla, 12);
  await slack.until(() => uploads.waiting() >= 3);
  expect(sent()).toBe(6);

  uploads.open();
  for (const [person, asking] of [[ada, foxes] as const, [bob, owls] as const, [carla, hares] as const])
    await person.in(channel).presses("Cancel", await asking.answer());
  await results(3);
  expect(channel.messages().map((message) => message.files().length)).toEqual([3, 3, 3]);
  expect(sent()).toBe(9);
});

test("a picture that could not be sent ahead comes all the same", async () => {
  const { ada, channel, results, slack } = await story();
  slack.fails("files.getUploadURLExternal", { status: 503 }, 3);
  await ada.in(channel).types("/imagine a red fox");
  expect((await results(1)).files()).toHaveLength(1);
});

test("of an upload ahead that broke off nobody sees anything", async () => {
  const { ada, bob, channel, results, sees, slack } = await story();
  slack.fails("upload", { status: 404 }, 1);
  await ada.in(channel).types("/imagine a red fox");
  expect((await results(1)).files()).toHaveLength(1);
  expect(slack.requests("files.getUploadURLExternal")).toHaveLength(2);
  expect(slack.requests("files.completeUploadExternal")).toHaveLength(1);
  expect(sees(bob).match(/\[picture/g)).toHaveLength(1);
});

/** Somebody asks for four pictures; resolves when the service was asked for the last one and the rows have the other three. */
async function asksForFour({ bot, channel, images, slack }: Story, person: Person, requests: number): Promise<Asking> {
  const asking = await person.in(channel).types("/imagine a red fox -n 4");
  await slack.until(() => images.requests.length === requests);
  const kept = Promise.withResolvers<void>();
  const place = placeOf({ team: slack.workspace.id, admins: new Set() }, channel.id, null);
  const painted = new Map<string, number>();
  const unfollow = bot.limner.studio.follow({ place }, (event) => {
    if (event.kind !== "state") return;
    painted.set(event.job.jobId, event.job.pictures.filter(({ state }) => state === "rendered").length);
    if (painted.size * 4 === requests && [...painted.values()].every((count) => count === 3)) kept.resolve();
  });
  await kept.promise;
  unfollow();
  return asking;
}
