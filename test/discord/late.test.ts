import { describe, expect, test } from "vitest";
import { inTrouble } from "./in-trouble.ts";

describe("a result that comes after sixteen minutes", () => {
  test("is put by the bot itself into the message that said where it would come", async () => {
    const { discord, channel, ada, holdPainting, passes, paid, everybodySees } = await inTrouble();
    const painting = holdPainting();
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await painting.reached;
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
    painting.open();
    await asking.pictures();
    expect(everybodySees()).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a red fox
      Limner: > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    await discord.until(() => discord.requests("PATCH message").length === 1);
    expect(discord.requests("PATCH @original").filter(({ status }) => status !== 200)).toEqual([]);
    expect(paid()).toBe(1);
  });

  test("comes as a new message, once, where the old one is gone and the answer to the post is lost", async () => {
    const { discord, channel, ada, holdPainting, passes, paid, everybodySees } = await inTrouble();
    discord.fails("PATCH message", { status: 404, code: 10008 });
    discord.drops("POST message", { afterEffect: true });
    const painting = holdPainting();
    await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await painting.reached;
    passes(16);
    painting.open();
    await discord.until(() => discord.requests("POST message").some(({ status }) => status === 200));
    expect(channel.messages().filter((message) => message.pictures().length > 0)).toHaveLength(1);
    expect(everybodySees()).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a red fox
      Limner: Taking it in…
      Limner: > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    expect(paid()).toBe(1);
  });

  test("is found in the channel although only Discord knows that the token has ended", async () => {
    const { discord, channel, ada, holdPainting, paid } = await inTrouble();
    const painting = holdPainting();
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await painting.reached;
    discord.ageTokens(16);
    painting.open();
    const [picture] = await asking.pictures();
    expect(picture?.alt).toBe("a red fox");
    await discord.until(() => discord.requests("PATCH message").length === 1);
    expect(channel.messages()).toHaveLength(1);
    expect(paid()).toBe(1);
  });
});

describe("a private result that comes after sixteen minutes", () => {
  test("comes as a direct message and never to the channel", async () => {
    const { discord, channel, ada, bob, holdPainting, passes, paid, sees } = await inTrouble();
    const painting = holdPainting();
    const values = { prompt: "a red fox", private: true };
    const asking = await ada.in(channel).runs("/imagine", values);
    await painting.reached;
    passes(13.6);
    await asking.shows("come to you as a direct message");
    passes(2.4);
    painting.open();
    await discord.until(() => ada.direct.messages().length > 0);
    expect(`${sees(ada)}\n\n${sees(ada, ada.direct)}`).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a red fox private: true
      Limner (only you): Waiting, or painting…
        This takes longer than usual. The result will come to you as a direct message.
        [✖️ Cancel]

      @ada
      Limner: This took too long to be answered where you asked, so here it is.
        > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [📢 Share] [🗑️ Delete]"
    `);
    expect(channel.transcript({ as: bob })).toBe("#general");
    expect(channel.messages()).toEqual([]);
    expect(paid()).toBe(1);
  });

  test("waits in history where direct messages are closed, and Post here brings it", async () => {
    const { discord, channel, ada, bot, holdPainting, passes, paid, sees } = await inTrouble();
    ada.closesDms();
    const painting = holdPainting();
    const values = { prompt: "a red fox", private: true };
    await ada.in(channel).runs("/imagine", values);
    await painting.reached;
    passes(16);
    painting.open();
    await discord.until(() => bot.log().includes("not delivered"));
    expect(channel.messages()).toEqual([]);

    const history = await ada.in(channel).runs("/history");
    await history.pictures();
    const brought = await ada.in(channel).presses("Post here");
    await brought.pictures();
    // What was private is posted to the person alone, and shared from there.
    expect(channel.messages()).toEqual([]);
    await ada.in(channel).presses("Share");
    await discord.until(() => channel.messages().length > 0);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a red fox private: true
      Limner (only you): Taking it in…
      ada used /history
      Limner (only you): **JOB1** NOW imagine 1 picture a red fox
        [picture "a red fox" 256x256 png]
        [📌 Post here]
      Limner (only you) (to Limner): > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [📢 Share] [🗑️ Delete]
      Limner (only you) (to Limner): JOB1 is being posted here, and everybody here can use it from now on.
      Limner: > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    expect(paid()).toBe(1);
  });
});

describe("where only the person has installed the bot, a result that comes after sixteen minutes", () => {
  test("waits in history when direct messages are closed too, and Post here brings it", async () => {
    const { discord, bot, ada, bob, holdPainting, passes, sees, paid } = await inTrouble();
    const elsewhere = discord.guild({ name: "Elsewhere", botIsMember: false }).channel("hall");
    ada.userInstalls();
    ada.closesDms();
    const painting = holdPainting();
    const asking = await ada.in(elsewhere).runs("/imagine", { prompt: "a red fox" });
    await painting.reached;
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
    painting.open();
    await discord.until(() => bot.log().includes("failure not told"));
    const history = await ada.in(elsewhere).runs("/history");
    await history.pictures();
    const brought = await ada.in(elsewhere).presses("Post here");
    await discord.until(() => elsewhere.messages().some((message) => message.pictures().length > 0));
    expect(brought.state()).toBe("answered");
    expect(sees(ada, elsewhere)).toMatchInlineSnapshot(`
      "#hall
      ada used /imagine prompt: a red fox
      Limner: Waiting, or painting…
        This takes longer than usual. The result will come to you as a direct message.
        [✖️ Cancel]
      ada used /history
      Limner (only you): **JOB1** NOW imagine 1 picture a red fox
        [picture "a red fox" 256x256 png]
        [📌 Post here]
      Limner (to Limner): > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    expect(paid()).toBe(1);
  });
});
