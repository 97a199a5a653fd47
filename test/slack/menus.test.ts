import { describe, expect, test } from "vitest";
import { heic, quarteredPng } from "#test/images.ts";
import { picture } from "./pictures.ts";
import { story } from "./story.ts";

describe("the menu of a message, Edit image", () => {
  test("in a thread, on two pictures of somebody else, asks which one is meant", async () => {
    const { ada, bob, channel, images, results, sees } = await story();
    const top = await bob.in(channel).says("my town");
    const both = [await picture("harbour.png"), await picture("bridge.png", 480)];
    const message = await bob.in(channel).says("two views", { files: both, thread: top });
    const form = await (await ada.in(channel).usesShortcut("Edit image", message)).form();
    expect([form.title(), form.text(), form.prefilled("Which picture")]).toMatchInlineSnapshot(`
      [
        "Edit image",
        "Which picture:
      Prompt:
      Mask:
      References:
      Size:
      Count:
      ---
      More
      Quality:
      Private:
      Model:
      Format:
      Compression:
      Background:
      Moderation:",
        "harbour.png",
      ]
    `);
    await form.submits({ "Which picture": "bridge.png", Prompt: "in fog" });
    await results(1);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      bob: my town
        | bob: two views
        |   [picture harbour.png 320x320 png]
        |   [picture bridge.png 480x320 png]
        | Limner: in fog
        |   asked by @ada · gpt-image-2 · 1248x832 · medium · # s · $0.041
        |   [picture "in fog" 1248x832 png]
        |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
    expect(images.requests[0]?.files[0]?.bytes.readUInt32BE(16)).toBe(480);
  });

  test("on a result of ours takes the stored original, and the new one links to it", async () => {
    const { ada, bob, channel, images, results, sees, slack } = await story();
    await ada.in(channel).types("/imagine a red fox");
    const form = await (await bob.in(channel).usesShortcut("Edit image", await results(1))).form();
    await form.submits({ Prompt: "with a hat" });
    await results(2);
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      Limner: a red fox
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a red fox" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
        | Limner: with a hat
        |   asked by @bob · gpt-image-2 · 1024x1024 · medium · # s · $0.061 · from JOB1
        |   [picture "with a hat" 1024x1024 png]
        |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
    expect(slack.requests("download")).toEqual([]);
    expect(images.requests.map(({ path }) => path)).toEqual(["/v1/images/generations", "/v1/images/edits"]);
  });

  test("on a message that forwards a picture, takes that one", async () => {
    const { ada, bob, channel, images, results, slack } = await story();
    const elsewhere = slack.channel("elsewhere");
    const message = await bob.in(elsewhere).shares(await picture("dog.png", 360));
    const forwarded = await bob.in(channel).forwards(message, "look");
    const form = await (await ada.in(channel).usesShortcut("Edit image", forwarded)).form();
    expect(form.labels()).not.toContain("Which picture");
    await form.submits({ Prompt: "as a stamp" });
    await results(1);
    expect(images.requests[0]?.files[0]?.bytes.readUInt32BE(16)).toBe(360);
  });

  test("on a photo of an iPhone and something else, says in the form what of it is used", async () => {
    const { ada, bob, channel, images, results } = await story();
    const phone = { name: "phone.heic", bytes: heic(), thumbnail: await quarteredPng({ width: 768, height: 1024 }) };
    const notes = { name: "notes.txt", bytes: Buffer.from("only words") };
    const message = await bob.in(channel).shares(phone, notes);
    const form = await (await ada.in(channel).usesShortcut("Edit image", message)).form();
    expect(form.text().split("\n").slice(0, 3)).toMatchInlineSnapshot(`
      [
        "notes.txt is not a picture.",
        "phone.heic is HEIC, which image models do not take. Slack's own preview of it is used, at most 1024 pixels wide.",
        "Prompt:",
      ]
    `);
    await form.submits({ Prompt: "as a stamp" });
    await results(1);
    expect(images.requests[0]?.files[0]?.bytes.readUInt32BE(16)).toBe(768);
  });

  test("on a message without a picture that can be used says why, to whoever asked and nobody else", async () => {
    const { ada, bob, channel, images, reads, sees } = await story();
    const notes = { name: "notes.txt", bytes: Buffer.from("only words") };
    const drive = { ...(await picture("drive.png")), remoteUrl: "https://drive.example.com/drive.png" };
    const words = await bob.in(channel).says("no pictures here");
    const text = await bob.in(channel).says("notes", { files: [notes] });
    const remote = await bob.in(channel).says("from afar", { files: [drive] });
    const deleted = await bob.in(channel).says("oops", { files: [await picture("private.png")] });
    await bob.in(channel).deletesFile("private.png", deleted);
    for (const [message, answer] of [
      [words, "no picture in that message"],
      [text, "notes.txt"],
      [remote, "drive.png"],
      [deleted, "deleted"],
    ] as const) {
      await ada.in(channel).usesShortcut("Edit image", message);
      await reads(ada, answer);
    }
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      bob: no pictures here
      bob: notes
        [file notes.txt # bytes]
      bob: from afar
        [picture drive.png 320x320 png]
      bob: oops
        [deleted file]
      Limner (only you): There is no picture in that message that can be used.
      Limner (only you): notes.txt is not a picture.
      Limner (only you): drive.png is kept outside Slack, so it cannot be used. Download it and attach it here.
      Limner (only you): A file of that message was deleted. Please attach it again."
    `);
    expect(sees(bob)).not.toContain("only you");
    expect(images.requests).toEqual([]);
  });

  test("on a file that is gone by the time the form is sent, says so and charges nothing", async () => {
    const { ada, bob, channel, images, reads, sees } = await story({}, { isAboutTrouble: true });
    const message = await bob.in(channel).shares(await picture("dog.png"));
    const form = await (await ada.in(channel).usesShortcut("Edit image", message)).form();
    await bob.in(channel).deletesFile("dog.png", message);
    await form.submits({ Prompt: "as a stamp" });
    await reads(ada, "dog.png");
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): dog.png cannot be opened: it was deleted, or Limner is not in that conversation. Invite Limner there with /invite, or attach the file again. Nothing was charged.
        Your words, to use them again: as a stamp"
    `);
    expect(images.requests).toEqual([]);
  });
});

