import { describe, expect, test } from "vitest";
import type { FakeSlack } from "#test/fakes/slack/types.ts";
import { type InTrouble, inTrouble } from "./in-trouble.ts";

const failures: readonly (readonly [string, (slack: FakeSlack) => void])[] = [
  ["nothing fails", () => {}],
  ["uploads are never shown", (slack) => slack.sharing.never()],
  ["uploads are switched off", (slack) => slack.workspace.refusesUploads("file_uploads_disabled")],
  ["the conversation cannot be opened", (slack) => slack.fails("conversations.open", { error: "user_disabled" })],
  ["nothing can be completed", (slack) => slack.fails("files.completeUploadExternal", { error: "not_in_channel" })],
  ["blocks are refused", (slack) => slack.fails("files.completeUploadExternal", { error: "invalid_blocks" })],
  ["permissions are taken away", (slack) => slack.workspace.revokes("im:write", "files:write", "files:read")],
  ["Slack is away", (slack) => slack.fails("files.completeUploadExternal", { status: 503 })],
];

describe("a result for one person alone", () => {
  test("never stands where others read, whatever fails", async () => {
    const scenes = await Promise.all(failures.map(([, fails]) => asked(fails)));
    const seen = scenes.map((told, index) => `${failures[index]?.[0]}:\n${outcome(told)}`);
    expect(seen.join("\n\n")).toMatchInlineSnapshot();
    for (const { channel, bob, sees } of scenes) {
      expect(channel.messages()).toEqual([]);
      expect(sees(bob)).toBe("#general");
      expect(sees(bob, bob.direct)).not.toContain("fox");
    }
  });
});

/** Somebody asks for themselves alone, and things go wrong before it is painted; waits until it is brought, or told. */
async function asked(fails: (slack: FakeSlack) => void): Promise<InTrouble> {
  const told = await inTrouble({ looksMs: [40, 40, 40] });
  const { slack, bot, ada, channel, holdPainting, sees, seesDirect } = told;
  const painting = holdPainting();
  await ada.in(channel).types("/imagine a red fox --private");
  await painting.reached;
  fails(slack);
  painting.open();
  await slack.until(
    () =>
      bot.log().includes("delivery put off") ||
      sees(ada).includes("Done.") ||
      /kept|permission|upload such/.test(sees(ada) + seesDirect(ada)),
    { timeoutMs: 15_000 },
  ).catch((error) => { console.log(sees(ada), seesDirect(ada), bot.log()); throw error; });
  return told;
}

function outcome({ ada, sees, seesDirect }: InTrouble): string {
  return `${sees(ada)}\n${seesDirect(ada)}`;
}
