import { PermissionFlagsBits } from "discord.js";
import { expect, test } from "vitest";
import { answer } from "#core/answer.ts";
import { AppError } from "#core/errors.ts";
import type { JobSnapshot } from "#core/feed.ts";
import { say } from "#core/message.ts";
import type { ReplyAddress } from "#core/people.ts";
import type { Progress } from "#core/platform.ts";
import type { DiscordAddress } from "#src/platforms/discord/address.ts";
import { readPosted } from "#src/platforms/discord/posted.ts";
import type { FakeDiscord } from "#test/fakes/discord/discord-types.ts";
import type { Channel } from "#test/fakes/discord/place-types.ts";
import { jobId, journalOf, openScene, resultWith, sha256Of } from "./answering.ts";

test("a status that moves becomes the result, in the same message", async () => {
  const scene = await openScene();
  const general = scene.discord.guild().channel("general");
  const { asking, address } = await scene.asked(scene.discord.user("ada").in(general));
  const reply = scene.speaks.reply(address);
  const preview = await scene.picture("preview-1", 5_000);

  await reply.progress(progressOf({ queue: { ahead: 2, waitMs: 90_000 } }));
  expect(asking.message()?.text()).toBe("Waiting: 2 before it, about 1 min 30 s");
  expect(asking.message()?.buttons()).toEqual(["Cancel"]);
  for (const elapsedMs of [3_000, 6_000, 9_000]) {
    scene.discord.passes({ seconds: 3 });
    await reply.progress({ ...progressOf(), elapsedMs, partialKey: preview.key });
  }
  await reply.progress({ ...progressOf(), elapsedMs: 9_100, partialKey: preview.key });
  expect(asking.message()?.text()).toContain("Painting… 9 s");
  expect(asking.message()?.pictures()).toHaveLength(1);
  expect(scene.discord.requests("PATCH @original").map(({ files }) => files.length)).toEqual([0, 1, 0, 0]);

  const picture = await scene.picture(`${jobId}-1`);
  const brought = await reply.answer(resultWith([picture]), journalOf());
  await reply.progress(progressOf());
  const message = asking.message();
  expect(message?.isComponentsV2).toBe(true);
  expect(message?.pictures().map(({ name, alt }) => [name, alt])).toEqual([[picture.fileName, "a red fox"]]);
  expect(message?.buttons()).toEqual(["Again", "Vary", "Info", "Delete"]);
  expect(brought.messages).toEqual([
    {
      channel: general.id,
      message: message?.id,
      files: [{ file: message?.pictures()[0]?.id, pictureId: `${jobId}-1` }],
    },
  ]);
  expect(message?.pictures()[0]?.sha256).toBe(await sha256Of(await scene.images.read(picture.key)));
});

test("nobody is ever called by what is sent", async () => {
  const scene = await openScene();
  const { address } = await scene.asked(scene.discord.user("ada").in(scene.discord.guild().channel("general")));
  const reply = scene.speaks.reply(address);
  await reply.progress(progressOf());
  await reply.answer(resultWith([await scene.picture(`${jobId}-1`)]), journalOf());
  await reply.fail(new AppError("delivery", say("bring.away")));
  const sent = scene.discord.exchanges.filter(({ method, path }) => method !== "GET" && path.startsWith("/webhooks"));
  expect(sent.length).toBeGreaterThan(2);
  for (const { body } of sent) expect(body).toMatchObject({ allowed_mentions: { parse: [] } });
});

test("an answer waits for the report that is on its way, and none follows it", async () => {
  const scene = await openScene();
  const { asking, address } = await scene.asked(scene.discord.user("ada").in(scene.discord.guild().channel("general")));
  const gate = scene.discord.hold("PATCH @original");
  const reported = scene.speaks.reply(address).progress(progressOf());
  await gate.reached;
  const answered = scene.speaks.reply(address).answer(resultWith([await scene.picture(`${jobId}-1`)]), journalOf());
  const tooLate = scene.speaks.reply(address).progress(progressOf());
  expect(gate.waiting()).toBe(1);
  gate.open();
  await Promise.all([reported, answered, tooLate]);
  expect(asking.message()?.isComponentsV2).toBe(true);
  expect(scene.discord.requests("PATCH @original")).toHaveLength(2);
});

test("whoever deletes the status cancels the job; a result that comes all the same is a message of its own", async () => {
  const scene = await openScene();
  const general = scene.discord.guild().channel("general");
  const moderator = scene.discord.user("mo", { permissions: PermissionFlagsBits.ManageMessages });
  const { asking, address } = await scene.asked(scene.discord.user("ada").in(general));
  const status = asking.message();
  if (status) await moderator.in(general).deletes(status);
  const reply = scene.speaks.reply(address);
  await reply.progress(progressOf());
  await reply.progress(progressOf());
  expect(scene.gone).toEqual([jobId]);
  await reply.answer(resultWith([await scene.picture(`${jobId}-1`)]), journalOf());
  expect(general.messages().at(-1)?.pictures()).toHaveLength(1);
});

