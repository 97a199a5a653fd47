import { expect, test } from "vitest";
import { answer } from "#core/answer.ts";
import { AppError } from "#core/errors.ts";
import { say } from "#core/message.ts";
import { jobId, journalOf, openScene, progressOf, resultWith } from "./answering.ts";

test("a command is answered by one message with its pictures, words and buttons", async () => {
  const { slack, ada, bo, general, speaks, asked, picture, images } = await openScene();
  const address = await asked(general);
  const reply = speaks.reply(address);
  for (const elapsedMs of [5_000, 10_000]) await reply.progress(progressOf({}, elapsedMs));
  const pictures = [await picture(`${jobId}-1`), await picture(`${jobId}-2`)];
  const brought = await reply.answer(resultWith(pictures), journalOf());
  await reply.progress(progressOf());
  const everybody = [
    "Limner: a red fox",
    "  asked by Ada · gpt-image-2",
    '  [picture "a red fox" 82x82 png]',
    '  [picture "a red fox" 82x82 png]',
    "  [Again] [Vary] [Info] [Delete]",
  ];
  expect(general.transcript({ as: bo })).toBe(["#general", ...everybody].join("\n"));
  const alone = ["Limner (only you): Taking it in…", "Limner (only you): Painting…", "  [Cancel]"];
  expect(general.transcript({ as: ada })).toBe(["#general", ...alone, ...everybody].join("\n"));
  const [message] = general.messages();
  const files = message?.files().map(({ id }, index) => ({ file: id, pictureId: `${jobId}-${index + 1}` }));
  expect(brought.messages).toEqual([{ channel: general.id, message: message?.ts, files }]);
  expect(message?.files().map(({ title, highlightType }) => [title, highlightType])).toEqual([
    ["1: a red fox", "png"],
    ["2: a red fox", "png"],
  ]);
  const whole = await (await images.read(pictures[0]?.key ?? "")).bytes();
  expect(message?.files()[0]?.bytes()).toEqual(whole);
  expect([...slack.refusals, ...slack.trouble]).toEqual([]);
  expect(slack.requests("response_url")).toHaveLength(1);
});

test("in a thread Slack's own status shows how far it is, kept alive past two minutes", async () => {
  const { slack, general, speaks, mentioned, picture } = await openScene();
  const { address, message } = await mentioned(general);
  const reply = speaks.reply(address);
  await reply.progress(progressOf({ queue: { ahead: 1, waitMs: 30_000 } }));
  expect(general.statuses()).toEqual(["(Limner is waiting: 1 before it)"]);
  await reply.progress(progressOf());
  await reply.progress(progressOf({}, 17_000));
  expect(general.statuses()).toEqual(["(Limner is painting… 12 s)"]);
  for (const seconds of [40, 80, 120, 160]) {
    slack.passes({ seconds: 40 });
    await reply.progress(progressOf({}, seconds * 1000));
  }
  expect(general.statuses()).toEqual(["(Limner is painting… 2 min 40 s)"]);
  expect(slack.requests("assistant.threads.setStatus")).toHaveLength(6);
  await reply.answer(resultWith([await picture(`${jobId}-1`)]), journalOf());
  expect(general.statuses()).toEqual([]);
  expect(message.replies().map((each) => each.files().length)).toEqual([1]);
});

test("an answer waits for the report that is on its way, and none follows it", async () => {
  const { slack, ada, general, speaks, mentioned, picture } = await openScene();
  const { address } = await mentioned(general);
  const gate = slack.hold("assistant.threads.setStatus");
  const reported = speaks.reply(address).progress(progressOf());
  await gate.reached;
  const answered = speaks.reply(address).answer(resultWith([await picture(`${jobId}-1`)]), journalOf());
  gate.open();
  await Promise.all([reported, answered]);
  await speaks.reply(address).progress(progressOf());
  expect(general.statuses()).toEqual([]);
  expect(general.messages({ as: ada })).toHaveLength(2);
});

test("a refusal is for the person alone, where they asked, and nothing says any more that it is under way", async () => {
  const { ada, general, speaks, asked, mentioned } = await openScene();
  const refused = answer({
    text: [{ literal: "The filter refused <!channel> & more." }],
    buttons: [{ command: "retry", subject: jobId, forAll: false }],
    problem: "blocked",
  });
  await speaks.reply(await asked(general)).answer(refused, journalOf());
  expect(general.transcript({ as: ada })).toContain("(only you): The filter refused <!channel> & more.\n  [Retry]");
  const { address } = await mentioned(general);
  await speaks.reply(address).progress(progressOf());
  await speaks.reply(address).answer(refused, journalOf("second"));
  // Slack would show it to nobody in a thread that has no reply yet.
  expect(general.messages({ as: ada }).at(-1)).toMatchObject({ onlyFor: "ada", threadTs: null });
  expect(general.statuses()).toEqual([]);
});

test("words for everybody are said where they were asked, once", async () => {
  const { bo, general, speaks, restarted, asked } = await openScene();
  const address = await asked(general);
  const words = answer({ text: [{ literal: "These are the limits." }] });
  const journal = journalOf();
  await speaks.reply(address).answer(words, journal);
  const again = await restarted().reply(address).answer(words, journal);
  expect(general.transcript({ as: bo })).toBe("#general\nLimner: These are the limits.");
  expect(again.messages.map(({ message }) => message)).toEqual(general.messages().map(({ ts }) => ts));
});

