import { describe, expect, test } from "vitest";
import { inTrouble } from "./in-trouble.ts";

/** Looks a few times and gives up soon. */
const looksMs = [40, 40, 40];

describe("Slack takes an upload and does not show it", () => {
  test("once: it is uploaded once more, without what it may have stumbled over, and appears once", async () => {
    const { slack, ada, channel, everybodySees, results, paid, images } = await inTrouble({ looksMs });
    slack.sharing.never(1);
    await ada.in(channel).types("/imagine a red fox");
    await results(1);
    await slack.until(() => channel.messages().length === 2);
    expect(everybodySees()).toMatchInlineSnapshot(`
      "#general
      Limner: > a red fox
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture a red fox 1024x1024 png]
      Limner:
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
    expect(ada.direct.messages()).toEqual([]);
    expect(slack.requests("files.completeUploadExternal")).toHaveLength(2);
    expect(slack.requests("files.delete")).toHaveLength(1);
    expect([paid(), images.requests.length]).toEqual([1, 1]);
  });

  test("whatever is tried in the channel: it comes as a direct message that says why", async () => {
    const { slack, ada, bob, channel, everybodySees, results, sees, seesDirect, paid } = await inTrouble({ looksMs });
    slack.sharing.never(2);
    await ada.in(channel).types("/imagine a red fox");
    await results(1, ada.direct);
    await slack.until(() => sees(ada).includes("Done"));
    expect(everybodySees()).toMatchInlineSnapshot(`"#general"`);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner (only you): Done. The result is in your direct messages with Limner."
    `);
    expect(seesDirect(ada)).toMatchInlineSnapshot(`
      "@ada @Limner
      Limner: Slack took the picture and did not show it where you asked, so here it is.
        a red fox
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a red fox" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
    expect(seesDirect(bob)).not.toContain("fox");
    expect(paid()).toBe(1);
  });

  test("anywhere: the person is told that it is kept, and /limner post brings it when Slack shows things again", async () => {
    const { slack, bot, ada, channel, reads, results, sees, paid } = await inTrouble({ looksMs });
    slack.sharing.never();
    await ada.in(channel).types("/imagine a red fox");
    await reads(ada, "limner post");
    expect(bot.log()).toContain("not delivered");
    slack.sharing.soon();
    const [, id] = /limner post (\w+)/.exec(channel.transcript({ as: ada })) ?? [];
    await ada.in(channel).types(`/limner post ${id}`);
    await results(1);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner (only you): The result is made and kept, but could not be brought to you. See it with /limner history, or: /limner post JOB1
      Limner: a red fox
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a red fox" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
    expect(paid()).toBe(1);
  });

  test("until a while later: it is looked at again and again, and not uploaded twice", async () => {
    const { slack, ada, channel, results, paid } = await inTrouble();
    slack.sharing.afterLooking(4);
    await ada.in(channel).types("/imagine a red fox");
    await results(1);
    await slack.until(() => slack.requests("files.info").length === 5);
    expect(slack.requests("files.completeUploadExternal")).toHaveLength(1);
    expect(channel.messages().filter((message) => message.files().length > 0)).toHaveLength(1);
    expect(paid()).toBe(1);
  });
});
