import { describe, expect, test } from "vitest";
import { quarteredPng } from "#test/images.ts";
import { story } from "./story.ts";

describe("a result that everybody sees", () => {
  test("is deleted by whoever asked for it and by those who run the place, and by nobody else", async () => {
    const { ada, bob, carla, channel, reads, results, sees, slack } = await story({ carlaIsAdmin: true });
    await ada.in(channel).types("/imagine a red fox -n 2");
    const first = await results(1);
    await ada.in(channel).types("/imagine an owl");
    const second = await results(2);

    await bob.in(channel).presses("Delete", first);
    await reads(bob, "not yours");
    expect(sees(bob).split("\n").at(-1)).toMatchInlineSnapshot(
      `"Limner (only you): JOB1 is not yours, so you cannot delete it. Whoever asked for it can, and those who run this place."`,
    );
    expect(sees(ada)).not.toContain("not yours");

    await ada.in(channel).presses("Delete", first);
    await slack.until(() => first.isDeleted);
    await carla.in(channel).presses("Delete", second);
    await slack.until(() => second.isDeleted);
    await reads(ada, "is deleted");
    await reads(carla, "is deleted");
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner (only you): JOB1 is deleted, with its 2 pictures. Its message is being removed. What it cost stays in the books."
    `);
    expect(sees(carla)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): JOB2 is deleted. Its message is being removed. What it cost stays in the books."
    `);
    expect(channel.messages()).toEqual([]);
  });

  test("loses one picture when only that is deleted; the others are posted again", async () => {
    const { ada, bob, channel, reads, results, sees, slack } = await story();
    await ada.in(channel).types("/imagine a red fox -n 3");
    const result = await results(1);
    await ada.in(channel).chooses("Picture 2", result);
    const panel = await reads(ada, "Asked by");
    await ada.in(channel).presses("Delete", panel);
    await slack.until(() => result.isDeleted);
    expect((await results(1)).files()).toHaveLength(2);
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      Limner: a red fox
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.105
        [picture "a red fox" 1024x1024 png]
        [picture "a red fox" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
        <Picture 1 | Picture 3>"
    `);
    await reads(ada, "is deleted");
  });

  test("is asked for again by somebody else, who pays for it", async () => {
    const { ada, bob, channel, images, reads, results, sees } = await story();
    await ada.in(channel).types("/imagine a red fox");
    await bob.in(channel).presses("Again", await results(1));
    await results(2);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner: a red fox
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a red fox" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
        | Limner: a red fox
        |   asked by @bob · gpt-image-2 · 1024x1024 · medium · # s · $0.053 · from JOB1
        |   [picture "a red fox" 1024x1024 png]
        |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
    expect(images.requests).toHaveLength(2);
    await ada.in(channel).types("/limner usage");
    await bob.in(channel).types("/limner usage");
    for (const person of [ada, bob]) expect((await reads(person, "Today")).text()).toContain("$0.053, 1 picture");
  });
});

describe("people of a connected workspace", () => {
  const stranger = { workspace: "Elsewhere Inc" };

  test("are refused, alone and in words, and spend nothing", async () => {
    const { ada, bob, images, results, sees, slack } = await story();
    const shared = slack.channel("shared", { isShared: true });
    const eve = slack.user("eve", stranger);
    await ada.in(shared).types("/imagine a red fox");
    const result = await results(1, shared);
    const files = [{ name: "dog.png", bytes: await quarteredPng({ width: 320, height: 320 }) }];
    await eve.in(shared).mentions("an owl");
    await slack.until(() => sees(eve, shared).split("of this workspace only").length === 2);
    await eve.in(shared).mentions("make it night", { files, thread: result });
    await slack.until(() => sees(eve, shared).split("of this workspace only").length === 3);
    await eve.in(shared).presses("Again", result);
    await slack.until(() => sees(eve, shared).split("of this workspace only").length === 4);
    expect(sees(eve, shared)).toMatchInlineSnapshot(`
      "#shared
      Limner: a red fox
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a red fox" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
        | eve: @Limner make it night
        |   [picture dog.png 320x320 png]
        | Limner (only you): Limner paints for people of this workspace only. Ask somebody who belongs to it, or its admins to open it to guests.
        | Limner (only you): Limner paints for people of this workspace only. Ask somebody who belongs to it, or its admins to open it to guests.
      eve: @Limner an owl
      Limner (only you): Limner paints for people of this workspace only. Ask somebody who belongs to it, or its admins to open it to guests."
    `);
    expect(sees(bob, shared)).not.toContain("of this workspace only");
    expect(images.requests).toHaveLength(1);
  });

  test("may ask where that is allowed", async () => {
    const { bob, images, results, sees, slack } = await story({ env: { SLACK_STRANGERS: "yes" } });
    const shared = slack.channel("shared", { isShared: true });
    await slack.user("eve", stranger).in(shared).mentions("an owl");
    await results(1, shared);
    expect(sees(bob, shared)).toMatchInlineSnapshot(`
      "#shared
      eve: @Limner an owl
        | Limner: an owl
        |   asked by @eve · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        |   [picture "an owl" 1024x1024 png]
        |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
    expect(images.requests).toHaveLength(1);
  });
});
