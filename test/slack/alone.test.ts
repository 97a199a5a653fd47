import { describe, expect, test } from "vitest";
import { story } from "./story.ts";

describe("a private result", () => {
  test("comes to the person alone, until it is shared where it was asked", async () => {
    const { ada, bob, channel, reads, shown, sees, slack } = await story();
    await ada.in(channel).types("/imagine a surprise party --private");
    const result = await shown(1, ada.direct);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): On it. The result will come to you as a direct message.
        [Cancel]"
    `);
    expect(sees(ada, ada.direct)).toMatchInlineSnapshot(`
      "@ada @Limner
      Limner: a surprise party
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a surprise party" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Share where I asked] [Delete]"
    `);
    expect(sees(bob)).toBe("#general");

    await ada.dm().presses("Again", result);
    await shown(2, ada.direct);
    const form = await (await ada.dm().presses("Edit", result)).form();
    await form.submits({ Prompt: "with a cake" });
    await shown(3, ada.direct);
    await ada.dm().presses("Info", result);
    await reads(ada, "Asked by", ada.direct);
    expect(channel.messages({ as: bob })).toEqual([]);

    await ada.dm().presses("Share where I asked", result);
    await shown(1);
    await slack.until(() => sees(ada, ada.direct).includes("being posted"));
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      Limner: a surprise party
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a surprise party" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
    expect(sees(ada, ada.direct)).toMatchInlineSnapshot(`
      "@ada @Limner
      Limner: a surprise party
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a surprise party" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Share where I asked] [Delete]
      Limner: a surprise party
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053 · from JOB1
        [picture "a surprise party" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
      Limner: with a cake
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.061 · from JOB1
        [picture "with a cake" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
      Limner: *Id*
        JOB1-1
        *Prompt*
        a surprise party
        *Model*
        gpt-image-2
        *Size*
        1024x1024
        *Quality*
        medium
        *Time*
        # s
        *Cost*
        $0.053
        *Command*
        imagine
        *Asked by*
        ada
        *When*
        NOW
        *JOB1-1*
        png, # kB
        [picture "a surprise party" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Original] [Delete]
      Limner (only you): JOB1 is being posted where it was made, and everybody there can use it from now on."
    `);
    expect(sees(bob, bob.direct)).toBe("@bob @Limner");
  });

  test("that was shared can be used by everybody; shared once more it says that it is there", async () => {
    const { ada, bob, channel, reads, results, shown, sees } = await story();
    await ada.in(channel).types("/imagine a surprise party --private -n 2");
    const result = await shown(1, ada.direct);
    await ada.dm().presses("Share where I asked", result);
    const shared = await shown(1);
    await reads(ada, "being posted", ada.direct);
    await ada.dm().presses("Share where I asked", result);
    await reads(ada, "already", ada.direct);
    await bob.in(channel).presses("Again", shared);
    await results(2);
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      Limner: a surprise party
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.105
        [picture "a surprise party" 1024x1024 png]
        [picture "a surprise party" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
        <Picture 1 | Picture 2>
        | Limner: a surprise party
        |   asked by @bob · gpt-image-2 · 1024x1024 · medium · # s · $0.105 · from JOB1
        |   [picture "a surprise party" 1024x1024 png]
        |   [picture "a surprise party" 1024x1024 png]
        |   [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
        |   <Picture 1 | Picture 2>"
    `);
  });

  test("asked for in a form says beforehand where it will be", async () => {
    const { ada, bob, channel, shown, sees } = await story();
    const form = await (await ada.in(channel).types("/imagine --private")).form();
    await form.submits({ Prompt: "a surprise party" });
    await shown(1, ada.direct);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): The result will come to you as a direct message."
    `);
    expect(sees(bob)).toBe("#general");
  });

  test("asked for by a mention is announced to nobody else", async () => {
    const { ada, bob, channel, shown, sees } = await story();
    await ada.in(channel).mentions("a surprise party --private");
    await shown(1, ada.direct);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada: @Limner a surprise party --private
      Limner (only you): The result will come to you as a direct message."
    `);
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      ada: @Limner a surprise party --private"
    `);
  });
});

test("a picture chosen in a public gallery is looked at alone, and what is made of it is for all", async () => {
  const { ada, bob, channel, reads, results, sees } = await story();
  await ada.in(channel).types("/imagine a lighthouse -n 3");
  const result = await results(1);
  await bob.in(channel).chooses("Picture 2", result);
  const panel = await reads(bob, "Asked by");
  expect(channel.messages({ as: ada }).filter(({ onlyFor }) => onlyFor === "bob")).toEqual([]);
  await bob.in(channel).presses("Vary", panel);
  await results(2);
  expect(sees(ada)).toMatchInlineSnapshot(`
    "#general
    Limner (only you): On it. The result will be posted as soon as it is painted.
      [Cancel]
    Limner: a lighthouse
      asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.158
      [picture "a lighthouse" 1024x1024 png]
      [picture "a lighthouse" 1024x1024 png]
      [picture "a lighthouse" 1024x1024 png]
      [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
      <Picture 1 | Picture 2 | Picture 3>
    Limner: a lighthouse
      asked by @bob · gpt-image-2 · 1024x1024 · medium · # s · $0.061 · from JOB1
      [picture "a lighthouse" 1024x1024 png]
      [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
  `);
  expect(bob.direct.messages()).toEqual([]);
});
