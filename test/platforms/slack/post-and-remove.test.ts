import { expect, test } from "vitest";
import { words } from "#core/words.ts";
import { failureOf, jobId, journalOf, openScene, placeOf, resultWith } from "./answering.ts";

test("what is shared is posted for all who are there, once", async () => {
  const { slack, bo, general, speaks, restarted, asked, picture } = await openScene();
  const address = await asked(general, { audience: "private" });
  const result = resultWith([await picture(`${jobId}-1`)]);
  const journal = journalOf("shared");
  const posted = await speaks.post(placeOf(slack, general), result, journal, address);
  expect(await restarted().post(placeOf(slack, general), result, journal, address)).toEqual(posted);
  expect(general.messages({ as: bo }).map((message) => message.files().length)).toEqual([1]);
});

test("what may not be posted is said, and what would help; it never becomes a direct message", async () => {
  const { slack, ada, general, speaks, asked, picture } = await openScene();
  const quiet = slack.channel("quiet", { botIsMember: false });
  const address = await asked(general, { audience: "private" });
  const result = resultWith([await picture(`${jobId}-1`)]);
  const failure = await failureOf(speaks.post(placeOf(slack, quiet), result, journalOf("a"), address));
  expect(words(failure.text, "en")).toContain("invite");
  general.refusesPosts("restricted_action_read_only_channel");
  await failureOf(speaks.post(placeOf(slack, general), result, journalOf("b"), address));
  expect(ada.direct.messages()).toEqual([]);
});

test("messages and their files are taken away once, and what is gone is fine", async () => {
  const { slack, ada, general, speaks, restarted, asked, picture } = await openScene({ style: "split" });
  const address = await asked(general);
  const result = resultWith([await picture(`${jobId}-1`), await picture(`${jobId}-2`)]);
  const brought = await speaks.reply(address).answer(result, journalOf());
  expect(brought.messages).toHaveLength(2);
  const alone = await asked(general, { audience: "private" });
  const inDirect = await speaks.reply(alone).answer(result, journalOf("alone"));
  const said = await speaks.reply(alone).answer({ ...result, result: null, images: [] }, journalOf("words"));
  for (const each of [brought, inDirect, said, brought]) await restarted().remove(each, address);
  expect([...general.messages(), ...ada.direct.messages()]).toEqual([]);
  expect(slack.requests("files.delete")).toHaveLength(6);
});

test("taking away is put off while Slack is down, and is no trouble where the bot was thrown out", async () => {
  const { slack, general, speaks, asked, picture } = await openScene();
  const address = await asked(general);
  const brought = await speaks.reply(address).answer(resultWith([await picture(`${jobId}-1`)]), journalOf());
  slack.fails("chat.delete", { status: 503 });
  expect((await failureOf(speaks.remove(brought, address))).retryAfterMs).toBeGreaterThan(0);
  slack.recovers();
  slack.fails("chat.delete", { error: "channel_not_found" });
  await speaks.remove(brought, address);
});
