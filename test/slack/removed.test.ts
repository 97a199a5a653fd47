import { describe, expect, test } from "vitest";
import { inTrouble } from "./in-trouble.ts";

describe("somebody deletes", () => {
  test("the message of a result: its buttons are gone with it, and history still has it", async () => {
    const { slack, ada, channel, results, reads, paid } = await inTrouble();
    await ada.in(channel).types("/imagine a red fox");
    const result = await results(1);
    const { channelId, ts } = result;
    const deleted = await fetch(`${slack.apiUrl}chat.delete`, {
      method: "POST",
      headers: { authorization: `Bearer ${slack.botToken}`, "content-type": "application/json" },
      body: JSON.stringify({ channel: channelId, ts }),
    });
    expect(await deleted.json()).toMatchObject({ ok: true });
    await ada.in(channel).types("/limner history");
    const history = await reads(ada, "a red fox");
    expect(history.text()).toContain("imagine");
    const [, id = ""] = /([0-9a-z]{10})/.exec(history.text()) ?? [];
    await ada.in(channel).types(`/limner remove ${id}`);
    await slack.until(() => slack.requests("chat.delete").length === 2);
    // The message was gone, the files were not.
    expect(slack.requests("files.delete").map(({ answer }) => answer)).toMatchObject([{ ok: true }]);
    await ada.in(channel).types(`/limner post ${id}`);
    await reads(ada, "deleted");
    expect(paid()).toBe(1);
  });

  test("a file before it was seen in its channel: it is not brought again", async () => {
    const { slack, bot, ada, channel, sees, paid } = await inTrouble();
    const looking = slack.hold("files.info");
    await ada.in(channel).types("/imagine a red fox");
    await looking.reached;
    const file = () => channel.messages().flatMap((message) => message.files())[0];
    await slack.until(() => file() !== undefined);
    const deleted = await fetch(`${slack.apiUrl}files.delete`, {
      method: "POST",
      headers: { authorization: `Bearer ${slack.botToken}`, "content-type": "application/json" },
      body: JSON.stringify({ file: file()?.id }),
    });
    expect(await deleted.json()).toMatchObject({ ok: true });
    looking.open();
    await slack.until(() => slack.requests("files.info").length === 1);
    await ada.in(channel).types("/limner usage");
    await slack.until(() => sees(ada).includes("Today"));
    expect(slack.requests("files.completeUploadExternal")).toHaveLength(1);
    expect(ada.direct.messages()).toEqual([]);
    expect(bot.log()).not.toContain("not delivered");
    expect(paid()).toBe(1);
  });

  test("a result twice, and then presses a button of it: they are told when it was deleted", async () => {
    const { slack, ada, channel, results, reads, sees, images } = await inTrouble();
    await ada.in(channel).types("/imagine a red fox");
    const result = await results(1);
    await slack.until(() => slack.requests("files.info").length > 0);
    await ada.in(channel).presses("Info", result);
    const info = await reads(ada, "Model");
    await Promise.all([ada.in(channel).presses("Delete", result), ada.in(channel).presses("Delete", result)]);
    await slack.until(() => channel.messages().length === 0);
    await ada.in(channel).presses("Vary", info);
    await reads(ada, /was deleted/);
    expect(sees(ada).split("Delete]")[1]).toMatchInlineSnapshot(`
      "
      Limner (only you): JOB1 is deleted. Its message is being removed. What it cost stays in the books.
      Limner (only you): JOB1 was deleted already, on NOW."
    `);
    expect(images.requests).toHaveLength(1);
  });
});
