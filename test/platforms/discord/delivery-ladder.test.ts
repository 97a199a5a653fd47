import { PermissionFlagsBits } from "discord.js";
import { expect, test } from "vitest";
import { answer } from "#core/answer.ts";
import { AppError } from "#core/errors.ts";
import { say } from "#core/message.ts";
import { words } from "#core/words.ts";
import { jobId, journalOf, openScene, resultWith } from "./answering.ts";

test("a public result after 16 minutes stands where its status stood", async () => {
  const scene = await openScene();
  const general = scene.discord.guild().channel("general");
  const { address } = await scene.asked(scene.discord.user("ada").in(general));
  scene.discord.passes({ minutes: 16 });
  await scene.speaks.reply(address).answer(resultWith([await scene.picture(`${jobId}-1`)]), journalOf());
  const [message, ...others] = general.messages();
  expect(message?.pictures()).toHaveLength(1);
  expect(others).toHaveLength(0);
  expect(scene.discord.requests("PATCH message")).toHaveLength(1);
});

test("a status that was deleted meanwhile is no reason to lose the result: it is posted anew, and once", async () => {
  const scene = await openScene();
  const general = scene.discord.guild().channel("general");
  const moderator = scene.discord.user("mo", { permissions: PermissionFlagsBits.ManageMessages });
  const { asking, address } = await scene.asked(scene.discord.user("ada").in(general));
  const status = asking.message();
  if (status) await moderator.in(general).deletes(status);
  scene.discord.passes({ minutes: 16 });
  scene.discord.drops("POST message", { times: 1, afterEffect: true });
  const result = resultWith([await scene.picture(`${jobId}-1`)]);
  await scene.speaks.reply(address).answer(result, journalOf());
  await scene.restarted().reply(address).answer(result, journalOf());
  expect(general.messages().map((message) => message.pictures().length)).toEqual([1]);
});

test("a private result after 16 minutes comes as a direct message that says why, never in the channel", async () => {
  const scene = await openScene();
  const general = scene.discord.guild().channel("general");
  const ada = scene.discord.user("ada");
  const { address } = await scene.asked(ada.in(general), "private");
  scene.discord.passes({ minutes: 16 });
  const said = await scene.speaks.reply(address).answer(resultWith([await scene.picture(`${jobId}-1`)]), journalOf());
  expect(general.messages()).toHaveLength(0);
  const [message] = ada.direct.messages();
  expect(message?.text()).toContain("This took too long to be answered where you asked");
  expect(message?.pictures()).toHaveLength(1);
  expect(said.messages[0]?.channel).toBe(ada.direct.id);
});

test("a result that can be brought nowhere stays in history, and the person may read where", async () => {
  const scene = await openScene();
  const general = scene.discord.guild().channel("general");
  const ada = scene.discord.user("ada");
  ada.closesDms();
  const { address } = await scene.asked(ada.in(general), "private");
  scene.discord.passes({ minutes: 16 });
  const failure = await failureOf(
    scene.speaks.reply(address).answer(resultWith([await scene.picture(`${jobId}-1`)]), journalOf()),
  );
  expect(failure.retryAfterMs).toBeNull();
  expect(words(failure.text, "en")).toContain(`/post ${jobId}`);
  await expect(scene.speaks.reply(address).fail(failure)).resolves.toBeUndefined();
});

test("a bot that may not post there any more brings it as a direct message and says what it lacks", async () => {
  const scene = await openScene();
  const general = scene.discord.guild().channel("general");
  const ada = scene.discord.user("ada");
  const { address } = await scene.asked(ada.in(general));
  scene.discord.passes({ minutes: 16 });
  general.denies(PermissionFlagsBits.SendMessages | PermissionFlagsBits.AttachFiles);
  await scene.speaks.reply(address).answer(resultWith([await scene.picture(`${jobId}-1`)]), journalOf());
  expect(ada.direct.messages()[0]?.text()).toContain(`<#${general.id}>: it lacks the permission Attach Files.`);
});

test("a status that cannot say where the result is does not hold it up, and another answer stays where it is", async () => {
  const scene = await openScene();
  const general = scene.discord.guild().channel("general");
  const ada = scene.discord.user("ada");
  const { asking, address } = await scene.asked(ada.in(general));
  await scene.speaks.reply(address).answer(resultWith([await scene.picture(`${jobId}-1`)]), journalOf());
  scene.discord.passes({ minutes: 16 });
  general.denies(PermissionFlagsBits.SendMessages | PermissionFlagsBits.AttachFiles);
  const late = resultWith([await scene.picture(`${jobId}-2`)]);
  await scene.restarted().reply(address).answer(late, journalOf("late"));
  expect(asking.message()?.pictures()).toHaveLength(1);
  expect(scene.discord.requests("PATCH message")).toEqual([]);

  const second = await scene.asked(ada.in(general));
  scene.discord.passes({ minutes: 16 });
  scene.discord.fails("PATCH message", { status: 403, code: 50013 });
  await scene.speaks.reply(second.address).answer(resultWith([await scene.picture("k3f9qax2m5-1")]), journalOf("next"));
  expect(ada.direct.messages().map((message) => message.pictures().length)).toEqual([1, 1]);
  expect(second.asking.message()?.text()).toBe("Taking it in…");
  expect(scene.logged.join("\n")).toContain("status left behind");
});

