import { expect, test } from "vitest";
import { words } from "#core/words.ts";
import { dyingAfter, failureOf, jobId, journalOf, openScene, resultWith } from "./answering.ts";

test("an upload that says ok and is never shown is taken back and made once more, without what Slack may stumble over", async () => {
  const { slack, general, speaks, asked, picture } = await openScene();
  slack.sharing.never(1);
  const brought = await speaks
    .reply(await asked(general))
    .answer(resultWith([await picture(`${jobId}-1`)]), journalOf());
  const [shown, controls] = general.messages();
  expect(shown?.files().map(({ alt, isDeleted }) => [alt, isDeleted])).toEqual([[null, false]]);
  expect(shown?.text()).toBe("> a red fox\nasked by Ada · gpt-image-2");
  expect(controls?.buttons()).toEqual(["Again", "Vary", "Info", "Delete"]);
  expect(brought.messages.map(({ message }) => message)).toEqual([shown?.ts, controls?.ts]);
  expect(slack.requests("files.delete")).toHaveLength(1);
});

test("what is not shown in the channel either time comes as a direct message that says why", async () => {
  const { slack, ada, general, speaks, asked, picture } = await openScene();
  slack.sharing.never(2);
  await speaks.reply(await asked(general)).answer(resultWith([await picture(`${jobId}-1`)]), journalOf());
  expect(general.messages()).toEqual([]);
  const [direct] = ada.direct.messages();
  expect(direct?.text()).toContain("Slack took the picture and did not show it where you asked");
  expect(direct?.files()).toHaveLength(1);
});

test("what is shown nowhere is kept, and nothing of it is left in the workspace", async () => {
  const { slack, ada, general, speaks, asked, picture } = await openScene();
  slack.sharing.never();
  const failure = await failureOf(
    speaks.reply(await asked(general)).answer(resultWith([await picture(`${jobId}-1`)]), journalOf()),
  );
  expect(failure.retryAfterMs).toBeNull();
  expect(words(failure.text, "en")).toContain(`/limner post ${jobId}`);
  expect(slack.requests("files.delete")).toHaveLength(4);
  slack.sharing.now();
  expect([...general.messages(), ...ada.direct.messages()]).toEqual([]);
});

test("what was never shown is gone for sure before it is uploaded once more: otherwise both may appear", async () => {
  const { slack, general, speaks, asked, picture } = await openScene();
  const reply = speaks.reply(await asked(general));
  const result = resultWith([await picture(`${jobId}-1`)]);
  const journal = journalOf();
  slack.sharing.whenTold();
  slack.fails("files.delete", { status: 503 });
  expect((await failureOf(reply.answer(result, journal))).retryAfterMs).not.toBeNull();
  expect(slack.requests("files.completeUploadExternal")).toHaveLength(1);
  slack.recovers();
  const tries = reply.answer(result, journal);
  await slack.until(() => slack.requests("files.completeUploadExternal").length === 2);
  slack.sharing.now();
  await tries;
  expect(general.messages().map((message) => message.files().length)).toEqual([1, 0]);
});

test("a share that takes its time is waited for", async () => {
  const { slack, general, speaks, asked, picture } = await openScene();
  slack.sharing.afterLooking(3);
  const brought = await speaks
    .reply(await asked(general))
    .answer(resultWith([await picture(`${jobId}-1`)]), journalOf());
  expect(brought.messages.map(({ message }) => message)).toEqual(general.messages().map(({ ts }) => ts));
  expect(slack.requests("files.getUploadURLExternal")).toHaveLength(1);
});

test.each(["channel whole files", "channel whole sent", "channel whole shown"])(
  "a process that dies after the step %s leaves nothing that is shown twice",
  async (step) => {
    const { slack, general, speaks, restarted, asked, picture } = await openScene();
    const address = await asked(general);
    const result = resultWith([await picture(`${jobId}-1`), await picture(`${jobId}-2`)]);
    const journal = journalOf();
    await speaks
      .reply(address)
      .answer(result, dyingAfter(step, journal.steps))
      .catch((error: unknown) => expect(error).toMatchObject({ message: "the process dies" }));
    const brought = await restarted().reply(address).answer(result, journal);
    const shown = () => general.messages().map((message) => [message.files().length, message.buttons().length]);
    expect(shown()).toEqual([[2, 4]]);
    expect(brought.messages[0]?.files.map(({ pictureId }) => pictureId)).toEqual([`${jobId}-1`, `${jobId}-2`]);
    expect(await restarted().reply(address).answer(result, journal)).toEqual(brought);
    expect(shown()).toHaveLength(1);
    expect(slack.requests("upload")).toHaveLength(2);
  },
);

test("a completion whose answer got lost is looked after, not repeated", async () => {
  const { slack, general, speaks, asked, picture } = await openScene();
  slack.drops("files.completeUploadExternal", { afterEffect: true });
  await speaks.reply(await asked(general)).answer(resultWith([await picture(`${jobId}-1`)]), journalOf());
  expect(general.messages().map((message) => message.files().length)).toEqual([1]);
  expect(slack.requests("files.getUploadURLExternal")).toHaveLength(1);
});

