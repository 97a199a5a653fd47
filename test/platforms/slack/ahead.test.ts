import { expect, test } from "vitest";
import { jobId, journalOf, openScene, resultWith } from "./answering.ts";

test("a picture that was painted anew is the one that is shown, also when there was no room to send it ahead", async () => {
  const { slack, general, images, speaks, asked, picture } = await openScene();
  const reply = speaks.reply(await asked(general));
  const [first, second, third] = await Promise.all([1, 2, 3].map((position) => picture(`${jobId}-${position}`)));
  const anew = await picture(`${jobId}-1`, { aboutBytes: 30_000 });
  const uploads = slack.hold("upload");
  for (const image of [first, second, third, anew].filter((image) => image !== undefined))
    reply.ahead(image, await images.read(image.key), 3);
  await slack.until(() => uploads.waiting() === 3);
  uploads.open();
  await reply.answer(resultWith([anew]), journalOf());
  const [message] = general.messages();
  expect(message?.files().map((file) => file.bytes().byteLength)).toEqual([anew.bytes]);
  expect(slack.requests("files.getUploadURLExternal")).toHaveLength(4);
});

test("what nobody has shown for a minute is forgotten here too: it is uploaded when it is delivered after all", async () => {
  const { slack, general, images, speaks, asked, picture } = await openScene();
  const image = await picture(`${jobId}-1`);
  const reply = speaks.reply(await asked(general));
  reply.ahead(image, await images.read(image.key), 1);
  await slack.until(() => slack.requests("upload").length === 1);
  slack.passes({ minutes: 2 });
  await reply.answer(resultWith([image]), journalOf());
  expect(slack.requests("upload")).toHaveLength(2);
  expect(general.messages().map((message) => message.files().length)).toEqual([1]);
});
