import { describe, expect, test } from "vitest";
import { quarteredPng } from "#test/images.ts";
import { inTrouble } from "./in-trouble.ts";

describe("the token lacks a scope", () => {
  test("files:read: a picture that is attached cannot be opened, and the person reads which scope is missing", async () => {
    const { slack, channel, ada, images, reads, sees } = await inTrouble();
    slack.workspace.revokes("files:read");
    const photo = { name: "photo.png", bytes: await quarteredPng({ width: 640, height: 480 }) };
    await ada.in(channel).mentions("make it night", { files: [photo] });
    await reads(ada, "files:read");
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada: @Limner make it night
        [picture photo.png 640x480 png]
      Limner (only you): photo.png cannot be opened: Limner lacks the permission files:read. An admin adds it to the app (OAuth & Permissions) and installs it again. Nothing was charged."
    `);
    expect(images.requests).toEqual([]);
  });

  test("files:read: a result cannot be looked after, and comes all the same, once", async () => {
    const { slack, channel, ada, bot, paid } = await inTrouble();
    slack.workspace.revokes("files:read");
    await ada.in(channel).types("/imagine a red fox");
    await slack.until(() => channel.messages().some((message) => message.files().length > 0));
    await slack.until(() => slack.requests("files.info").length === 1);
    await slack.until(() => !bot.log().includes("not brought"));
    expect(channel.messages().filter((message) => message.files().length > 0)).toHaveLength(1);
    expect(slack.requests("files.completeUploadExternal")).toHaveLength(1);
    expect(paid()).toBe(1);
  });

  test("files:write: the result is kept, and the person reads what has to be done", async () => {
    const { slack, channel, ada, bob, reads, sees, everybodySees, paid } = await inTrouble();
    slack.workspace.revokes("files:write");
    await ada.in(channel).types("/imagine a red fox");
    await reads(ada, "files:write");
    await bob.in(channel).types("/imagine a blue fox");
    await reads(bob, "Nothing was painted");
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner (only you): Limner lacks the permission files:write. An admin adds it to the app (OAuth & Permissions) and installs it again. The result is made, kept and was charged. Once that has changed: /limner post JOB1"
    `);
    expect(everybodySees()).toBe("#general");
    expect(paid()).toBe(1);
  });

  test("channels:read: nobody can look beforehand, so the result is painted and brought where it can be", async () => {
    const { slack, ada, channel, results, seesDirect, paid } = await inTrouble();
    slack.workspace.revokes("channels:read", "groups:read");
    await ada.in(channel).types("/imagine a red fox");
    await results(1);
    const elsewhere = slack.channel("elsewhere", { botIsMember: false });
    await ada.in(elsewhere).types("/imagine a blue fox");
    await results(1, ada.direct);
    expect(seesDirect(ada)).toMatchInlineSnapshot(`
      "@ada @Limner
      Limner: Limner is not in the conversation where you asked, so here it is. To get results there, invite it with /invite.
        a blue fox
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a blue fox" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
    expect(paid()).toBe(2);
  });

  test("im:write: what is for one person alone is refused before it is painted", async () => {
    const { slack, ada, channel, images, reads, sees } = await inTrouble();
    slack.workspace.revokes("im:write");
    await ada.in(channel).types("/imagine a red fox --private");
    await reads(ada, "im:write");
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): On it. The result will come to you as a direct message.
        [Cancel]
      Limner (only you): Limner lacks the permission im:write. An admin adds it to the app (OAuth & Permissions) and installs it again.
        Nothing was charged."
    `);
    expect(images.requests).toEqual([]);
  });

  test("channels:history: a mention whose event lacks its files is taken as it is", async () => {
    const { slack, ada, channel, bot, results, paid } = await inTrouble();
    slack.workspace.revokes("channels:history");
    const photo = { name: "photo.png", bytes: await quarteredPng({ width: 640, height: 480 }) };
    await ada.in(channel).mentions("a red fox", { files: [photo], mentionLacksFiles: true });
    await results(1);
    expect(bot.log()).toContain("message not looked up");
    expect(paid()).toBe(1);
  });
});