test("a rate limit in the middle is waited out, one that lasts puts the rest off and repeats nothing", async () => {
  const { slack, general, speaks, restarted, asked, picture } = await openScene();
  const result = resultWith([await picture(`${jobId}-1`), await picture(`${jobId}-2`)]);
  const first = await asked(general);
  slack.limits("files.getUploadURLExternal", { after: 1 });
  await speaks.reply(first).answer(result, journalOf());
  expect(general.messages()).toHaveLength(1);

  const journal = journalOf("second");
  const second = await asked(general);
  slack.limits("files.completeUploadExternal", { retryAfterSeconds: 300 });
  const failure = await failureOf(speaks.reply(second).answer(result, journal));
  expect(failure.retryAfterMs).toBe(300_000);
  await restarted().reply(second).answer(result, journal);
  expect(general.messages().map((message) => message.files().length)).toEqual([2, 2]);
  expect(slack.requests("upload")).toHaveLength(4);
});

test("while Slack cannot be reached a result is put off, and brought by the next attempt", async () => {
  const { slack, general, speaks, asked, picture } = await openScene();
  const address = await asked(general);
  const result = resultWith([await picture(`${jobId}-1`)]);
  const journal = journalOf();
  slack.fails("upload", { status: 503 });
  expect((await failureOf(speaks.reply(address).answer(result, journal))).retryAfterMs).toBeGreaterThan(0);
  slack.recovers();
  slack.fails("files.info", { error: "fatal_error" });
  expect((await failureOf(speaks.reply(address).answer(result, journal))).retryAfterMs).toBeGreaterThan(0);
  slack.recovers();
  await speaks.reply(address).answer(result, journal);
  expect(general.messages().map((message) => message.files().length)).toEqual([1]);
});

test.each(["invalid_blocks", "internal_error", "msg_blocks_too_long"])(
  "where blocks are refused with %s, the pictures come with words, and the buttons after them",
  async (error) => {
    const { slack, general, speaks, asked, picture } = await openScene();
    slack.fails("files.completeUploadExternal", { error }, 1);
    await speaks.reply(await asked(general)).answer(resultWith([await picture(`${jobId}-1`)]), journalOf());
    expect(general.messages().map((message) => [message.files().length, message.buttons().length])).toEqual([
      [1, 0],
      [0, 4],
    ]);
  },
);

test("split by configuration, the picture keeps its description, and a crash makes no second row of buttons", async () => {
  const { general, speaks, restarted, mentioned, picture } = await openScene({ style: "split" });
  const { address, message } = await mentioned(general);
  const result = resultWith([await picture(`${jobId}-1`)]);
  const journal = journalOf();
  await expect(speaks.reply(address).answer(result, dyingAfter("controls", journal.steps))).rejects.toThrow("dies");
  const brought = await restarted().reply(address).answer(result, journal);
  const replies = message.replies();
  expect(replies.map((each) => [each.files().map(({ alt }) => alt), each.buttons().length])).toEqual([
    [["a red fox"], 0],
  ]);
  expect(brought.messages).toHaveLength(1);
});

test("a file that is too large comes as a smaller copy that says so; a picture that is gone takes no other along", async () => {
  const { slack, general, images, speaks, asked, picture } = await openScene();
  const large = await picture(`${jobId}-1`, { aboutBytes: 3_000_000 });
  const gone = await picture(`${jobId}-2`);
  await images.remove(gone.key);
  slack.fails("files.getUploadURLExternal", { error: "file_upload_size_restricted" }, 1);
  const brought = await speaks.reply(await asked(general)).answer(resultWith([large, gone]), journalOf());
  const [message] = general.messages();
  expect(message?.text()).toContain("so this is a smaller copy");
  expect(message?.files().map((file) => file.bytes().byteLength < 1_600_000)).toEqual([true]);
  expect(brought.messages[0]?.files.map(({ pictureId }) => pictureId)).toEqual([`${jobId}-1`]);
});

test("a workspace that takes no uploads is remembered: the next one is told before anything is paid", async () => {
  const { slack, ada, general, speaks, asked, picture } = await openScene();
  slack.workspace.refusesUploads("file_uploads_disabled");
  const address = await asked(general);
  await speaks.prepare(address, { platform: "slack", workspace: "", channel: general.id, thread: null });
  const failure = await failureOf(speaks.reply(address).answer(resultWith([await picture(`${jobId}-1`)]), journalOf()));
  expect(words(failure.text, "en")).toContain("This workspace does not let apps upload such files");
  expect(words(failure.text, "en")).toContain(`/limner post ${jobId}`);
  expect(ada.direct.messages()).toEqual([]);
  const place = { platform: "slack", workspace: "", channel: general.id, thread: null };
  const refusal = await failureOf(speaks.prepare(address, place));
  expect(words(refusal.text, "en")).toContain("nothing was charged");
  slack.passes({ minutes: 11 });
  await speaks.prepare(address, place);
});

test("neither a token nor a response URL ever reaches a log, and no token the upload address", async () => {
  const { slack, general, speaks, asked, picture, logged } = await openScene();
  const address = await asked(general);
  slack.fails("files.completeUploadExternal", { error: "not_in_channel" }, 1);
  slack.fails("chat.postMessage", { error: "restricted_action" });
  slack.fails("conversations.open", { error: "missing_scope", also: { needed: "im:write", provided: "chat:write" } });
  const failure = await failureOf(speaks.reply(address).answer(resultWith([await picture(`${jobId}-1`)]), journalOf()));
  expect(words(failure.text, "en")).toContain("lacks the permission im:write");
  const written = `${logged.join("\n")} ${failure.message} ${String(failure.cause)}`;
  expect(written).toContain("files.completeUploadExternal: not_in_channel");
  expect(written).not.toContain(slack.botToken);
  expect(written).not.toContain(String(address.data.responseUrl));
  const sent = slack.requests("upload").map(({ headers }) => headers.authorization);
  expect(sent).toEqual([undefined]);
});