test("a refusal is for the person alone, and nothing of it stays for the others", async () => {
  const scene = await openScene();
  const general = scene.discord.guild().channel("general");
  const ada = scene.discord.user("ada");
  const { address } = await scene.asked(ada.in(general));
  const refused = answer({
    text: [{ literal: "The filter refused these words." }],
    buttons: [{ command: "retry", subject: jobId, forAll: false }],
    problem: "blocked",
  });
  const journal = journalOf("d1");
  await scene.speaks.reply(address).answer(refused, journal);
  await scene.restarted().reply(address).answer(refused, journal);
  expect(general.messages()).toHaveLength(0);
  const [told, ...others] = general.messages({ as: ada });
  expect(told?.text()).toContain("The filter refused these words.");
  expect(told?.isEphemeral).toBe(true);
  expect(told?.buttons()).toEqual(["Retry"]);
  expect(others).toHaveLength(0);
});

test("what comes late, or comes again for the same asking, leaves the first answer as it is", async () => {
  const scene = await openScene();
  const general = scene.discord.guild().channel("general");
  const { asking, address } = await scene.asked(scene.discord.user("ada").in(general));
  await scene.speaks.reply(address).answer(resultWith([await scene.picture(`${jobId}-1`)]), journalOf());
  const late = resultWith([await scene.picture(`${jobId}-2`)]);
  await scene
    .restarted()
    .reply(address)
    .answer(late, journalOf(`${jobId}-2.late`));
  expect(
    asking
      .message()
      ?.pictures()
      .map(({ name }) => name),
  ).toEqual([`a-red-fox-${jobId}-1.png`]);
  expect(general.messages()).toHaveLength(2);
});

test("what comes late is put off while nobody can tell whether the first answer is there", async () => {
  const scene = await openScene();
  const general = scene.discord.guild().channel("general");
  const { asking, address } = await scene.asked(scene.discord.user("ada").in(general));
  await scene.speaks.reply(address).answer(resultWith([await scene.picture(`${jobId}-1`)]), journalOf());
  scene.discord.fails("GET @original", { status: 503 });
  const late = scene.restarted().reply(address);
  await expect(late.answer(resultWith([await scene.picture(`${jobId}-2`)]), journalOf("late"))).rejects.toMatchObject({
    code: "delivery",
    retryAfterMs: expect.any(Number),
  });
  const [picture] = asking.message()?.pictures() ?? [];
  expect(picture?.name).toBe(`a-red-fox-${jobId}-1.png`);
});

test("what comes late leaves an answer as it is that another process has written into the status of this one", async () => {
  const scene = await openScene();
  const general = scene.discord.guild().channel("general");
  const { asking, address } = await scene.asked(scene.discord.user("ada").in(general));
  await scene.speaks.reply(address).progress(progressOf());
  const pictures = [await scene.picture(`${jobId}-1`), await scene.picture(`${jobId}-2`)] as const;
  await scene
    .restarted()
    .reply(address)
    .answer(resultWith([pictures[0]]), journalOf());
  scene.discord.passes({ seconds: 30 });
  await scene.speaks.reply(address).answer(resultWith([pictures[1]]), journalOf("late"));
  expect(asking.message()?.pictures()[0]?.name).toBe(pictures[0].fileName);
  expect(general.messages()).toHaveLength(2);
});

test("a crash between posting and writing it down posts nothing twice", async () => {
  const scene = await openScene();
  const general = scene.discord.guild().channel("general");
  const { address } = await scene.asked(scene.discord.user("ada").in(general));
  const result = resultWith([await scene.picture(`${jobId}-1`)]);
  await scene.speaks.reply(address).answer(result, journalOf());
  await scene.restarted().reply(address).answer(result, journalOf());
  expect(general.messages()).toHaveLength(1);
  scene.discord.passes({ minutes: 16 });
  await scene.restarted().reply(address).answer(result, journalOf());
  expect(general.messages()).toHaveLength(1);
});

test("a failure is said at once, to the person alone, and takes the status along", async () => {
  const scene = await openScene();
  const general = scene.discord.guild().channel("general");
  const ada = scene.discord.user("ada");
  const { address } = await scene.asked(ada.in(general));
  await scene.speaks.reply(address).fail(new AppError("misconfigured", say("disk.full")));
  expect(general.messages()).toHaveLength(0);
  expect(general.transcript({ as: ada })).toContain("The disk is full");
});

test("a failure after the token's end comes as a direct message, or stands where the status stood", async () => {
  const scene = await openScene();
  const general = scene.discord.guild().channel("general");
  const ada = scene.discord.user("ada");
  const first = await scene.asked(ada.in(general));
  const second = await scene.asked(ada.in(general));
  scene.discord.passes({ minutes: 16 });
  const failure = new AppError("delivery", say("bring.kept", { id: jobId }));
  await scene.speaks.reply(first.address).fail(failure);
  expect(ada.direct.messages().at(-1)?.text()).toContain("is made and kept");
  ada.closesDms();
  await scene.speaks.reply(second.address).fail(failure);
  expect(general.messages().map((message) => message.text())).toEqual([expect.stringContaining("is made and kept")]);
});

