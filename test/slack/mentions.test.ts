import { describe, expect, test } from "vitest";
import type { FileToShare } from "#test/fakes/slack/types.ts";
import { heic, quarteredPng } from "#test/images.ts";
import { story } from "./story.ts";

const picture = async (name: string, width = 320): Promise<FileToShare> => ({
  name,
  bytes: await quarteredPng({ width, height: 320 }),
});

describe("somebody mentions the bot", () => {
  test("with words, and gets a picture in a thread; the two events of it make one job", async () => {
    const { ada, bob, channel, images, results, sees, slack } = await story();
    slack.deliveries.doubles(2);
    await ada.in(channel).mentions("a red fox in snow --size portrait");
    await results(1);
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      ada: @Limner a red fox in snow --size portrait
        | Limner: a red fox in snow
        |   asked by @ada · gpt-image-2 · 1024x1536 · medium · # s · $0.041
        |   [picture "a red fox in snow" 1024x1536 png]
        |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
    expect(sees(ada)).toBe(sees(bob));
    expect(slack.deliveries.attempts.filter(({ name }) => /mention|message/.test(name)).length).toBeGreaterThan(2);
    expect(images.requests).toHaveLength(1);
  });

  test("with a picture and what to change, also where the event leaves the picture out", async () => {
    const { ada, bob, channel, images, results, sees } = await story();
    await ada.in(channel).mentions("make it night", { files: [await picture("garden.png", 400)] });
    await results(1);
    const files = [await picture("tower.png", 480)];
    await bob.in(channel).mentions("make it day", { files, mentionLacksFiles: true, appearsInHistoryAfter: 1 });
    await results(2);
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      ada: @Limner make it night
        [picture garden.png 400x320 png]
        | Limner: make it night
        |   asked by @ada · gpt-image-2 · 1120x896 · medium · # s · $0.048
        |   [picture "make it night" 1120x896 png]
        |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
      bob: @Limner make it day
        [picture tower.png 480x320 png]
        | Limner: make it day
        |   asked by @bob · gpt-image-2 · 1248x832 · medium · # s · $0.041
        |   [picture "make it day" 1248x832 png]
        |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
    expect(images.requests.map(({ path, files: [first] }) => [path, first?.bytes.readUInt32BE(16)])).toEqual([
      ["/v1/images/edits", 400],
      ["/v1/images/edits", 480],
    ]);
  });

  test("in a thread with a picture that the event leaves out", async () => {
    const { ada, bob, channel, images, results } = await story();
    const thread = await bob.in(channel).says("what shall we do with it?");
    const files = [await picture("garden.png", 400)];
    await ada.in(channel).mentions("make it night", { files, thread, mentionLacksFiles: true });
    await results(1);
    expect(images.requests[0]?.files[0]?.bytes.readUInt32BE(16)).toBe(400);
  });

  test("in the dialog that shares a file, of which there is no mention", async () => {
    const { ada, channel, images, results } = await story();
    await ada.in(channel).mentions("make it night", { files: [await picture("garden.png", 400)], inShareDialog: true });
    await results(1);
    expect(images.requests).toHaveLength(1);
    expect(images.requests[0]?.files[0]?.bytes.readUInt32BE(16)).toBe(400);
  });

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

  test("without words, and is told how; other people's talk is none of the bot's business", async () => {
    const { ada, bob, channel, images, reads, results, sees } = await story();
    await ada.in(channel).types("/imagine a red fox");
    const thread = await results(1);
    await bob.in(channel).says("nice", { thread });
    await bob.in(channel).says("@ada look at this", { files: [await picture("cat.png")] });
    await ada.in(channel).mentions("");
    await reads(ada, "Say what to paint");
    await ada.in(channel).mentions("help");
    await reads(ada, "These are the things");
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      Limner: a red fox
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a red fox" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
        | bob: nice
      bob: @ada look at this
        [picture cat.png 320x320 png]
      ada: @Limner 
      ada: @Limner help"
    `);
    expect(sees(ada).split("\n").slice(6)).toMatchInlineSnapshot(`
      [
        "  [Again] [Vary] [Edit] [Upscale] [Info] [Delete]",
        "  | bob: nice",
        "bob: @ada look at this",
        "  [picture cat.png 320x320 png]",
        "ada: @Limner ",
        "Limner (only you): Say what to paint, or attach a picture and say what to change. To change a picture that is here already, say it in that picture's thread. The command help lists everything else.",
        "ada: @Limner help",
        "Limner (only you): These are the things you can ask for:",
        "  *imagine*",
        "  Paint a picture from words",
        "  *edit*",
        "  Change a picture by saying what should be different",
        "  *vary*",
        "  Make variations of a result",
        "  *again*",
        "  Ask for the same thing once more",
        "  *upscale*",
        "  Make a result larger",
        "  *history*",
        "  List your results, the newest first",
        "  *remove*",
        "  Delete a result, or one of its pictures, for good",
        "  *usage*",
        "  Tell what was used, what is left and what is under way",
        "  *And*",
        "  blend, retry, cancel, info, original, post, share, settings, forget",
        "  *help edit*",
        "  Every option of edit; likewise for all others",
      ]
    `);
    expect(images.requests).toHaveLength(1);
  });

  test("with files that are no pictures, or not quite", async () => {
    const { ada, channel, images, reads, results, sees } = await story();
    const words = { name: "garden.png", bytes: Buffer.from("only words") };
    const text = { name: "notes.txt", bytes: Buffer.from("only words") };
    const phone = { name: "phone.heic", bytes: heic(), thumbnail: await quarteredPng({ width: 768, height: 1024 }) };
    const remote = { ...(await picture("drive.png")), remoteUrl: "https://drive.example.com/drive.png" };
    await ada.in(channel).mentions("make it night", { files: [words] });
    await reads(ada, "garden.png");
    await ada.in(channel).mentions("make it night", { files: [text, remote] });
    await reads(ada, "drive.png");
    await ada.in(channel).mentions("make it night", { files: [text, phone] });
    await results(1);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada: @Limner make it night
        [picture garden.png png]
      Limner (only you): garden.png: This file is text, not a picture. Send a PNG, JPEG or WebP.
        Nothing was charged.
      ada: @Limner make it night
        [file notes.txt # bytes]
        [picture drive.png 320x320 png]
      Limner (only you): notes.txt is not a picture.
      Limner (only you): drive.png is kept outside Slack, so it cannot be used. Download it and attach it here.
      ada: @Limner make it night
        [file notes.txt # bytes]
        [picture phone.heic heic]
        | Limner: make it night
        |   asked by @ada · gpt-image-2 · 864x1152 · medium · # s · $0.045
        |   [picture "make it night" 864x1152 png]
        |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
      Limner (only you): notes.txt is not a picture.
      Limner (only you): phone.heic is HEIC, which image models do not take. Slack's own preview of it is used, at most 1024 pixels wide."
    `);
    expect(images.requests).toHaveLength(1);
  });
});

test("in the conversation with the app nobody has to mention it", async () => {
  const { ada, bob, channel, images, shown, sees } = await story();
  await ada.dm().says("a red fox in snow");
  await shown(1, ada.direct);
  await ada.dm().says("make it night", { files: [await picture("garden.png", 400)] });
  await shown(2, ada.direct);
  await ada.dm().presses("Again");
  await shown(3, ada.direct);
  expect(sees(ada, ada.direct)).toMatchInlineSnapshot(`
    "@ada @Limner
    ada: a red fox in snow
    Limner: a red fox in snow
      asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
      [picture "a red fox in snow" 1024x1024 png]
      [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
    ada: make it night
      [picture garden.png 400x320 png]
    Limner: make it night
      asked by @ada · gpt-image-2 · 1120x896 · medium · # s · $0.048
      [picture "make it night" 1120x896 png]
      [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
    Limner: make it night
      asked by @ada · gpt-image-2 · 1120x896 · medium · # s · $0.048 · from JOB2
      [picture "make it night" 1120x896 png]
      [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
  `);
  expect(sees(bob)).toBe(sees(ada));
  expect(channel.messages()).toEqual([]);
  expect(images.requests).toHaveLength(3);
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
