import { describe, expect, test } from "vitest";
import { inTrouble } from "./in-trouble.ts";

describe("the workspace takes no files", () => {
  test.for(["file_uploads_disabled", "file_type_not_allowed", "storage_limit_reached"])(
    "(%s): the first result is kept, the next is refused before it costs anything, until it has changed",
    async (rule, { expect }) => {
      const { slack, channel, ada, bob, reads, results, sees, passes, everybodySees, paid } = await inTrouble();
      slack.workspace.refusesUploads(rule);
      await ada.in(channel).types("/imagine a red fox");
      const told = await reads(ada, "limner post");
      expect(paid()).toBe(1);
      await bob.in(channel).types("/imagine a blue fox");
      await reads(bob, "Nothing was painted");
      if (rule === "storage_limit_reached") expect(sees(ada) + sees(bob)).toContain("no room left");
      else
        expect(`${sees(ada)}\n\n${sees(bob)}`).toMatchInlineSnapshot(`
        "#general
        Limner (only you): On it. The result will be posted as soon as it is painted.
          [Cancel]
        Limner (only you): This workspace does not let apps upload such files; an admin can allow it. The result is made, kept and was charged. Once that has changed: /limner post JOB1

        #general
        Limner (only you): On it. The result will be posted as soon as it is painted.
          [Cancel]
        Limner (only you): This workspace does not let apps upload such files; an admin can allow it. Nothing was painted and nothing was charged."
      `);
      expect(paid()).toBe(1);
      expect(everybodySees()).toBe("#general");
      expect(ada.direct.messages()).toEqual([]);

      slack.workspace.refusesUploads(null);
      const [, id] = /limner post (\w+)/.exec(told.text()) ?? [];
      await ada.in(channel).types(`/limner post ${id}`);
      await results(1);
      // What Slack takes again is remembered as well, once it is seen there.
      await slack.until(() => JSON.stringify(slack.requests("files.info").at(-1) ?? "").includes('"ts":'));
      await bob.in(channel).types("/imagine a blue fox");
      await results(2);
      expect(paid()).toBe(2);

      slack.workspace.refusesUploads(rule);
      await ada.in(channel).types("/imagine a green fox");
      await slack.until(() => paid() === 3);
      await slack.until(() => sees(ada).match(/limner post/g)?.length === 2);
      passes(11);
      slack.workspace.refusesUploads(null);
      await bob.in(channel).types("/imagine a black fox");
      await results(3);
      expect(paid()).toBe(4);
    },
  );

  test("but pictures: they come as ever", async () => {
    const { slack, channel, ada, results, paid } = await inTrouble();
    slack.workspace.refusesUploads("file_uploads_except_images_disabled");
    await ada.in(channel).types("/imagine a red fox");
    await results(1);
    expect(paid()).toBe(1);
  });

  test("that are so large: a smaller copy comes, and says so", async () => {
    const { slack, channel, ada, results, everybodySees, paid } = await inTrouble({ noise: true });
    slack.fails("files.getUploadURLExternal", { error: "file_upload_size_restricted" }, 1);
    await ada.in(channel).types("/imagine a red fox");
    await results(1);
    expect(everybodySees()).toMatchInlineSnapshot(`
      "#general
      Limner: Picture 1 has 3.1 MB and only 1.6 MB fit here, so this is a smaller copy. The original is kept.
        a red fox
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a red fox" 1024x1024 jpg]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
    expect(paid()).toBe(1);
  });
});
