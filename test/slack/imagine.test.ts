import { describe, expect, test } from "vitest";
import { story } from "./story.ts";

describe("somebody asks for a picture", () => {
  test("is told at once that it is under way, and then everybody sees the picture", async () => {
    const { ada, bob, channel, results, slack, sees } = await story();
    const asking = await ada.in(channel).types("/imagine a red fox in snow");
    const taken = await asking.answer();
    expect([taken.onlyFor, taken.text(), taken.buttons()]).toMatchInlineSnapshot(`
      [
        "ada",
        "On it. The result will be posted as soon as it is painted.",
        [
          "Cancel",
        ],
      ]
    `);
    const result = await results(1);

    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner: a red fox in snow
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a red fox in snow" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      Limner: a red fox in snow
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a red fox in snow" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
    const [picture] = result.files();
    expect(picture).toMatchObject({ title: "a red fox in snow", alt: "a red fox in snow", highlightType: "png" });
    expect(picture?.name).toMatch(/^a-red-fox-in-snow-[0-9a-z]{10}-1\.png$/);
    expect(slack.requests("response_url")).toEqual([]);
    expect(slack.requests("chat.postEphemeral")).toEqual([]);
  });

  test("sees four pictures in one message, and can look at each by itself", async () => {
    const { ada, bob, channel, images, reads, results, sees } = await story();
    await ada.in(channel).types("/imagine a lighthouse --size landscape -n 4");
    const result = await results(1);
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      Limner: a lighthouse
        asked by @ada · gpt-image-2 · 1536x1024 · medium · # s · $0.165
        [picture "a lighthouse" 1536x1024 png]
        [picture "a lighthouse" 1536x1024 png]
        [picture "a lighthouse" 1536x1024 png]
        [picture "a lighthouse" 1536x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
        <Picture 1 | Picture 2 | Picture 3 | Picture 4>"
    `);
    expect(images.requests.map(({ fields }) => [fields.n, fields.size])).toEqual(Array(4).fill([1, "1536x1024"]));

    await bob.in(channel).chooses("Picture 3", result);
    await reads(bob, "Asked by");
    expect(sees(bob).split("\n").slice(8)).toMatchInlineSnapshot(`
      [
        "  <Picture 1 | Picture 2 | Picture 3 | Picture 4>",
        "Limner (only you): *Id*",
        "  JOB1-3",
        "  *Prompt*",
        "  a lighthouse",
        "  *Model*",
        "  gpt-image-2",
        "  *Size*",
        "  1536x1024",
        "  *Quality*",
        "  medium",
        "  *Time*",
        "  # s",
        "  *Cost*",
        "  $0.041",
        "  *Command*",
        "  imagine",
        "  *Asked by*",
        "  ada",
        "  *When*",
        "  NOW",
        "  *JOB1-3*",
        "  png, # kB",
        "  [Again] [Vary] [Edit] [Upscale] [Original]",
      ]
    `);
    expect(sees(ada)).not.toContain("Asked by");
  });

  test("with smart dashes and quotes, as phones write them", async () => {
    const { ada, bob, channel, images, results, sees } = await story();
    await ada.in(channel).types("/imagine a sign that says “it’s here” —size ‘portrait’ –n 2 —quality “low”");
    await results(1);
    expect(images.requests.map(({ fields }) => [fields.prompt, fields.size, fields.quality])).toMatchInlineSnapshot(`
      [
        [
          "a sign that says “it’s here”",
          "1024x1536",
          "low",
        ],
        [
          "a sign that says “it’s here”",
          "1024x1536",
          "low",
        ],
      ]
    `);
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      Limner: a sign that says “it’s here”
        asked by @ada · gpt-image-2 · 1024x1536 · low · # s · $0.010
        [picture "a sign that says “it’s here”" 1024x1536 png]
        [picture "a sign that says “it’s here”" 1024x1536 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
        <Picture 1 | Picture 2>"
    `);
  });

  test("with a wrong option, and is told so alone; nothing is asked", async () => {
    const { ada, bob, channel, images, sees } = await story();
    for (const text of ["a fox --colour red", "a fox --size 7x7", "a fox -n 99", "a fox --size", "--private"])
      await (await ada.in(channel).types(`/imagine ${text}`)).acknowledged();
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): imagine has no option --colour. If it belongs to your words, write -- before them.
      Limner (only you): 7x7 is not possible: width and height must be multiples of 16. The nearest is 816x816.
      Limner (only you): count must be from 1 to 10; you gave 99.
      Limner (only you): --size needs a value after it; one that starts with a dash is written --size=VALUE."
    `);
    expect(sees(bob)).toBe("#general");
    expect(images.requests).toEqual([]);
  });

  test("without words, and fills in a form", async () => {
    const { ada, bob, channel, images, results, sees } = await story();
    const form = await (await ada.in(channel).types("/imagine")).form();
    expect([form.title(), form.text()]).toMatchInlineSnapshot(`
      [
        "Create image",
        "Prompt:
      References:
      Size:
      Count:
      Quality:
      Private:
      ---
      More
      Model:
      Format:
      Compression:
      Background:
      Moderation:",
      ]
    `);
    const wrong = await form.submits({ Prompt: "a red fox", Format: "jpeg", Background: "transparent" });
    expect(wrong.errors).toMatchInlineSnapshot(`
      {
        "Format": "A transparent background does not fit into jpeg. Use png or webp.",
      }
    `);
    await form.submits({ Prompt: "a red fox", Format: "png", Size: "wide", Count: "2" });
    await results(1);
    expect(form.isOpen()).toBe(false);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner: gpt-image-2 cannot paint a transparent background, so gpt-image-2.5-flare painted this.
        a red fox
        asked by @ada · gpt-image-2.5-flare · 1536x864 · medium · # s · $0.017
        [picture "a red fox" 1536x864 png]
        [picture "a red fox" 1536x864 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
        <Picture 1 | Picture 2>"
    `);
    expect(sees(bob)).not.toContain("only you");
    expect(images.requests).toHaveLength(2);
  });
});

