import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import type { AnswerImage } from "#core/answer.ts";
import type { Asking } from "#test/fakes/discord/asking-types.ts";
import { jobId, journalOf, openScene, resultWith, type Scene } from "./answering.ts";

async function asked(scene: Scene) {
  const general = scene.discord.guild().channel("general");
  const { asking, address } = await scene.asked(scene.discord.user("ada").in(general));
  const reply = scene.speaks.reply(address);
  return {
    asking,
    reply,
    sendAhead: async (image: AnswerImage) => reply.ahead(image, await scene.images.read(image.key), 1),
  };
}

/** Names and sizes, in bytes, of what its message shows. */
async function shown(asking: Asking) {
  const pictures = asking.message()?.pictures() ?? [];
  return Promise.all(pictures.map(async (picture) => [picture.name, (await picture.bytes()).byteLength]));
}

/** How many requests with files have begun to come from now on; whether they have ended does not matter. */
function uploadsBegun(): () => number {
  let begun = 0;
  const count = (message: unknown) => {
    const request = typeof message === "object" && message !== null && "request" in message ? message.request : null;
    if (request instanceof IncomingMessage && request.headers["content-type"]?.startsWith("multipart/")) begun += 1;
  };
  subscribe("http.server.request.start", count);
  onTestFinished(() => void unsubscribe("http.server.request.start", count));
  return () => begun;
}

/** What was sent into the message that was asked for, by how many files it brought. */
const edits = ({ discord }: Scene) => discord.requests("PATCH @original").map(({ files }) => files.length);

test("the only picture of a result is on its way before its words are, in the same request", async () => {
  const scene = await openScene();
  const { asking, reply, sendAhead } = await asked(scene);
  const image = await scene.picture(`${jobId}-1`, 300_000);
  const begun = uploadsBegun();
  await sendAhead(image);
  await expect.poll(begun).toBe(1);
  expect(asking.message()?.text()).toBe("Taking it in…");
  await reply.answer(resultWith([image]), journalOf());
  expect(await shown(asking)).toEqual([[image.fileName, image.bytes]]);
  expect(edits(scene)).toEqual([1]);
});

test("a request that breaks off on its way is sent again, the usual way", async () => {
  const scene = await openScene();
  const { asking, reply, sendAhead } = await asked(scene);
  const image = await scene.picture(`${jobId}-1`, 300_000);
  scene.discord.drops("PATCH @original", { times: 1 });
  await sendAhead(image);
  await reply.answer(resultWith([image]), journalOf());
  expect(await shown(asking)).toEqual([[image.fileName, image.bytes]]);
});

test("a form that Discord does not take is sent again, the usual way", async () => {
  const scene = await openScene();
  const { asking, reply, sendAhead } = await asked(scene);
  const image = await scene.picture(`${jobId}-1`, 300_000);
  scene.discord.fails("PATCH @original", { status: 400, code: 50035, times: 1 });
  await sendAhead(image);
  await reply.answer(resultWith([image]), journalOf());
  expect(await shown(asking)).toEqual([[image.fileName, image.bytes]]);
  expect(edits(scene)).toEqual([1, 1]);
});

test("a picture that was painted anew is the one that is shown", async () => {
  const scene = await openScene();
  const { asking, reply, sendAhead } = await asked(scene);
  const first = await scene.picture(`${jobId}-1`, 300_000);
  const anew = await scene.picture(`${jobId}-1`, 200_000);
  await sendAhead(first);
  await sendAhead(anew);
  await reply.answer(resultWith([anew]), journalOf());
  expect(await shown(asking)).toEqual([[anew.fileName, anew.bytes]]);
});

test("of three at once two go ahead and the third goes the usual way", async () => {
  const scene = await openScene();
  const ids = ["job0000001", "job0000002", "job0000003"];
  const parts = await Promise.all(
    ids.map(async (id) => ({ ...(await asked(scene)), id, image: await scene.picture(`${id}-1`, 100_000) })),
  );
  const begun = uploadsBegun();
  const gate = scene.discord.hold("PATCH @original");
  for (const { sendAhead, image } of parts) await sendAhead(image);
  await expect.poll(begun).toBe(2);
  const answers = parts.map(({ reply, image, id }) => reply.answer(resultWith([image]), journalOf(`${id}.result`)));
  await scene.discord.until(() => gate.waiting() === 3);
  gate.open();
  await Promise.all(answers);
  expect(parts.map(({ asking }) => asking.message()?.pictures().length)).toEqual([1, 1, 1]);
  expect(edits(scene)).toEqual([1, 1, 1]);
});