test("after the token's end a public status goes on moving, a private one only stops", async () => {
  const scene = await openScene();
  const general = scene.discord.guild().channel("general");
  const ada = scene.discord.user("ada");
  const open = await scene.asked(ada.in(general));
  const alone = await scene.asked(ada.in(general), "private");
  scene.discord.passes({ minutes: 13, seconds: 40 });
  for (const { address } of [open, alone]) await scene.speaks.reply(address).progress(progressOf());
  expect(open.asking.message()?.text()).toContain("The result will still come to this channel");
  expect(alone.asking.message()?.text()).toContain("The result will come to you as a direct message");
  scene.discord.passes({ minutes: 2 });
  for (const { address } of [open, alone]) {
    await scene.speaks.reply(address).progress({ ...progressOf(), elapsedMs: 950_000 });
  }
  expect(open.asking.message()?.text()).toContain("15 min 50 s");
  expect(scene.gone).toEqual([]);
});

test("a report that Discord stumbles over stops none of the next ones", async () => {
  const scene = await openScene();
  const { asking, address } = await scene.asked(scene.discord.user("ada").in(scene.discord.guild().channel("general")));
  scene.discord.fails("PATCH @original", { status: 500, times: 1 });
  const reply = scene.speaks.reply(address);
  await reply.progress(progressOf());
  await reply.progress({ ...progressOf(), elapsedMs: 6_000 });
  expect(asking.message()?.text()).toBe("Painting… 6 s");
});

test("while the bot's token is refused nothing is lost, and Discord is not asked again and again", async () => {
  const scene = await openScene();
  const { address } = await scene.asked(scene.discord.user("ada").in(scene.discord.guild().channel("general")));
  scene.discord.passes({ minutes: 16 });
  scene.discord.fails("GET message", { status: 401 });
  scene.discord.fails("PATCH message", { status: 401 });
  const result = resultWith([await scene.picture(`${jobId}-1`)]);
  for (const _ of [1, 2, 3]) {
    const answered = scene.speaks.reply(address).answer(result, journalOf());
    await expect(answered).rejects.toMatchObject({ code: "delivery", retryAfterMs: expect.any(Number) });
  }
  const asked = scene.discord.requests().filter(({ status }) => status === 401);
  expect(asked).toHaveLength(1);
});

test("asked by a message, everything stands in the reply to it: status, refusal, failure", async () => {
  const scene = await openScene();
  const general = scene.discord.guild().channel("general");
  const asked = async () => addressInStatus(scene.discord, general);
  const [first, second, third] = [await asked(), await asked(), await asked()];
  await scene.speaks.reply(first).progress(progressOf());
  expect(general.messages()[0]?.text()).toBe("Painting… 3 s");
  await scene.speaks.reply(first).answer(resultWith([await scene.picture(`${jobId}-1`)]), journalOf("first"));
  const refused = answer({ text: [{ literal: "The filter refused these words." }], problem: "blocked" });
  await scene.speaks.reply(second).answer(refused, journalOf("second"));
  await scene.speaks.reply(third).fail(new AppError("misconfigured", say("disk.full")));
  expect(general.messages().map((message) => message.pictures().length)).toEqual([1, 0, 0]);
  expect(general.messages()[1]?.text()).toContain("The filter refused these words.");
  expect(general.messages()[2]?.text()).toContain("The disk is full");
});

/** As if somebody had mentioned the bot: it has posted its status as a message of its own. */
async function addressInStatus(discord: FakeDiscord, channel: Channel): Promise<ReplyAddress> {
  const response = await fetch(`${discord.apiUrl}/v10/channels/${channel.id}/messages`, {
    method: "POST",
    headers: { authorization: `Bot ${discord.token}`, "content-type": "application/json" },
    body: JSON.stringify({ content: "Taking it in…" }),
  });
  const { id } = readPosted(await response.json());
  const data: DiscordAddress = {
    ...{ application: discord.applicationId, person: "2200000000000000002", guild: channel.guildId },
    ...{ channel: channel.id, message: id, token: null, issuedAt: 0, uploadLimit: 10_000_000, botWrites: true },
  };
  return { platform: "discord", session: null, audience: "public", locale: "en-US", data };
}

function progressOf(changes: Partial<JobSnapshot> = {}): Progress {
  const job: JobSnapshot = {
    jobId,
    place: { platform: "discord", workspace: "w", channel: "c", thread: null },
    ...{ createdAt: 0, cancelRequestedAt: null, queue: null, delivery: null },
    pictures: [{ id: `${jobId}-1`, position: 1, state: "submitting", startedAt: 0, imageKey: null }],
    ...changes,
  };
  return { job, elapsedMs: 3_000, partialKey: null };
}
