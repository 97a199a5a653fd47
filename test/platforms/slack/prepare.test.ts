import { expect, test } from "vitest";
import { words } from "#core/words.ts";
import { failureOf, jobId, journalOf, openScene, placeOf, resultWith } from "./answering.ts";

test("where the bot is a member, a result is brought where it was asked, and nothing is said", async () => {
  const { slack, ada, general, speaks, asked } = await openScene();
  const prepared = await speaks.prepare(await asked(general), placeOf(slack, general));
  expect(prepared.data.bringTo).toBe("channel");
  expect(general.messages({ as: ada })).toHaveLength(1);
});

test("where it is none, the person is told beforehand, and the result comes as a direct message", async () => {
  const { slack, ada, bo, speaks, asked, picture } = await openScene();
  const quiet = slack.channel("quiet", { botIsMember: false });
  const address = await speaks.prepare(await asked(quiet), placeOf(slack, quiet));
  expect(quiet.transcript({ as: ada })).toContain("so the result will come to you as a direct message");
  await speaks.reply(address).answer(resultWith([await picture(`${jobId}-1`)]), journalOf());
  expect(ada.direct.messages().map((message) => message.files().length)).toEqual([1]);
  expect(quiet.transcript({ as: bo })).toBe("#quiet");
  expect(slack.refusals).toEqual([]);
});

test("a public channel is joined where that is allowed, a private one cannot be", async () => {
  const { slack, speaks, asked } = await openScene({ autoJoin: true });
  const open = slack.channel("open", { botIsMember: false });
  expect((await speaks.prepare(await asked(open), placeOf(slack, open))).data.bringTo).toBe("channel");
  const secret = slack.channel("secret", { botIsMember: false, private: true });
  expect((await speaks.prepare(await asked(secret), placeOf(slack, secret))).data.bringTo).toBe("direct");
});

test("without the scope that tells, it is tried; the direct message then says why", async () => {
  const { slack, ada, speaks, asked, picture } = await openScene();
  slack.workspace.revokes("channels:read", "groups:read", "im:read", "mpim:read");
  const quiet = slack.channel("quiet", { botIsMember: false });
  const address = await speaks.prepare(await asked(quiet), placeOf(slack, quiet));
  expect(address.data.bringTo).toBe("channel");
  await speaks.reply(address).answer(resultWith([await picture(`${jobId}-1`)]), journalOf());
  expect(ada.direct.messages()[0]?.text()).toContain("Limner is not in the conversation where you asked");
});

test("between people no app can post; with the app alone it can, also what is private", async () => {
  const { slack, ada, bo, speaks, asked, picture } = await openScene();
  const both = slack.directMessage(ada, bo);
  const prepared = await speaks.prepare(await asked(both), placeOf(slack, both));
  expect(prepared.data.bringTo).toBe("direct");
  expect(both.transcript({ as: ada })).toContain("No app can post in a conversation between people");
  const alone = await speaks.prepare(await asked(ada.direct, { audience: "private" }), placeOf(slack, ada.direct));
  expect(alone.data.bringTo).toBe("channel");
  await speaks.reply(alone).answer(resultWith([await picture(`${jobId}-1`)]), journalOf());
  expect(ada.direct.messages().map((message) => message.files().length)).toEqual([1]);
});

test("what is private comes as a direct message, with a button that shares it where it was asked", async () => {
  const { slack, ada, bo, general, speaks, asked, picture } = await openScene();
  const address = await speaks.prepare(await asked(general, { audience: "private" }), placeOf(slack, general));
  const result = resultWith([await picture(`${jobId}-1`)], {
    buttons: ["again", "share"].map((command) => ({ command, subject: jobId, forAll: false })),
  });
  await speaks.reply(address).answer(result, journalOf());
  expect(general.transcript({ as: bo })).toBe("#general");
  expect(ada.direct.messages()[0]?.buttons()).toEqual(["Again", "Share where I asked"]);
});

test("where nothing could be brought at all, nothing is paid", async () => {
  const { slack, general, speaks, asked } = await openScene();
  const address = await asked(general, { audience: "private" });
  slack.workspace.revokes("im:write", "mpim:write");
  const failure = await failureOf(speaks.prepare(address, placeOf(slack, general)));
  expect(words(failure.text, "en")).toContain("lacks the permission");
  slack.workspace.grants("im:write");
  slack.fails("conversations.open", { error: "user_disabled" });
  const nowhere = await failureOf(speaks.prepare(address, placeOf(slack, general)));
  expect(words(nowhere.text, "en")).toContain("nothing was charged");
});

test("while Slack is away nobody is refused: the delivery will see", async () => {
  const { slack, general, speaks, asked } = await openScene();
  const address = await asked(general);
  slack.fails("conversations.info", { error: "fatal_error" });
  expect((await speaks.prepare(address, placeOf(slack, general))).data.bringTo).toBe("channel");
});
