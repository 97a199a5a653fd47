import { describe, expect, test } from "vitest";
import { quarteredPng } from "#test/images.ts";
import { onDiscordWithProcesses } from "./bot-process.ts";
import { readable } from "./readable.ts";

describe("the bot is killed", () => {
  test("between the first answer and the admission: the next process answers, and it is painted once", async () => {
    const { discord, images, channel, ada, start, painting } = await onDiscordWithProcesses();
    painting.open();
    const first = await start();
    const attachments = discord.hold("GET attachment");
    const photo = { name: "photo.png", bytes: await quarteredPng({ width: 640, height: 480 }) };
    const asking = await ada.in(channel).runs("/edit", { image: photo, prompt: "at night" });
    await attachments.reached;
    await first.dies();
    attachments.open();
    expect(readable(channel.transcript(), discord)).toMatchInlineSnapshot(`
      "#general
      ada used /edit image: photo.png prompt: at night
      Limner: Taking it in…"
    `);
    await start();
    await asking.pictures();
    expect(readable(channel.transcript(), discord)).toMatchInlineSnapshot(`
      "#general
      ada used /edit image: photo.png prompt: at night
      Limner: > **at night**
        -# asked by @ada · gpt-image-2 · 1152x864 · medium · # s · $0.048
        [picture "at night" 1152x864 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    expect(images.requests).toHaveLength(1);
  });

  test("between the picture and its delivery: it is brought by the next process, once, and not painted again", async () => {
    const { discord, images, channel, ada, start, painting } = await onDiscordWithProcesses();
    const first = await start();
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await painting.reached;
    await asking.shows(/Waiting|Painting/);
    const edits = discord.hold("PATCH @original");
    painting.open();
    await edits.reached;
    await discord.until(() => images.requests.some(({ paid }) => paid));
    await first.dies();
    edits.open();
    await start();
    await asking.pictures();
    expect(channel.messages()).toHaveLength(1);
    expect(images.requests).toHaveLength(1);
  });

  test("while the image service paints: the person is told that nobody knows, and Retry makes a picture", async () => {
    const { discord, images, channel, ada, start, painting } = await onDiscordWithProcesses();
    const first = await start();
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
    await painting.reached;
    await asking.shows(/Waiting|Painting/);
    await first.dies();
    painting.open();
    await start();
    await discord.until(() => channel.transcript({ as: ada }).includes("Retry"));
    await discord.until(() => channel.messages().length === 0);
    expect(readable(channel.transcript({ as: ada }), discord)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): Limner was interrupted while the image service was painting, so what became of this picture is not known. It may have been charged; your own budget is not.
        > **a red fox**
        -# asked by @ada
        [🔁 Retry]"
    `);
    const retry = await ada.in(channel).presses("Retry");
    await retry.pictures();
    expect(images.requests).toHaveLength(2);
  });
});
