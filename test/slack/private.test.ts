import { describe, expect, test } from "vitest";
import type { FakeSlack } from "#test/fakes/slack/slack-types.ts";
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
    expect(seen.join("\n\n")).toMatchInlineSnapshot(`
      "nothing fails:
      #general
      Limner (only you): On it. The result will come to you as a direct message.
        [Cancel]
      @ada @Limner
      Limner: a red fox
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a red fox" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Share where I asked] [Delete]

      uploads are never shown:
      #general
      Limner (only you): On it. The result will come to you as a direct message.
        [Cancel]
      Limner (only you): The result is made and kept, but could not be brought to you. See it with /limner history, or: /limner post JOB1
      @ada @Limner

      uploads are switched off:
      #general
      Limner (only you): On it. The result will come to you as a direct message.
        [Cancel]
      Limner (only you): This workspace does not let apps upload such files; an admin can allow it. The result is made, kept and was charged. Once that has changed: /limner post JOB1
      @ada @Limner

      the conversation cannot be opened:
      #general
      Limner (only you): On it. The result will come to you as a direct message.
        [Cancel]
      @ada @Limner
      Limner: a red fox
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a red fox" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Share where I asked] [Delete]

      nothing can be completed:
      #general
      Limner (only you): On it. The result will come to you as a direct message.
        [Cancel]
      Limner (only you): The result is made and kept, but could not be brought to you. See it with /limner history, or: /limner post JOB1
      @ada @Limner

      blocks are refused:
      #general
      Limner (only you): On it. The result will come to you as a direct message.
        [Cancel]
      Limner (only you): The result is made and kept, but could not be brought to you. See it with /limner history, or: /limner post JOB1
      @ada @Limner

      permissions are taken away:
      #general
      Limner (only you): On it. The result will come to you as a direct message.
        [Cancel]
      Limner (only you): Limner lacks the permission files:write. An admin adds it to the app (OAuth & Permissions) and installs it again. The result is made, kept and was charged. Once that has changed: /limner post JOB1
      @ada @Limner

      Slack is away:
      #general
      Limner (only you): On it. The result will come to you as a direct message.
        [Cancel]
      @ada @Limner"
    `);
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
      seesDirect(ada).includes("[picture") ||
      /kept|permission|upload such/.test(sees(ada) + seesDirect(ada)),
    { timeoutMs: 15_000 },
  );
  return told;
}

function outcome({ ada, sees, seesDirect }: InTrouble): string {
  return `${sees(ada)}\n${seesDirect(ada)}`;
}