test("Image info tells how our own result was made, and what little is known of a stranger's picture", async () => {
  const { ada, bob, channel, reads, results, sees } = await story();
  await ada.in(channel).types("/imagine a red fox --quality low -n 2");
  const ours = await results(1);
  const theirs = await bob.in(channel).says("mine", { files: [await picture("dog.png")] });
  await bob.in(channel).usesShortcut("Image info", theirs);
  await reads(bob, "not made with Limner");
  await bob.in(channel).usesShortcut("Image info", ours);
  await reads(bob, "Asked by");
  expect(sees(bob)).toMatchInlineSnapshot(`
    "#general
    Limner: a red fox
      asked by @ada · gpt-image-2 · 1024x1024 · low · # s · $0.012
      [picture "a red fox" 1024x1024 png]
      [picture "a red fox" 1024x1024 png]
      [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
      <Picture 1 | Picture 2>
    bob: mine
      [picture dog.png 320x320 png]
    Limner (only you): This picture was not made with Limner, so nothing more is known of it. Edit changes it all the same.
      *Name*
      dog.png
      *File*
      # kB
    Limner (only you): *Id*
      JOB1
      *Prompt*
      a red fox
      *Model*
      gpt-image-2
      *Size*
      1024x1024
      *Quality*
      low
      *Time*
      # s
      *Cost*
      $0.012
      *Command*
      imagine
      *Asked by*
      ada
      *When*
      NOW
      *JOB1-1*
      png, # kB
      *JOB1-2*
      png, # kB
      [Again] [Vary] [Edit] [Upscale] [Original]"
  `);
  expect(sees(ada)).not.toContain("Asked by");
});

describe("Create image, from the search or the plus button", () => {
  test("asks where the result belongs, and posts it there", async () => {
    const { ada, bob, results, sees, slack } = await story();
    const elsewhere = slack.channel("elsewhere");
    const form = await (await ada.usesShortcut("Create image")).form();
    expect([form.title(), form.text()]).toMatchInlineSnapshot(`
      [
        "Create image",
        "Prompt:
      References:
      Size:
      Count:
      Quality:
      Private:
      Where to post it:
      ---
      More
      Model:
      Format:
      Compression:
      Background:
      Moderation:",
      ]
    `);
    await form.submits({ Prompt: "a red fox", "Where to post it": { id: elsewhere.id } });
    await results(1, elsewhere);
    expect(sees(ada, elsewhere)).toMatchInlineSnapshot(`
      "#elsewhere
      Limner: a red fox
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a red fox" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
    expect(sees(bob)).toBe("#general");
  });

  test("for oneself brings it to the conversation with the app", async () => {
    const { ada, shown, sees } = await story();
    const form = await (await ada.usesShortcut("Create image")).form();
    await form.submits({ Prompt: "a red fox", "Where to post it": { id: ada.direct.id } });
    await shown(1, ada.direct);
    expect(sees(ada, ada.direct)).toMatchInlineSnapshot(`
      "@ada @Limner
      Limner: a red fox
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a red fox" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
  });
});