test("where only the person has the bot, the result still comes after 16 minutes", async () => {
  const scene = await openScene();
  const elsewhere = scene.discord.guild({ botIsMember: false }).channel("elsewhere");
  const ada = scene.discord.user("ada").userInstalls();
  const { address } = await scene.asked(ada.in(elsewhere));
  scene.discord.passes({ minutes: 16 });
  await scene.speaks.reply(address).answer(resultWith([await scene.picture(`${jobId}-1`)]), journalOf());
  expect(ada.direct.messages()[0]?.pictures()).toHaveLength(1);
  expect(scene.discord.requests("POST message")).toHaveLength(1);
});

test("a filter's refusal is told to the person alone, and no other way is tried", async () => {
  const scene = await openScene();
  const guild = scene.discord.guild();
  const general = guild.channel("general");
  guild.blocksWord("fox");
  const ada = scene.discord.user("ada");
  const { address } = await scene.asked(ada.in(general));
  const reply = scene.speaks.reply(address);
  const failure = await failureOf(reply.answer(resultWith([await scene.picture(`${jobId}-1`)]), journalOf()));
  expect(failure).toMatchObject({ retryAfterMs: null, text: say("bring.blocked", { filter: say("filter.words") }) });
  await reply.fail(failure);
  expect(general.messages()).toHaveLength(0);
  expect(general.transcript({ as: ada })).toContain("AutoMod of this server did not let the message through");
  expect(ada.direct.messages()).toHaveLength(0);
});

test("while Discord is down a result is put off, and brought by the next attempt", async () => {
  const scene = await openScene();
  const { asking, address } = await scene.asked(scene.discord.user("ada").in(scene.discord.guild().channel("general")));
  const result = resultWith([await scene.picture(`${jobId}-1`)]);
  const journal = journalOf();
  scene.discord.fails("PATCH @original", { status: 503 });
  await expectPutOff(scene.speaks.reply(address).answer(result, journal));
  scene.discord.recovers();
  scene.discord.drops("PATCH @original", { times: 1, afterEffect: true });
  await scene.speaks
    .reply(address)
    .answer(result, journal)
    .catch(() => scene.speaks.reply(address).answer(result, journal));
  expect(asking.messages()).toHaveLength(1);
  expect(asking.message()?.pictures()).toHaveLength(1);
});

test("a rate limit that lasts is not waited for here", async () => {
  const scene = await openScene();
  const { address } = await scene.asked(scene.discord.user("ada").in(scene.discord.guild().channel("general")));
  scene.discord.limits({ route: "PATCH @original", after: 0, retryAfterSeconds: 300 });
  const failure = await failureOf(
    scene.speaks.reply(address).answer(resultWith([await scene.picture(`${jobId}-1`)]), journalOf()),
  );
  expect(failure.retryAfterMs).toBeGreaterThanOrEqual(300_000);
});

test("where components are refused, the same comes as content, files and rows", async () => {
  const scene = await openScene();
  const { asking, address } = await scene.asked(scene.discord.user("ada").in(scene.discord.guild().channel("general")));
  scene.discord.refusesComponentsV2();
  const picture = await scene.picture(`${jobId}-1`, 20_000, { spoiler: true });
  const said = await scene.speaks.reply(address).answer(resultWith([picture]), journalOf());
  const message = asking.message();
  expect(message?.isComponentsV2).toBe(false);
  expect(message?.text()).toContain("**a red fox**");
  expect(message?.buttons()).toEqual(["Again", "Vary", "Info", "Delete"]);
  expect(message?.pictures().map(({ name, isSpoiler }) => [name, isSpoiler])).toEqual([
    [`SPOILER_${picture.fileName}`, true],
  ]);
  expect(said.messages[0]?.files[0]?.file).toBe(message?.pictures()[0]?.id);
});

test("a user-installed app that has used up its follow-ups says a refusal where its status stands", async () => {
  const scene = await openScene();
  const elsewhere = scene.discord.guild({ botIsMember: false }).channel("elsewhere");
  const { asking, address } = await scene.asked(scene.discord.user("ada").userInstalls().in(elsewhere));
  scene.discord.fails("POST follow-up", { status: 400, code: 40094 });
  const refused = answer({ text: [{ literal: "The filter refused these words." }], problem: "blocked" });
  await scene.speaks.reply(address).answer(refused, journalOf("refused"));
  expect(asking.message()?.text()).toContain("The filter refused these words.");
});

test("no token ever reaches the log", async () => {
  const scene = await openScene();
  const { asking, address } = await scene.asked(scene.discord.user("ada").in(scene.discord.guild().channel("general")));
  scene.discord.fails("PATCH @original", { status: 400, code: 50035 });
  scene.discord.fails("PATCH message", { status: 403, code: 50013 });
  scene.discord.fails("POST message", { status: 403, code: 50001 });
  const failure = await failureOf(
    scene.speaks.reply(address).answer(resultWith([await scene.picture(`${jobId}-1`)]), journalOf()),
  );
  const written = `${scene.logged.join("\n")} ${failure.message} ${String(failure.cause)}`;
  expect(written).toContain("PATCH /webhooks/:id/:token/messages/@original: HTTP 400, code 50035");
  expect(written).not.toContain(asking.token);
  expect(written).not.toContain(scene.discord.token);
});

async function failureOf(answering: Promise<unknown>): Promise<AppError> {
  const failure = await answering.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(failure instanceof AppError)) throw new Error(`no AppError: ${String(failure)}`);
  return failure;
}

async function expectPutOff(answering: Promise<unknown>): Promise<void> {
  expect((await failureOf(answering)).retryAfterMs).toBeGreaterThan(0);
}
