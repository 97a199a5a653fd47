import { PermissionFlagsBits } from "discord.js";
import { describe, expect, test } from "vitest";
import { inTrouble } from "./in-trouble.ts";

describe("the bot loses the channel while it paints", () => {
  test("while the interaction lives, its token needs no permission: the picture comes as ever", async () => {
    const { guild, channel, ada, holdPainting, everybodySees, paid } = await inTrouble();
    const painting = holdPainting();
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await painting.reached;
    channel.denies(PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages);
    guild.removesBot();
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
    expect(paid()).toBe(1);
  });

  test("later the bot may not see the channel: the picture comes as a direct message that says so", async () => {
    const { discord, channel, ada, holdPainting, passes, sees, paid } = await inTrouble();
    const painting = holdPainting();
    await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await painting.reached;
    channel.denies(PermissionFlagsBits.ViewChannel);
    passes(16);
    painting.open();
    await discord.until(() => ada.direct.messages().length > 0);
    expect(sees(ada, ada.direct)).toMatchInlineSnapshot(`
      "@ada
      Limner: Limner may not post in <#ID>: it lacks the permission View Channel. So here it is.
        > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    expect(channel.messages().flatMap((message) => message.pictures())).toEqual([]);
    expect(paid()).toBe(1);
  });

  test("later the bot may not write there and its message is gone: the same", async () => {
    const { discord, channel, ada, holdPainting, passes, sees, paid } = await inTrouble();
    discord.fails("PATCH message", { status: 404, code: 10008 });
    const painting = holdPainting();
    await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await painting.reached;
    channel.denies(PermissionFlagsBits.SendMessages);
    passes(16);
    painting.open();
    await discord.until(() => ada.direct.messages().length > 0);
    expect(sees(ada, ada.direct)).toMatchInlineSnapshot(`
      "@ada
      Limner: Limner may not post in <#ID>: it lacks the permission Send Messages, Attach Files, Embed Links. So here it is.
        > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    expect(channel.messages().flatMap((message) => message.pictures())).toEqual([]);
    expect(paid()).toBe(1);
  });

  test("the channel is deleted: the picture comes as a direct message", async () => {
    const { discord, channel, ada, holdPainting, passes, sees, paid } = await inTrouble();
    const painting = holdPainting();
    await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await painting.reached;
    channel.remove();
    passes(16);
    painting.open();
    await discord.until(() => ada.direct.messages().length > 0);
    expect(sees(ada, ada.direct)).toMatchInlineSnapshot(`
      "@ada
      Limner: The place where you asked cannot be reached any more, so here it is.
        > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    expect(paid()).toBe(1);
  });

  test("the bot is thrown out of the server and cannot write to the person: the picture is kept", async () => {
    const { discord, bot, guild, channel, ada, holdPainting, passes, sees, paid } = await inTrouble();
    const painting = holdPainting();
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await painting.reached;
    passes(13.6);
    await asking.shows("come to this channel");
    guild.removesBot();
    passes(2.4);
    painting.open();
    await discord.until(() => bot.log().includes("failure not told"));
    expect(ada.direct.messages()).toEqual([]);
    ada.userInstalls();
    const history = await ada.in(channel).runs("/history");
    await history.pictures();
    await ada.in(channel).presses("Post here");
    await discord.until(() => channel.messages().some((message) => message.pictures().length > 0));
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a red fox
      Limner: Waiting, or painting…
        This takes longer than usual. The result will still come to this channel.
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

describe("a moderator deletes the message that says that something is being painted", () => {
  test("the job is cancelled, the person alone is told, and nothing more is written", async () => {
    const { discord, channel, ada, bob, holdPainting, sees, images } = await inTrouble();
    const moderator = discord.user("mod", { permissions: PermissionFlagsBits.ManageMessages });
    const painting = holdPainting();
    const edits = discord.hold("PATCH @original");
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await painting.reached;
    await edits.reached;
    await moderator.in(channel).deletes(await asking.shows("Taking it in"));
    edits.open();
    await discord.until(() => sees(ada).includes("Cancelled"));
    painting.open();
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): Cancelled while the image service was painting. Whether it charges for that is not known; the estimate stays booked.
        > **a red fox**
        -# asked by @ada
        [🔁 Retry]"
    `);
    expect(sees(bob)).toBe("#general");
    expect(discord.requests("PATCH @original")).toHaveLength(1);
    expect(images.requests).toHaveLength(1);
  });
});
