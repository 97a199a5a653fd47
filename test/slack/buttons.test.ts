import { describe, expect, test } from "vitest";
import { story } from "./story.ts";

describe("after a restart of the bot, under a result from before", () => {
  test("every button of a single picture still works, in its thread", async () => {
    const { ada, bob, bot, channel, images, reads, results, shown, sees, start } = await story();
    await ada.in(channel).types("/imagine a red fox");
    const result = await results(1);
    await bot.stop();
    await start();

    await ada.in(channel).presses("Again", result);
    await results(2);
    await ada.in(channel).presses("Upscale", result);
    await results(3);
    await ada.in(channel).presses("Vary", result);
    await results(4);
    const form = await (await ada.in(channel).presses("Edit", result)).form();
    expect([form.title(), form.labels()]).toMatchInlineSnapshot(`
      [
        "Edit image",
        [
          "Prompt",
          "Mask",
          "References",
          "Size",
          "Count",
          "Quality",
          "Private",
          "Model",
          "Format",
          "Compression",
          "Background",
          "Moderation",
        ],
      ]
    `);
    await form.submits({ Prompt: "in snow" });
    await results(5);
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      Limner: a red fox
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a red fox" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
        | Limner: a red fox
        |   asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053 · from JOB1
        |   [picture "a red fox" 1024x1024 png]
        |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
        | Limner: a red fox
        |   asked by @ada · gpt-image-2 · 1920x1920 · medium · # s · $0.107 · from JOB1
        |   [picture "a red fox" 1920x1920 png]
        |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
        | Limner: a red fox
        |   asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.061 · from JOB1
        |   [picture "a red fox" 1024x1024 png]
        |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
        | Limner: in snow
        |   asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.061 · from JOB1
        |   [picture "in snow" 1024x1024 png]
        |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
    expect(images.requests.map(({ path, fields }) => `${path} ${fields.size}`)).toMatchInlineSnapshot(`
      [
        "/v1/images/generations 1024x1024",
        "/v1/images/generations 1024x1024",
        "/v1/images/edits 1920x1920",
        "/v1/images/edits 1024x1024",
        "/v1/images/edits 1024x1024",
      ]
    `);

    await ada.in(channel).presses("Info", result);
    const info = await reads(ada, "Asked by");
    expect(sees(ada).split("\n").slice(-24)).toMatchInlineSnapshot(`
      [
        "  |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]",
        "  | Limner (only you): *Id*",
        "  |   JOB1-1",
        "  |   *Prompt*",
        "  |   a red fox",
        "  |   *Model*",
        "  |   gpt-image-2",
        "  |   *Size*",
        "  |   1024x1024",
        "  |   *Quality*",
        "  |   medium",
        "  |   *Time*",
        "  |   # s",
        "  |   *Cost*",
        "  |   $0.053",
        "  |   *Command*",
        "  |   imagine",
        "  |   *Asked by*",
        "  |   ada",
        "  |   *When*",
        "  |   NOW",
        "  |   *JOB1-1*",
        "  |   png, # kB",
        "  |   [Again] [Vary] [Edit] [Upscale] [Original] [Delete]",
      ]
    `);
    await ada.in(channel).presses("Original", info);
    await shown(1, ada.direct);
    expect(sees(ada, ada.direct)).toMatchInlineSnapshot(`
      "@ada @Limner
      Limner: This is JOB1-1 in full quality.
        a red fox
        asked by @ada
        [picture "a red fox" 1024x1024 png]"
    `);
    expect(sees(bob)).not.toContain("Asked by");
  });

  test("of four pictures one is chosen, with how different it shall be", async () => {
    const { ada, bot, channel, images, results, sees, start } = await story();
    await ada.in(channel).types("/imagine a red fox -n 4");
    const result = await results(1);
    await bot.stop();
    await start();

    const form = await (await ada.in(channel).presses("Vary", result)).form();
    expect([form.title(), form.text(), form.prefilled("Which picture")]).toMatchInlineSnapshot(`
      [
        "Vary image",
        "Which picture:
      Strength:
      Count:
      Private:",
        "Picture 1",
      ]
    `);
    await form.submits({ "Which picture": "Picture 3", Strength: "strong", Count: "2" });
    await results(2);
    expect(sees(ada).split("\n").slice(-8)).toMatchInlineSnapshot(`
      [
        "  [Again] [Vary] [Edit] [Upscale] [Info] [Delete]",
        "  <Picture 1 | Picture 2 | Picture 3 | Picture 4>",
        "  | Limner: a red fox",
        "  |   asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.122 · from JOB1",
        "  |   [picture "a red fox" 1024x1024 png]",
        "  |   [picture "a red fox" 1024x1024 png]",
        "  |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]",
        "  |   <Picture 1 | Picture 2>",
      ]
    `);
    expect(images.requests[4]?.fields.prompt).toContain("a new take");
  });

  test("one under a deleted picture says when that was", async () => {
    const { ada, bob, bot, channel, images, reads, results, sees, slack, start } = await story();
    await ada.in(channel).types("/imagine a red fox");
    const result = await results(1);
    await bob.in(channel).presses("Info", result);
    const panel = await reads(bob, "Asked by");
    await bot.stop();
    await start();

    await ada.in(channel).presses("Delete", result);
    await reads(ada, "is deleted");
    await slack.until(() => result.isDeleted);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner (only you): JOB1 is deleted. Its message is being removed. What it cost stays in the books."
    `);
    await bob.in(channel).presses("Upscale", panel);
    await reads(bob, "was deleted on");
    await bob.in(channel).presses("Original", panel);
    const form = await (await bob.in(channel).presses("Edit", panel)).form();
    await form.submits({ Prompt: "in snow" });
    await slack.until(() => sees(bob).split("was deleted on").length === 4);
    expect(sees(bob).split("\n").slice(-4)).toMatchInlineSnapshot(`
      [
        "Limner (only you): The picture JOB1-1 was deleted on NOW.",
        "Limner (only you): The picture JOB1-1 was deleted on NOW.",
        "  Nothing was charged.",
        "  Your words, to use them again: in snow",
      ]
    `);
    expect(images.requests).toHaveLength(1);
  });
});

test("in a thread, what is for one person alone stands in that thread, where they look", async () => {
  const { ada, bob, channel, reads, results, sees } = await story();
  await ada.in(channel).mentions("a red fox");
  const result = await results(1);
  await bob.in(channel).presses("Info", result);
  await reads(bob, "Asked by");
  await bob.in(channel).presses("Delete", result);
  await reads(bob, "not yours");
  expect(sees(bob)).toMatchInlineSnapshot(`
    "#general
    ada: @Limner a red fox
      | Limner: a red fox
      |   asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
      |   [picture "a red fox" 1024x1024 png]
      |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
      | Limner (only you): *Id*
      |   JOB1-1
      |   *Prompt*
      |   a red fox
      |   *Model*
      |   gpt-image-2
      |   *Size*
      |   1024x1024
      |   *Quality*
      |   medium
      |   *Time*
      |   # s
      |   *Cost*
      |   $0.053
      |   *Command*
      |   imagine
      |   *Asked by*
      |   @ada
      |   *When*
      |   NOW
      |   *JOB1-1*
      |   png, # kB
      |   [Again] [Vary] [Edit] [Upscale] [Original]
      | Limner (only you): JOB1 is not yours, so you cannot delete it. Whoever asked for it can, and those who run this place."
  `);
});

test("Delete asks before it does", async () => {
  const { ada, channel, results } = await story();
  await ada.in(channel).types("/imagine a red fox");
  const blocks = (await results(1)).json().blocks;
  const buttons = Array.isArray(blocks) ? blocks.flatMap(({ elements }) => elements ?? []) : [];
  const remove = buttons.find((button) => button.text?.text === "Delete");
  expect(remove?.confirm).toMatchInlineSnapshot(`
    {
      "confirm": {
        "text": "Delete",
        "type": "plain_text",
      },
      "deny": {
        "text": "Keep",
        "type": "plain_text",
      },
      "style": "danger",
      "text": {
        "text": "The message and its pictures go, for everybody. What they cost stays counted.",
        "type": "plain_text",
      },
      "title": {
        "text": "Delete this?",
        "type": "plain_text",
      },
    }
  `);
});
