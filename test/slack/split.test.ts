import { describe, expect, test } from "vitest";
import { inTrouble } from "./in-trouble.ts";

describe("buttons in a message of their own", () => {
  test("are how it is set: they stand under the pictures, in their thread where there is one, and work", async () => {
    const { slack, ada, channel, results, everybodySees, paid } = await inTrouble({
      env: { SLACK_RESULT_STYLE: "split" },
    });
    await ada.in(channel).types("/imagine a red fox --n 2");
    await results(1);
    await slack.until(() => channel.messages().length === 2);
    expect(everybodySees()).toMatchInlineSnapshot(`
      "#general
      Limner: > a red fox
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.105
        [picture "a red fox" 1024x1024 png]
        [picture "a red fox" 1024x1024 png]
      Limner:
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
        <Picture 1 | Picture 2>"
    `);
    const controls = channel.messages()[1];
    await ada.in(channel).chooses("Picture 2", controls);
    await ada.in(channel).presses("Again", controls);
    await results(2);
    expect(paid()).toBe(4);
    await ada.in(channel).presses("Delete", controls);
    await slack.until(() => slack.requests("chat.delete").length === 2);
    expect(everybodySees().match(/\[picture/g)).toHaveLength(2);
    expect(everybodySees()).not.toContain("[deleted file]");
  });

  test("are where blocks are refused under pictures: nothing is painted again", async () => {
    const { slack, ada, channel, results, everybodySees, paid } = await inTrouble();
    slack.fails("files.completeUploadExternal", { error: "invalid_blocks" }, 1);
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
    expect(paid()).toBe(1);
  });

  test("are left out where Slack does not take them either: the pictures are there, once", async () => {
    const { slack, ada, bot, channel, results, everybodySees, paid } = await inTrouble({
      env: { SLACK_RESULT_STYLE: "split" },
    });
    slack.fails("chat.postMessage", { error: "invalid_blocks" });
    await ada.in(channel).types("/imagine a red fox");
    await results(1);
    await slack.until(() => bot.log().includes("no buttons") || channel.messages().length > 1);
    expect(everybodySees()).toMatchInlineSnapshot(`
      "#general
      Limner: > a red fox
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a red fox" 1024x1024 png]"
    `);
    expect(paid()).toBe(1);
  });
});
