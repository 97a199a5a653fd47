import { describe, expect, test } from "vitest";
import { inTrouble } from "./in-trouble.ts";

describe("the bot is not a member of the channel where somebody asks", () => {
  test("and may join public ones: it does, before anything is paid, and answers there", async () => {
    const { slack, ada, everybodySees, holdPainting, results, paid } = await inTrouble({
      env: { SLACK_AUTO_JOIN: "yes" },
    });
    const elsewhere = slack.channel("elsewhere", { botIsMember: false });
    const painting = holdPainting();
    await ada.in(elsewhere).types("/imagine a red fox");
    await painting.reached;
    expect(slack.requests("conversations.join")).toHaveLength(1);
    painting.open();
    await results(1, elsewhere);
    expect(everybodySees()).toBe("#general");
    expect(ada.direct.messages()).toEqual([]);
    expect(paid()).toBe(1);
  });

  test("and may join, but Slack does not let it: the result comes as a direct message", async () => {
    const { slack, ada, sees, results } = await inTrouble({ env: { SLACK_AUTO_JOIN: "yes" } });
    const elsewhere = slack.channel("elsewhere", { botIsMember: false });
    slack.workspace.revokes("channels:join");
    await ada.in(elsewhere).types("/imagine a red fox");
    await results(1, ada.direct);
    expect(sees(ada, elsewhere)).toContain("will come to you as a direct message");
  });

  test("and may not join: the person reads beforehand where the result will be, and finds it there", async () => {
    const { slack, ada, bob, sees, seesDirect, holdPainting, results, paid } = await inTrouble();
    const elsewhere = slack.channel("elsewhere", { botIsMember: false });
    const painting = holdPainting();
    await ada.in(elsewhere).types("/imagine a red fox");
    await painting.reached;
    expect([paid(), sees(ada, elsewhere)]).toMatchInlineSnapshot(`
      [
        0,
        "#elsewhere
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner (only you): Limner is not in this conversation, so the result will come to you as a direct message. To get results here, invite it with /invite.",
      ]
    `);
    painting.open();
    await results(1, ada.direct);
    expect(sees(ada, elsewhere)).toMatchInlineSnapshot(`
      "#elsewhere
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner (only you): Limner is not in this conversation, so the result will come to you as a direct message. To get results here, invite it with /invite."
    `);
    expect(seesDirect(ada)).toMatchInlineSnapshot(`
      "@ada @Limner
      Limner: a red fox
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a red fox" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
    expect(sees(bob, elsewhere)).toBe("#elsewhere");
    expect(slack.requests("conversations.join")).toEqual([]);
    expect(paid()).toBe(1);
  });

  test("and it is private, or a conversation between people: the same", async () => {
    const { slack, ada, bob, sees, shown, paid } = await inTrouble();
    const secret = slack.channel("secret", { private: true, botIsMember: false });
    const between = slack.directMessage(ada, bob);
    await ada.in(secret).types("/imagine a red fox");
    await shown(1, ada.direct);
    await ada.in(between).types("/imagine a blue fox");
    await shown(2, ada.direct);
    expect([sees(ada, secret), sees(ada, between)]).toMatchInlineSnapshot(`
      [
        "#secret
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner (only you): Limner is not in this conversation, so the result will come to you as a direct message. To get results here, invite it with /invite.",
        "@ada @bob
      Limner (only you): On it. The result will come to you as a direct message.
        [Cancel]",
      ]
    `);
    expect([sees(bob, secret), sees(bob, between)]).toEqual(["#secret", "@ada @bob"]);
    expect(paid()).toBe(2);
  });

  test("and may not write to the person either: nothing is painted, and they read why", async () => {
    const { slack, ada, images, sees, reads } = await inTrouble();
    slack.workspace.revokes("im:write");
    const elsewhere = slack.channel("elsewhere", { botIsMember: false });
    await ada.in(elsewhere).types("/imagine a red fox");
    await reads(ada, "permission", elsewhere);
    expect(sees(ada, elsewhere)).toMatchInlineSnapshot(`
      "#elsewhere
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner (only you): Limner lacks the permission im:write. An admin adds it to the app (OAuth & Permissions) and installs it again.
        Nothing was charged."
    `);
    expect(images.requests).toEqual([]);
  });
});

describe("the bot loses the channel while it paints", () => {
  test("it is removed: the result comes as a direct message that says why", async () => {
    const { slack, channel, ada, sees, seesDirect, everybodySees, holdPainting, results, paid } = await inTrouble();
    const painting = holdPainting();
    await ada.in(channel).types("/imagine a red fox");
    await painting.reached;
    channel.removesBot();
    painting.open();
    await results(1, ada.direct);
    await slack.until(() => sees(ada).includes("Done"));
    expect(everybodySees()).toBe("#general");
    expect([sees(ada), seesDirect(ada)]).toMatchInlineSnapshot(`
      [
        "#general
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner (only you): Done. The result is in your direct messages with Limner.",
        "@ada @Limner
      Limner: Limner is not in the conversation where you asked, so here it is. To get results there, invite it with /invite.
        a red fox
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a red fox" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]",
      ]
    `);
    expect(paid()).toBe(1);
  });

  test.for([
    ["is archived", "archived", (channel: { archive(): void }) => channel.archive()],
    [
      "takes no posts",
      "may not post",
      (channel: { refusesPosts(error: string): void }) => channel.refusesPosts("posting_to_channel_denied"),
    ],
    [
      "lets only some post",
      "may not post",
      (channel: { refusesPosts(error: string): void }) => channel.refusesPosts("restricted_action_read_only_channel"),
    ],
    [
      "is shared with a workspace that blocks uploads",
      "Uploads are blocked",
      (channel: { refusesFiles(error: string): void }) =>
        channel.refusesFiles("slack_connect_file_upload_sharing_blocked"),
    ],
  ] as const)("it %s: the same", async ([, why, happens]) => {
    const { slack, channel, ada, sees, seesDirect, everybodySees, holdPainting, results, paid } = await inTrouble();
    const painting = holdPainting();
    await ada.in(channel).types("/imagine a red fox");
    await painting.reached;
    happens(channel);
    painting.open();
    await results(1, ada.direct);
    await slack.until(() => sees(ada).includes("Done"));
    expect(everybodySees()).toBe("#general");
    expect(seesDirect(ada)).toContain(why);
    expect(seesDirect(ada)).toContain('[picture "a red fox" 1024x1024 png]');
    expect(paid()).toBe(1);
  });

  test("it is removed from a thread's channel: what was mentioned there comes as a direct message too", async () => {
    const { channel, ada, seesDirect, everybodySees, holdPainting, results, paid } = await inTrouble();
    const painting = holdPainting();
    await ada.in(channel).mentions("a red fox");
    await painting.reached;
    channel.removesBot();
    painting.open();
    await results(1, ada.direct);
    expect([everybodySees(), seesDirect(ada)]).toMatchInlineSnapshot(`
      [
        "#general
      ada: @Limner a red fox",
        "@ada @Limner
      Limner: Limner is not in the conversation where you asked, so here it is. To get results there, invite it with /invite.
        a red fox
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a red fox" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]",
      ]
    `);
    expect(paid()).toBe(1);
  });
});
