import { PermissionFlagsBits } from "discord.js";
import { describe, expect, test } from "vitest";
import { inBrief, inTrouble } from "./in-trouble.ts";

describe("the bot loses the channel while it paints", () => {
  test("while the interaction lives, its token needs no permission: the picture comes as ever", async () => {
    const { guild, channel, begun, everybodySees, paid } = await inTrouble();
    const { asking, finish } = await begun();
    channel.denies(PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages);
    guild.removesBot();
    finish();
    await asking.pictures();
    expect(inBrief(everybodySees())).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a red fox
      Limner: <red fox>"
    `);
    expect(paid()).toBe(1);
  });

  test("later the bot may not see the channel: the picture comes as a direct message that says so", async () => {
    const { discord, channel, ada, begun, passes, sees, paid } = await inTrouble();
    const { finish } = await begun();
    channel.denies(PermissionFlagsBits.ViewChannel);
    passes(16);
    finish();
    await discord.until(() => ada.direct.messages().length > 0);
    expect(inBrief(sees(ada, ada.direct))).toMatchInlineSnapshot(`
      "@ada
      Limner: Limner may not post in <#ID>: it lacks the permission View Channel. So here it is.
        <red fox>"
    `);
    expect(channel.messages().flatMap((message) => message.pictures())).toEqual([]);
    expect(paid()).toBe(1);
  });

  test("later the bot may not write there and its message is gone: the same", async () => {
    const { discord, channel, ada, begun, passes, sees, paid } = await inTrouble();
    discord.fails("PATCH message", { status: 404, code: 10008 });
    const { finish } = await begun();
    channel.denies(PermissionFlagsBits.SendMessages);
    passes(16);
    finish();
    await discord.until(() => ada.direct.messages().length > 0);
    expect(inBrief(sees(ada, ada.direct))).toMatchInlineSnapshot(`
      "@ada
      Limner: Limner may not post in <#ID>: it lacks the permission Send Messages or Attach Files. So here it is.
        <red fox>"
    `);
    expect(channel.messages().flatMap((message) => message.pictures())).toEqual([]);
    expect(paid()).toBe(1);
  });

  test("later the bot may not attach files there: what promised the picture says where it is, once", async () => {
    const { discord, channel, ada, begun, passes, sees, everybodySees, paid } = await inTrouble();
    const { asking, finish } = await begun();
    passes(13.6);
    await asking.shows("come to this channel");
    channel.denies(PermissionFlagsBits.AttachFiles);
    passes(2.4);
    finish();
    await asking.shows("came as a direct message");
    expect(everybodySees()).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a red fox
      Limner: The answer came as a direct message."
    `);
    expect(inBrief(sees(ada, ada.direct))).toMatchInlineSnapshot(`
      "@ada
      Limner: Limner may not post in <#ID>: it lacks the permission Attach Files. So here it is.
        <red fox>"
    `);
    await discord.until(() => discord.requests("PATCH message").length > 1);
    expect(discord.requests("PATCH message").map(({ status }) => status)).toEqual([403, 200]);
    expect(paid()).toBe(1);
  });

  test("a mention where it may write and not attach files: its reply says where the picture is", async () => {
    const { discord, channel, ada, everybodySees, sees, paid } = await inTrouble();
    channel.denies(PermissionFlagsBits.AttachFiles);
    await ada.in(channel).says("@Limner a red fox");
    await discord.until(() => everybodySees().includes("direct message"));
    expect(everybodySees()).toMatchInlineSnapshot(`
      "#general
      ada: @Limner a red fox
      Limner (to ada): The answer came as a direct message."
    `);
    expect(inBrief(sees(ada, ada.direct))).toMatchInlineSnapshot(`
      "@ada
      Limner: Limner may not post in <#ID>: it lacks the permission Attach Files. So here it is.
        <red fox>"
    `);
    expect(paid()).toBe(1);
  });

  test("the channel is deleted: the picture comes as a direct message", async () => {
    const { discord, channel, ada, begun, passes, sees, paid } = await inTrouble();
    const { finish } = await begun();
    channel.remove();
    passes(16);
    finish();
    await discord.until(() => ada.direct.messages().length > 0);
    expect(inBrief(sees(ada, ada.direct))).toMatchInlineSnapshot(`
      "@ada
      Limner: The place where you asked cannot be reached any more, so here it is.
        <red fox>"
    `);
    expect(paid()).toBe(1);
  });

  test("the bot is thrown out of the server and cannot write to the person: the picture is kept", async () => {
    const { discord, bot, guild, channel, ada, begun, postsHere, passes, sees, paid } = await inTrouble();
    const { asking, finish } = await begun();
    passes(13.6);
    await asking.shows("come to this channel");
    guild.removesBot();
    passes(2.4);
    finish();
    await discord.until(() => bot.log().includes("failure not told"));
    expect(ada.direct.messages()).toEqual([]);
    ada.userInstalls();
    await postsHere();
    await discord.until(() => channel.messages().some((message) => message.pictures().length > 0));
    expect(inBrief(sees(ada))).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a red fox
      Limner: Waiting, or painting…
        This takes longer than usual. The result will still come to this channel.
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

describe("a moderator deletes the message that says that something is being painted", () => {
  test("the job is cancelled, the person alone is told, and nothing more is written", async () => {
    const { discord, channel, ada, bob, begun, sees, images } = await inTrouble();
    const moderator = discord.user("mod", { permissions: PermissionFlagsBits.ManageMessages });
    const edits = discord.hold("PATCH @original");
    const { asking, finish } = await begun();
    await edits.reached;
    await moderator.in(channel).deletes(await asking.shows("Taking it in"));
    edits.open();
    await discord.until(() => sees(ada).includes("Cancelled"));
    finish();
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
