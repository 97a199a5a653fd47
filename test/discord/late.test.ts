import { describe, expect, test } from "vitest";
import { inBrief, inTrouble } from "./in-trouble.ts";

describe("a result that comes after sixteen minutes", () => {
  test("is put by the bot itself into the message that said where it would come", async () => {
    const { discord, begun, passes, paid, everybodySees } = await inTrouble();
    const { asking, finish } = await begun();
    passes(13.6);
    await asking.shows("come to this channel");
    expect(everybodySees()).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a red fox
      Limner: Waiting, or painting…
        This takes longer than usual. The result will still come to this channel.
        [✖️ Cancel]"
    `);
    passes(2.4);
    finish();
    await asking.pictures();
    expect(inBrief(everybodySees())).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a red fox
      Limner: <red fox>"
    `);
    await discord.until(() => discord.requests("PATCH message").length === 1);
    expect(discord.requests("PATCH @original").filter(({ status }) => status !== 200)).toEqual([]);
    expect(paid()).toBe(1);
  });

  test("comes as a new message, once, where the old one cannot be edited and the answer to the post is lost; the old one goes", async () => {
    const { discord, channel, begun, passes, paid, everybodySees } = await inTrouble();
    discord.fails("PATCH message", { status: 404, code: 10008 });
    discord.drops("POST message", { afterEffect: true });
    const { finish } = await begun();
    passes(16);
    finish();
    await discord.until(() => discord.requests("POST message").some(({ status }) => status === 200));
    await discord.until(() => discord.requests("DELETE message").length === 1);
    expect(channel.messages().filter((message) => message.pictures().length > 0)).toHaveLength(1);
    expect(inBrief(everybodySees())).toMatchInlineSnapshot(`
      "#general
      Limner: <red fox>"
    `);
    expect(paid()).toBe(1);
  });

  test("is found in the channel although only Discord knows that the token has ended", async () => {
    const { discord, channel, begun, paid } = await inTrouble();
    const { asking, finish } = await begun();
    discord.ageTokens(16);
    finish();
    const [picture] = await asking.pictures();
    expect(picture?.alt).toBe("a red fox");
    await discord.until(() => discord.requests("PATCH message").length === 1);
    expect(channel.messages()).toHaveLength(1);
    expect(paid()).toBe(1);
  });
});

describe("a private result that comes after sixteen minutes", () => {
  test("comes as a direct message and never to the channel", async () => {
    const { discord, channel, ada, bob, begun, passes, paid, sees } = await inTrouble();
    const { asking, finish } = await begun({ private: true });
    passes(13.6);
    await asking.shows("come to you as a direct message");
    passes(2.4);
    finish();
    await discord.until(() => ada.direct.messages().length > 0);
    expect(inBrief(`${sees(ada)}\n\n${sees(ada, ada.direct)}`)).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a red fox private: true
      Limner (only you): Waiting, or painting…
        This takes longer than usual. The result will come to you as a direct message.
        [✖️ Cancel]

      @ada
      Limner: This took too long to be answered where you asked, so here it is.
        <red fox, Share>"
    `);
    expect(channel.transcript({ as: bob })).toBe("#general");
    expect(channel.messages()).toEqual([]);
    expect(paid()).toBe(1);
  });

  test("waits in history where direct messages are closed, and Post here brings it", async () => {
    const { discord, channel, ada, bot, begun, postsHere, passes, paid, sees } = await inTrouble();
    ada.closesDms();
    const { finish } = await begun({ private: true });
    passes(16);
    finish();
    await discord.until(() => bot.log().includes("not delivered"));
    expect(channel.messages()).toEqual([]);

    const brought = await postsHere();
    await brought.pictures();
    // What was private is posted to the person alone, and shared from there.
    expect(channel.messages()).toEqual([]);
    await ada.in(channel).presses("Share");
    await discord.until(() => channel.messages().length > 0);
    expect(inBrief(sees(ada))).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a red fox private: true
      Limner (only you): Taking it in…
      ada used /history
      Limner (only you): **JOB1** NOW imagine 1 picture a red fox
        [picture "a red fox" 256x256 png]
        [📌 Post here]
      Limner (only you) (to Limner): <red fox, Share>
      Limner (only you) (to Limner): JOB1 is being posted here, and everybody here can use it from now on.
      Limner: <red fox>"
    `);
    expect(paid()).toBe(1);
  });
});

describe("where only the person has installed the bot, a result that comes after sixteen minutes", () => {
  test("waits in history when direct messages are closed too, and Post here brings it", async () => {
    const { discord, bot, ada, bob, begun, postsHere, passes, sees, paid } = await inTrouble();
    const elsewhere = discord.guild({ name: "Elsewhere", botIsMember: false }).channel("hall");
    ada.userInstalls();
    ada.closesDms();
    const { asking, finish } = await begun({}, elsewhere);
    passes(13.6);
    await asking.shows("longer than usual");
    expect(sees(bob, elsewhere)).toMatchInlineSnapshot(`
      "#hall
      ada used /imagine prompt: a red fox
      Limner: Waiting, or painting…
        This takes longer than usual. The result will come to you as a direct message.
        [✖️ Cancel]"
    `);
    passes(2.4);
    finish();
    await discord.until(() => bot.log().includes("failure not told"));
    const brought = await postsHere(elsewhere);
    await discord.until(() => elsewhere.messages().some((message) => message.pictures().length > 0));
    expect(brought.state()).toBe("answered");
    expect(inBrief(sees(ada, elsewhere))).toMatchInlineSnapshot(`
      "#hall
      ada used /imagine prompt: a red fox
      Limner: Waiting, or painting…
        This takes longer than usual. The result will come to you as a direct message.
        [✖️ Cancel]
      ada used /history
      Limner (only you): **JOB1** NOW imagine 1 picture a red fox
        [picture "a red fox" 256x256 png]
        [📌 Post here]
      Limner (to Limner): <red fox>"
    `);
    expect(paid()).toBe(1);
  });
});