test("when a response URL is spent or too old, the bot says it to the person alone, or in their own conversation", async () => {
  const { slack, ada, general, speaks, asked } = await openScene();
  const address = await asked(general, { audience: "private" });
  const words = answer({ text: [{ literal: "You have used $2." }] });
  slack.passes({ minutes: 31 });
  await speaks.reply(address).answer(words, journalOf("a"));
  expect(slack.requests("chat.postEphemeral")).toHaveLength(1);
  expect(general.messages({ as: ada }).at(-1)?.text()).toBe("You have used $2.");
  general.removesBot();
  await speaks.reply(address).answer(words, journalOf("b"));
  expect(ada.direct.transcript({ as: ada })).toContain("Limner: You have used $2.");
  expect(slack.requests("response_url")).toHaveLength(0);
});

test("what is said about a picture is said where it was asked; in the person's own conversation it comes along", async () => {
  const { ada, general, speaks, asked, picture } = await openScene();
  const about = answer({
    facts: [{ label: say("fact.id"), value: { literal: `${jobId}-1` } }],
    images: [await picture(`${jobId}-1`)],
    buttons: [{ command: "again", subject: `${jobId}-1`, forAll: true }],
  });
  await speaks.reply(await asked(general, { audience: "private" })).answer(about, journalOf("a"));
  expect(general.transcript({ as: ada })).toContain(`(only you): *Id*\n  ${jobId}-1\n  [Again]`);
  await speaks.reply(await asked(ada.direct, { audience: "private" })).answer(about, journalOf("b"));
  expect(ada.direct.messages().map((message) => message.files().length)).toEqual([1]);
});

test("figures come as a file in the direct message", async () => {
  const { ada, general, speaks, asked } = await openScene();
  const file = { name: "usage.csv", mediaType: "text/csv", text: "day,cost\n" };
  const usage = answer({ text: [{ literal: "This is what was used." }], file });
  await speaks.reply(await asked(general, { audience: "private" })).answer(usage, journalOf());
  expect(ada.direct.transcript()).toContain("This is what was used.\n  [file usage.csv 9 bytes]");
  expect(general.transcript({ as: ada })).toContain("The result is in your direct messages with Limner.");
});

test("a failure is said at once, to the person alone, by whatever way works", async () => {
  const { slack, ada, bo, general, speaks, asked, mentioned } = await openScene();
  const full = new AppError("misconfigured", say("disk.full"));
  const { address } = await mentioned(general);
  await speaks.reply(address).progress(progressOf());
  await speaks.reply(address).fail(full);
  expect(general.statuses()).toEqual([]);
  slack.fails("response_url", { status: 500 });
  slack.fails("chat.postEphemeral", { error: "user_not_in_channel" });
  await speaks.reply(await asked(general)).fail(full);
  expect(ada.direct.transcript({ as: ada })).toContain("The disk is full");
  expect(general.transcript({ as: bo })).not.toContain("The disk is full");
  slack.fails("chat.postMessage", { error: "invalid_auth" });
  await expect(speaks.reply(await asked(general)).fail(full)).resolves.toBeUndefined();
});

test("what a pressed button leads to leaves the message that it stands under as it is", async () => {
  const { ada, general, speaks, asked, pressed, picture } = await openScene();
  await speaks.reply(await asked(general)).answer(resultWith([await picture(`${jobId}-1`)]), journalOf());
  const reply = speaks.reply(await pressed(general, "Again"));
  await reply.progress(progressOf({ jobId: "k3f9qax2m5" }));
  await reply.fail(new AppError("limited", say("disk.full")));
  const [result] = general.messages();
  expect(result?.buttons()).toEqual(["Again", "Vary", "Info", "Delete"]);
  expect(general.transcript({ as: ada })).toContain("Limner (only you): Painting…\n  [Cancel]");
  expect(general.transcript({ as: ada })).toContain("Limner (only you): The disk is full");
});

test("with the app alone everything is said there, and stays", async () => {
  const { slack, ada, speaks, told, picture } = await openScene();
  const reply = speaks.reply(told());
  for (const elapsedMs of [5_000, 10_000]) await reply.progress(progressOf({}, elapsedMs));
  await reply.answer(resultWith([await picture(`${jobId}-1`)]), journalOf());
  await reply.answer(answer({ text: [{ literal: "No." }], problem: "limited" }), journalOf("b"));
  expect(ada.direct.messages({ as: ada }).map(({ onlyFor }) => onlyFor)).toEqual(["ada", null, null]);
  expect(slack.refusals).toEqual([]);
});

test("a report that is refused is not tried again, one that is held up is", async () => {
  const { slack, general, speaks, mentioned } = await openScene();
  const { address } = await mentioned(general);
  slack.limits("assistant.threads.setStatus");
  await speaks.reply(address).progress(progressOf());
  await speaks.reply(address).progress(progressOf());
  expect(general.statuses()).toHaveLength(1);
  slack.fails("assistant.threads.setStatus", { error: "missing_scope" });
  const other = { jobId: "k3f9qax2m5" };
  for (const _ of [1, 2]) await speaks.reply(address).progress(progressOf(other));
  expect(slack.requests("assistant.threads.setStatus")).toHaveLength(3);
});
