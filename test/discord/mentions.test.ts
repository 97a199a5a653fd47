import { PermissionFlagsBits } from "discord.js";
import { describe, expect, test } from "vitest";
import { file } from "#test/fakes/discord/discord.ts";
import { quarteredPng } from "#test/images.ts";
import { inTrouble } from "./in-trouble.ts";
import { story } from "./story.ts";

const picture = async (name: string, width = 320) => file(name, await quarteredPng({ width, height: 320 }));

describe("somebody mentions the bot", () => {
  test("with words, and gets a picture as a reply", async () => {
    const { ada, bob, channel, discord, images, sees } = await story();
    await ada.in(channel).says("@Limner a red fox in snow");
    await discord.until(() => channel.messages().some((message) => message.pictures().length === 1));
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      ada: @Limner a red fox in snow
      Limner (to ada): > **a red fox in snow**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a red fox in snow" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    expect(images.requests[0]?.fields.prompt).toBe("a red fox in snow");
  });

  test("with a picture and what to change", async () => {
    const { ada, bob, channel, discord, images, sees } = await story();
    await ada.in(channel).says("@Limner make it night", { files: [await picture("garden.png", 400)] });
    await discord.until(() => channel.messages().some(({ buttons }) => buttons().includes("Again")));
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      ada: @Limner make it night
        [picture without alt text 400x320 png]
      Limner (to ada): > **make it night**
        -# asked by @ada · gpt-image-2 · 1120x896 · medium · # s · $0.051
        [picture "make it night" 1120x896 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    expect(images.requests[0]?.path).toBe("/v1/images/edits");
    expect(images.requests[0]?.files[0]?.bytes.readUInt32BE(16)).toBe(400);
  });

  test("in reply to a result, which is what changes", async () => {
    const { ada, bob, channel, discord, images, sees } = await story();
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await asking.pictures(1);
    const result = asking.message();
    if (!result) throw new Error("there is no result");
    await bob.in(channel).says("@Limner give it a hat", { replyTo: result });
    await discord.until(() => channel.messages().filter((message) => message.pictures().length === 1).length === 2);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a red fox
      Limner: > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
      bob (to Limner): @Limner give it a hat
      Limner (to bob): > **give it a hat**
        -# asked by @bob · gpt-image-2 · 1024x1024 · medium · # s · $0.064 · from [JOB1](LINK)
        [picture "give it a hat" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    expect(discord.requests("GET attachment")).toEqual([]);
    expect(images.requests[1]?.path).toBe("/v1/images/edits");
  });

  test("only by the ping of a reply, and is left alone: a remark is no order", async () => {
    const { ada, bob, channel, images } = await story();
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await asking.pictures(1);
    const result = asking.message();
    if (!result) throw new Error("there is no result");
    await bob.in(channel).says("haha, lovely", { replyTo: result });
    const second = await ada.in(channel).runs("/imagine", { prompt: "an owl" });
    await second.pictures(1);
    expect(channel.messages().map(({ author }) => author)).toEqual(["Limner", "bob", "Limner"]);
    expect(images.requests).toHaveLength(2);
  });

  test("without words, and is told how; other people's talk is none of the bot's business", async () => {
    const { ada, bob, channel, discord, images, sees } = await story();
    const picturesOfBob = await bob.in(channel).says("look at this", { files: [await picture("cat.png")] });
    await bob.in(channel).says("nice", { replyTo: picturesOfBob });
    await ada.in(channel).says("@bob a red fox, please");
    await ada.in(channel).says("@Limner");
    await discord.until(() => channel.messages().length === 5);
    await ada.in(channel).says("@Limner help");
    await discord.until(() => channel.messages().length === 7);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      bob: look at this
        [picture without alt text 320x320 png]
      bob (to bob): nice
      ada: @bob a red fox, please
      ada: @Limner
      Limner (to ada): Say what to paint, or attach a picture and say what to change. Reply to a picture to change that one. The command help lists everything else.
      ada: @Limner help
      Limner (to ada): Say what to paint, or attach a picture and say what to change. Reply to a picture to change that one. The command help lists everything else."
    `);
    expect(ada.direct.messages()).toEqual([]);
    expect(images.requests).toEqual([]);
  });

  test("with a file that is no picture", async () => {
    const { ada, channel, discord, images, sees } = await story();
    const fake = file("garden.png", Buffer.from("only words"), { contentType: "image/png" });
    await ada.in(channel).says("@Limner make it night", { files: [fake] });
    await discord.until(() => sees(ada).includes("not a picture"));
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada: @Limner make it night
        [picture without alt text nullxnull png]
      Limner (to ada): garden.png: This file is text, not a picture. Send a PNG, JPEG or WebP.
        Nothing was charged."
    `);
    expect(images.requests).toEqual([]);
  });
});

describe("where the bot may not write", () => {
  test("whoever mentions it is told why, in one direct message, and nothing is painted", async () => {
    const { ada, bob, channel, discord, images, paid, sees } = await inTrouble();
    channel.denies(PermissionFlagsBits.SendMessages);
    await ada.in(channel).says("@Limner a red fox");
    await discord.until(() => ada.direct.messages().length > 0);
    expect(sees(ada, ada.direct)).toMatchInlineSnapshot(`
      "@ada
      Limner: Limner may not answer in <#ID>: it lacks the permission Send Messages. Nothing was painted or charged. Give it that, or ask here."
    `);
    expect(channel.messages().map(({ author }) => author)).toEqual(["ada"]);
    expect(bob.direct.messages()).toEqual([]);
    expect([images.requests.length, paid()]).toEqual([0, 0]);
  });

  test("as a reply, since it may not read what was said before, that is what it names", async () => {
    const { ada, channel, discord } = await inTrouble();
    discord.fails("POST message", { status: 400, code: 160002, times: 1 });
    await ada.in(channel).says("@Limner a red fox");
    await discord.until(() => ada.direct.messages().length > 0);
    expect(ada.direct.messages()[0]?.text()).toContain("it lacks the permission Read Message History");
  });

  test("and direct messages are closed, the log says so", async () => {
    const { ada, bot, channel, discord, images } = await inTrouble();
    ada.closesDms();
    channel.denies(PermissionFlagsBits.SendMessages);
    await ada.in(channel).says("@Limner a red fox");
    await discord.until(() => bot.log().includes("message not taken in"));
    expect(bot.log()).toContain("reason not told");
    expect(images.requests).toEqual([]);
  });
});

test("in direct messages nobody has to mention it", async () => {
  const { ada, bob, discord, images, sees } = await story();
  await ada.dm().says("a red fox in snow");
  await discord.until(() => ada.direct.messages().some((message) => message.pictures().length === 1));
  await ada.dm().presses("Again");
  await discord.until(() => images.requests.length === 2);
  await discord.until(() => ada.direct.messages().filter((message) => message.pictures().length === 1).length === 2);
  expect(sees(ada, ada.direct)).toMatchInlineSnapshot(`
    "@ada
    ada: a red fox in snow
    Limner (to ada): > **a red fox in snow**
      -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
      [picture "a red fox in snow" 1024x1024 png]
      [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
    Limner (to Limner): > **a red fox in snow**
      -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056 · from [JOB1](LINK)
      [picture "a red fox in snow" 1024x1024 png]
      [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
  `);
  expect(bob.direct.messages()).toEqual([]);
});