test("what people write calls nobody and is shown as they wrote it", async () => {
  const { ada, bob, channel, results, reads, sees } = await story();
  await ada
    .in(channel)
    .types(`/imagine <!channel> <@${bob.id}> @here *bold* & <https://example.com|a link> &lt;tag&gt;`);
  const result = await results(1);
  expect(sees(bob)).toMatchInlineSnapshot(`
    "#general
    Limner: @channel @ID @here *bold* & a link <tag>
      asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
      [picture "@channel @ID @here *bold* & a link <tag>" 1024x1024 png]
      [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
  `);
  await ada.in(channel).types("/imagine a fox --size <!channel>");
  await ada.in(channel).types("/imagine a fox --x<!here>");
  await reads(ada, "no option");
  await ada.in(channel).presses("Info", result);
  await reads(ada, "Asked by");
  expect(sees(ada).split("\n").slice(5)).toMatchInlineSnapshot(`
    [
      "  [picture "@channel @ID @here *bold* & a link <tag>" 1024x1024 png]",
      "  [Again] [Vary] [Edit] [Upscale] [Info] [Delete]",
      "Limner (only you): @channel is not a size. Say square, landscape, portrait, wide or tall, or WIDTHxHEIGHT such as 1536x1024.",
      "Limner (only you): imagine has no option --x<!here>. If it belongs to your words, write -- before them.",
      "Limner (only you): *Id*",
      "  JOB1-1",
      "  *Prompt*",
      "  @channel @ID @here *bold* & a link <tag>",
      "  *Model*",
      "  gpt-image-2",
      "  *Size*",
      "  1024x1024",
      "  *Quality*",
      "  medium",
      "  *Time*",
      "  # s",
      "  *Cost*",
      "  $0.053",
      "  *Command*",
      "  imagine",
      "  *Asked by*",
      "  ada",
      "  *When*",
      "  NOW",
      "  *JOB1-1*",
      "  png, # kB",
      "  [Again] [Vary] [Edit] [Upscale] [Original] [Delete]",
    ]
  `);
});
