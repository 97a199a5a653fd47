import { describe, expect, test } from "vitest";
import { picture } from "./pictures.ts";
import { story } from "./story.ts";

describe("somebody mentions the bot", () => {
  test("three times in the thread of a result, and each time the newest changes", async () => {
    const { ada, bob, channel, images, results, sees, shown } = await story();
    await ada.in(channel).types("/imagine a red fox");
    // Right when it is seen, before the bot itself knows that it is there.
    const thread = await shown(1);
    for (const [index, words] of ["give it a hat", "make the hat blue", "now at night"].entries()) {
      await bob.in(channel).mentions(words, { thread });
      await results(index + 2);
    }
    expect(sees(ada).split("\n").slice(3)).toMatchInlineSnapshot(`
      [
        "Limner: a red fox",
        "  asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053",
        "  [picture "a red fox" 1024x1024 png]",
        "  [Again] [Vary] [Edit] [Upscale] [Info] [Delete]",
        "  | bob: @Limner give it a hat",
        "  | Limner: give it a hat",
        "  |   asked by @bob · gpt-image-2 · 1024x1024 · medium · # s · $0.061 · from JOB1",
        "  |   [picture "give it a hat" 1024x1024 png]",
        "  |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]",
        "  | bob: @Limner make the hat blue",
        "  | Limner: make the hat blue",
        "  |   asked by @bob · gpt-image-2 · 1024x1024 · medium · # s · $0.061 · from JOB2",
        "  |   [picture "make the hat blue" 1024x1024 png]",
        "  |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]",
        "  | bob: @Limner now at night",
        "  | Limner: now at night",
        "  |   asked by @bob · gpt-image-2 · 1024x1024 · medium · # s · $0.061 · from JOB3",
        "  |   [picture "now at night" 1024x1024 png]",
        "  |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]",
      ]
    `);
    expect(images.requests.map(({ path }) => path)).toEqual([
      "/v1/images/generations",
      ...Array(3).fill("/v1/images/edits"),
    ]);
    // Its own first, and each time the one that came of it.
    const given = images.requests.slice(1).map(({ files: [first] }) => first?.bytes.toString("base64"));
    const all = [thread, ...thread.replies()].flatMap((message) => message.files());
    expect(given.length).toBe(3);
    expect(all.slice(0, 3).map((file) => Buffer.from(file.bytes()).toString("base64"))).toEqual(given);
  });

  test("in the thread of a result with several pictures, and says which, or is asked", async () => {
    const { ada, bob, channel, images, reads, results, sees } = await story();
    await ada.in(channel).types("/imagine a lighthouse -n 3");
    const thread = await results(1);
    await bob.in(channel).mentions("make it snow", { thread });
    await reads(bob, "Say which");
    await bob.in(channel).mentions("2: make it blue", { thread });
    await results(2);
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      Limner: a lighthouse
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.158
        [picture "a lighthouse" 1024x1024 png]
        [picture "a lighthouse" 1024x1024 png]
        [picture "a lighthouse" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
        <Picture 1 | Picture 2 | Picture 3>
        | bob: @Limner make it snow
        | Limner (only you): That result has 3 pictures. Say which, for example "2: make it snow", or choose one in the menu under it.
        | bob: @Limner 2: make it blue
        | Limner: make it blue
        |   asked by @bob · gpt-image-2 · 1024x1024 · medium · # s · $0.061 · from JOB1
        |   [picture "make it blue" 1024x1024 png]
        |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
    expect(sees(ada)).not.toContain("Say which");
    expect(images.requests).toHaveLength(4);
  });
});

test("in a thread, where no slash command works, an exclamation mark does", async () => {
  const { ada, bob, channel, images, reads, results, sees } = await story();
  const thread = await bob.in(channel).says("what shall we paint?");
  await ada.in(channel).says("!imagine a red fox --quality low", { thread });
  await results(1);
  await ada.in(channel).says("!edit make it snow", { thread });
  await results(2);
  await ada.in(channel).says("!imagine a fox --colour red", { thread });
  await reads(ada, "no option");
  await ada.in(channel).says("!important: lunch", { thread });
  expect(sees(ada)).toMatchInlineSnapshot(`
    "#general
    bob: what shall we paint?
      | ada: !imagine a red fox --quality low
      | Limner: a red fox
      |   asked by @ada · gpt-image-2 · 1024x1024 · low · # s · $0.006
      |   [picture "a red fox" 1024x1024 png]
      |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
      | ada: !edit make it snow
      | Limner: make it snow
      |   asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.061 · from JOB1
      |   [picture "make it snow" 1024x1024 png]
      |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
      | ada: !imagine a fox --colour red
      | Limner (only you): imagine has no option --colour. If it belongs to your words, write -- before them.
      | ada: !important: lunch"
  `);
  expect(images.requests.map(({ path }) => path)).toEqual(["/v1/images/generations", "/v1/images/edits"]);
});

test("a mention in the thread of somebody's picture changes that one; of several it has to be said which", async () => {
  const { ada, bob, channel, images, reads, results, sees } = await story();
  const dog = await bob.in(channel).shares(await picture("dog.png", 360));
  await ada.in(channel).mentions("as a stamp", { thread: dog });
  await results(1);
  const views = await bob.in(channel).shares(await picture("harbour.png", 400), await picture("bridge.png", 480));
  await ada.in(channel).mentions("in fog", { thread: views });
  await reads(ada, "Say which");
  await ada.in(channel).mentions("2: in fog", { thread: views });
  await results(2);
  expect(sees(ada)).toMatchInlineSnapshot(`
    "#general
    bob:
      [picture dog.png 360x320 png]
      | ada: @Limner as a stamp
      | Limner: as a stamp
      |   asked by @ada · gpt-image-2 · 1088x960 · medium · # s · $0.054
      |   [picture "as a stamp" 1088x960 png]
      |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
    bob:
      [picture harbour.png 400x320 png]
      [picture bridge.png 480x320 png]
      | ada: @Limner in fog
      | Limner (only you): That message has 2 pictures. Say which, for example "2: make it snow".
      | ada: @Limner 2: in fog
      | Limner: in fog
      |   asked by @ada · gpt-image-2 · 1248x832 · medium · # s · $0.041
      |   [picture "in fog" 1248x832 png]
      |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
  `);
  expect(images.requests.map(({ files: [first] }) => first?.bytes.readUInt32BE(16))).toEqual([360, 480]);
});

test("free replies under a result change it where that is wished", async () => {
  const { ada, bob, channel, images, results, sees } = await story({ env: { SLACK_THREAD_REPLIES: "yes" } });
  await ada.in(channel).types("/imagine a red fox");
  const thread = await results(1);
  const other = await bob.in(channel).says("lunch?");
  await ada.in(channel).says("yes", { thread: other });
  await bob.in(channel).says("give it a hat", { thread });
  await results(2);
  expect(sees(bob)).toMatchInlineSnapshot(`
    "#general
    Limner: a red fox
      asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
      [picture "a red fox" 1024x1024 png]
      [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
      | bob: give it a hat
      | Limner: give it a hat
      |   asked by @bob · gpt-image-2 · 1024x1024 · medium · # s · $0.061 · from JOB1
      |   [picture "give it a hat" 1024x1024 png]
      |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
    bob: lunch?
      | ada: yes"
  `);
  expect(images.requests.map(({ path }) => path)).toEqual(["/v1/images/generations", "/v1/images/edits"]);
});
