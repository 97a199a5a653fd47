import { describe, expect, test } from "vitest";
import { quarteredPng } from "#test/images.ts";
import { inTrouble } from "./in-trouble.ts";

describe("interactions over HTTP", () => {
  test("a ping is answered, and what is badly signed is refused", async () => {
    const { discord } = await inTrouble({ overHttp: true });
    expect(await discord.pings()).toEqual({ status: 200, body: { type: 1 } });
    expect(await discord.sendsBadSignature()).toMatchObject({ status: 401 });
    expect(discord.gateway.sessions).toEqual([]);
  });

  test("a command, a button, a form and suggestions work as over the gateway", async () => {
    const { discord, channel, ada, everybodySees, images } = await inTrouble({ overHttp: true });
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await asking.pictures();
    const editing = await ada.in(channel).presses("Edit");
    const form = await editing.form();
    const labels = form.labels();
    const edited = await form.submits({ [labels[0] ?? ""]: "make it blue" });
    await edited.pictures();
    const menu = await ada.in(channel).runs("/edit", {
      ...{ image: { name: "photo.png", bytes: await quarteredPng({ width: 640, height: 480 }) }, prompt: "at night" },
    });
    await menu.pictures();
    expect(await ada.in(channel).types("/imagine", "model", "gpt-image-2")).not.toEqual([]);
    expect(everybodySees()).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a red fox
      Limner: > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
      Limner (to Limner): > **make it blue**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.064 · from [JOB1](LINK)
        [picture "make it blue" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
      ada used /edit image: photo.png prompt: at night
      Limner: > **at night**
        -# asked by @ada · gpt-image-2 · 1152x864 · medium · # s · $0.048
        [picture "at night" 1152x864 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    expect(images.requests).toHaveLength(3);
    expect(discord.refusals).toEqual([]);
  });

  test("a request that comes twice makes one job", async () => {
    const { discord, channel, ada, images } = await inTrouble({ overHttp: true });
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    asking.sendAgain();
    await asking.pictures();
    asking.sendAgain();
    await discord.until(() => discord.requests("POST callback").length === 3);
    expect(discord.requests("POST callback").filter(({ status }) => status === 200)).toHaveLength(1);
    expect(images.requests).toHaveLength(1);
  });
});
