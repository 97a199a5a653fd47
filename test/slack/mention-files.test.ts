import { describe, expect, test } from "vitest";
import { heic, quarteredPng } from "#test/images.ts";
import { picture } from "./pictures.ts";
import { story } from "./story.ts";

describe("somebody mentions the bot", () => {
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
