import { describe, expect, test } from "vitest";
import { quarteredPng } from "#test/images.ts";
import { story } from "./story.ts";

describe("over HTTP", () => {
  test("Slack's question whose address it is is answered, and what is badly signed is refused", async () => {
    const { ada, channel, images, sees, slack } = await story({ overHttp: true }, { isAboutTrouble: true });
    expect(await slack.deliveries.verifiesUrl()).toMatchObject({
      status: 200,
      body: expect.stringContaining("challenge"),
    });
    slack.deliveries.signsWrongly(1);
    await expect((await ada.in(channel).types("/imagine a red fox")).acknowledged()).rejects.toThrow(/dispatch_failed/);
    slack.deliveries.signsLate(600);
    await expect((await ada.in(channel).types("/imagine a red fox")).acknowledged()).rejects.toThrow(/dispatch_failed/);
    expect(slack.deliveries.attempts.map(({ kind, outcome }) => `${kind} ${outcome()}`)).toMatchInlineSnapshot(`
      [
        "slash refused",
        "slash refused",
      ]
    `);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ! /imagine failed with the error "dispatch_failed"
      ! /imagine failed with the error "dispatch_failed""
    `);
    expect(images.requests).toEqual([]);
    expect(slack.sockets.all).toEqual([]);
  });

  test("a command, a button, a form, a shortcut, a mention and the page of the app work as through a socket", async () => {
    const { ada, bob, channel, images, results, sees, slack } = await story({ overHttp: true });
    await ada.in(channel).types("/imagine a red fox");
    const result = await results(1);
    const form = await (await ada.in(channel).presses("Edit", result)).form();
    expect((await form.submits({ Prompt: "make it blue", Format: "jpeg", Background: "transparent" })).errors).toEqual({
      Format: "A transparent background does not fit into jpeg. Use png or webp.",
    });
    await form.submits({ Format: "png", Background: "opaque" });
    await results(2);
    const files = [{ name: "photo.png", bytes: await quarteredPng({ width: 640, height: 480 }) }];
    const said = await bob.in(channel).mentions("at night", { files });
    await results(3);
    const menu = await (await ada.in(channel).usesShortcut("Edit image", said)).form();
    await menu.submits({ Prompt: "at dawn" });
    await results(4);
    const home = await ada.opensHome();
    await slack.until(() => home.transcript().includes("a red fox"));
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      Limner: a red fox
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a red fox" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
        | Limner: make it blue
        |   asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.061 · from JOB1
        |   [picture "make it blue" 1024x1024 png]
        |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
      bob: @Limner at night
        [picture photo.png 640x480 png]
        | Limner: at night
        |   asked by @bob · gpt-image-2 · 1152x864 · medium · # s · $0.045
        |   [picture "at night" 1152x864 png]
        |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
        | Limner: at dawn
        |   asked by @ada · gpt-image-2 · 1152x864 · medium · # s · $0.045
        |   [picture "at dawn" 1152x864 png]
        |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
    expect(images.requests).toHaveLength(4);
    expect(slack.deliveries.attempts.every(({ outcome }) => outcome() === "acknowledged")).toBe(true);
  });

  test("what comes twice makes one job", async () => {
    const { ada, channel, images, results, shown, slack } = await story({ overHttp: true });
    const asking = await ada.in(channel).types("/imagine a red fox");
    await asking.sendAgain();
    await results(1);
    await asking.sendAgain();
    slack.deliveries.doubles(1);
    await ada.in(channel).mentions("an owl");
    await results(2);
    await asking.sendAgain();
    await shown(2);
    expect(images.requests).toHaveLength(2);
    expect(channel.messages().filter((message) => message.files().length > 0)).toHaveLength(2);
  });
});
