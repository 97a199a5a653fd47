import { describe, expect, test } from "vitest";
import { file } from "#test/fakes/discord/discord.ts";
import { quarteredPng } from "#test/images.ts";
import { story } from "./story.ts";

const picture = async (name: string, width = 320) => file(name, await quarteredPng({ width, height: 320 }));

describe("right click on a message, Apps, Edit image", () => {
  test("asks which one of several pictures in somebody else's gallery is meant", async () => {
    const { ada, bob, channel, images, sees } = await story();
    const gallery = [await picture("harbour.png"), await picture("bridge.png", 480), await picture("tower.png", 640)];
    const message = await bob.in(channel).says("my town", { gallery });
    const form = await (await ada.in(channel).opens("Edit image", message)).form();
    expect({
      title: form.title,
      labels: form.labels(),
      chosen: form.prefilled("Which picture"),
    }).toMatchInlineSnapshot(`
      {
        "chosen": "harbour.png",
        "labels": [
          "Which picture",
          "Prompt",
          "Mask",
          "References",
          "Size",
        ],
        "title": "Edit image",
      }
    `);
    const asking = await form.submits({ "Which picture": "bridge.png", Prompt: "in fog" });
    await asking.pictures(1);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      bob: my town
        [picture without alt text 320x320 png]
        [picture without alt text 480x320 png]
        [picture without alt text 640x320 png]
      Limner: > **in fog**
        -# asked by @ada · gpt-image-2 · 1248x832 · medium · # s · $0.044
        [picture "in fog" 1248x832 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    expect(images.requests[0]?.files[0]?.bytes.readUInt32BE(16)).toBe(480);
  });

  test("takes the only picture of an embed, through Discord's proxy", async () => {
    const { ada, bob, channel, images, sees } = await story();
    const message = await bob.in(channel).says("look", { embeds: [await picture("elsewhere.png", 360)] });
    const form = await (await ada.in(channel).opens("Edit image", message)).form();
    expect(form.labels()).not.toContain("Which picture");
    await (await form.submits({ Prompt: "as a stamp" })).pictures(1);
    expect(images.requests[0]?.files[0]?.bytes.readUInt32BE(16)).toBe(360);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      bob: look
      Limner: > **as a stamp**
        -# asked by @ada · gpt-image-2 · 1088x960 · medium · # s · $0.057
        [picture "as a stamp" 1088x960 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
  });

  test("on a result of ours takes the stored original, and the new one links to it", async () => {
    const { ada, bob, channel, discord, images, sees } = await story();
    await (await ada.in(channel).runs("/imagine", { prompt: "a red fox" })).pictures(1);
    const [result] = channel.messages();
    if (!result) throw new Error("there is no result");
    const form = await (await bob.in(channel).opens("Edit image", result)).form();
    await (await form.submits({ Prompt: "with a hat" })).pictures(1);
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a red fox
      Limner: > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
      Limner: > **with a hat**
        -# asked by @bob · gpt-image-2 · 1024x1024 · medium · # s · $0.064 · from [JOB1](LINK)
        [picture "with a hat" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    expect(discord.requests("GET attachment")).toEqual([]);
    expect(images.requests.map(({ path }) => path)).toEqual(["/v1/images/generations", "/v1/images/edits"]);
    const [, edited] = channel.messages();
    expect(edited?.text()).toContain(`https://discord.com/channels/${channel.guildId}/${channel.id}/${result.id})`);
  });

  test("on a message without a picture says so to whoever asked, and nobody else", async () => {
    const { ada, bob, channel, sees } = await story();
    const message = await bob.in(channel).says("no pictures here");
    await (await ada.in(channel).opens("Edit image", message)).acknowledged();
    await (await ada.in(channel).opens("Image info", message)).acknowledged();
    await (await ada.in(channel).opens("Vary image", message)).acknowledged();
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      bob: no pictures here
      ada used "Edit image"
      Limner (only you): There is no picture in that message that can be used.
      ada used "Image info"
      Limner (only you): There is no picture in that message that can be used.
      ada used "Vary image"
      Limner (only you): That message shows no result of Limner, so this cannot be done with it."
    `);
    expect(channel.messages({ as: bob })).toHaveLength(1);
  });
});

test("Image info tells how our own result was made, and what little is known of a stranger's picture", async () => {
  const { ada, bob, channel, sees } = await story();
  const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox", quality: "low", count: 2 });
  await asking.pictures(2);
  const ours = asking.message();
  const theirs = await bob.in(channel).says("mine", { files: [await picture("dog.png")] });
  if (!ours) throw new Error("there is no result");
  await (await bob.in(channel).opens("Image info", theirs)).shows("not made with Limner");
  await (await bob.in(channel).opens("Image info", ours)).shows("a red fox");
  expect(sees(bob)).toMatchInlineSnapshot(`
    "#general
    ada used /imagine prompt: a red fox quality: low count: 2
    Limner: > **a red fox**
      -# asked by @ada · gpt-image-2 · 1024x1024 · low · # s · $0.018
      [picture "a red fox" 1024x1024 png]
      [picture "a red fox" 1024x1024 png]
      [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
      <Picture 1 | Picture 2>
    bob: mine
      [picture without alt text 320x320 png]
    bob used "Image info"
    Limner (only you): This picture was not made with Limner, so nothing more is known of it. Edit changes it all the same.
      **Name** dog.png
      **File** # kB
    bob used "Image info"
    Limner (only you): **Id** JOB1
      **Prompt** a red fox
      **Model** gpt-image-2
      **Size** 1024x1024
      **Quality** low
      **Time** # s
      **Cost** $0.018
      **Command** imagine
      **Asked by** ada
      **When** NOW
      **JOB1-1** png, # kB
      **JOB1-2** png, # kB
      [picture "a red fox" 1024x1024 png]
      [picture "a red fox" 1024x1024 png]
      [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [🖼️ Original]"
  `);
  expect(sees(ada)).not.toContain("only you");
});
