import { expect, test } from "vitest";
import { story } from "./story.ts";

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

test("a picture that could not be sent ahead comes all the same", async () => {
  const { ada, channel, results, slack } = await story();
  slack.fails("files.getUploadURLExternal", { status: 503 }, 3);
  await ada.in(channel).types("/imagine a red fox");
  expect((await results(1)).files()).toHaveLength(1);
});
