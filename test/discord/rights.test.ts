import { PermissionFlagsBits } from "discord.js";
import { describe, expect, test } from "vitest";
import { file } from "#test/fakes/discord/discord.ts";
import { quarteredPng } from "#test/images.ts";
import { story } from "./story.ts";

describe("a result that everybody sees", () => {
  test("is deleted by whoever asked for it and by whoever manages the server, and by nobody else", async () => {
    const { ada, bob, channel, discord, sees } = await story();
    const carla = discord.user("carla", { permissions: PermissionFlagsBits.ManageGuild });
    const first = await ada.in(channel).runs("/imagine", { prompt: "a red fox", count: 2 });
    await first.pictures(2);
    const second = await ada.in(channel).runs("/imagine", { prompt: "an owl" });
    await second.pictures(1);

    await (await bob.in(channel).presses("Delete", first.message())).shows("not yours");
    expect(sees(bob).split("\n").at(-1)).toMatchInlineSnapshot(
      `"Limner (only you) (to Limner): JOB1 is not yours, so you cannot delete it. Whoever asked for it can, and those who run this place."`,
    );
    expect(sees(ada)).not.toContain("not yours");

    await (await ada.in(channel).presses("Delete", first.message())).shows("is deleted");
    await discord.until(() => first.message()?.isDeleted === true);
    await (await carla.in(channel).presses("Delete", second.message())).shows("is deleted");
    await discord.until(() => second.message()?.isDeleted === true);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you) (to Limner): JOB1 is deleted, with its 2 pictures. Its message is being removed. What it cost stays in the books."
    `);
    expect(sees(carla)).toMatchInlineSnapshot(`
      "#general
      Limner (only you) (to Limner): JOB2 is deleted. Its message is being removed. What it cost stays in the books."
    `);
    expect(channel.messages()).toEqual([]);
  });

  test("loses one picture when only that is deleted; the others are posted again", async () => {
    const { ada, channel, discord, sees } = await story();
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox", count: 3 });
    await asking.pictures(3);
    const panel = await ada.in(channel).chooses("Picture 2", asking.message());
    await panel.pictures(1);
    await (await ada.in(channel).presses("Delete", panel.message())).shows("is deleted");
    await discord.until(() => asking.message()?.isDeleted === true);
    await discord.until(() => channel.messages().some((message) => message.pictures().length === 2));
    await discord.until(() => panel.message()?.isDeleted === true);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you) (to Limner): JOB1-2 is deleted. Its 2 messages are being removed. What it cost stays in the books.
        The other 2 pictures that were in that message are posted again.
      Limner: > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.111
        [picture "a red fox" 1024x1024 png]
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
        <Picture 1 | Picture 3>"
    `);
  });

  test("is asked for again by somebody else, who pays for it", async () => {
    const { ada, bob, channel, images, sees } = await story();
    await (await ada.in(channel).runs("/imagine", { prompt: "a red fox" })).pictures(1);
    await (await bob.in(channel).presses("Again")).pictures(1);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a red fox
      Limner: > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
      Limner (to Limner): > **a red fox**
        -# asked by @bob · gpt-image-2 · 1024x1024 · medium · # s · $0.056 · from [JOB1](LINK)
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    expect(images.requests).toHaveLength(2);
    await (await bob.in(channel).runs("/usage")).shows(/0\.056/);
    await (await ada.in(channel).runs("/usage")).shows(/0\.056/);
  });
});

test("words are shown as they were typed, and call nobody", async () => {
  const { ada, bob, channel, sees } = await story();
  const prompt = `@everyone <@${bob.id}> # a **bold** _fox_ || in \`snow\`\n> with [a link](https://example.com) -# and ~~more~~`;
  const asking = await ada.in(channel).runs("/imagine", { prompt });
  const [picture] = await asking.pictures(1);
  expect(sees(ada).split("\n").slice(2)).toMatchInlineSnapshot(`
    [
      "> with [a link](https://example.com) -# and ~~more~~",
      "Limner: > **@everyone @bob # a \\*\\*bold\\*\\* \\_fox\\_ \\|\\| in \\\`snow\\\` > with [a link]\\(https://example.com) -# and \\~\\~more\\~\\~**",
      "  -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056",
      "  [picture "@everyone <@ID> # a **bold** _fox_ || in \`snow\` > with [a link](https://example.com) -# and ~~more~~" 1024x1024 png]",
      "  [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]",
    ]
  `);
  expect(picture?.alt).toContain("@everyone");
  const edit = await ada.in(channel).runs("/edit", {
    image: file("fox_*of*_||snow||.png", await quarteredPng({ width: 8, height: 8 })),
    prompt: "larger",
  });
  await edit.shows("too small");
  expect(sees(ada).split("\n").at(-1)).toMatchInlineSnapshot(`"  Nothing was charged."`);
});
