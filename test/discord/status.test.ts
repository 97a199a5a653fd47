import { expect, test } from "vitest";
import type { FakeDiscord } from "#test/fakes/discord/discord-types.ts";
import { readable } from "./readable.ts";
import { story } from "./story.ts";

test("while a picture is painted its status moves, with what is seen of it so far, and leaves nothing behind", async () => {
  const { ada, bob, channel, discord, sees } = await story({
    images: { paceMs: 2_000 },
    env: { PARTIAL_IMAGES: "2" },
  });
  const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
  await discord.until(() => asking.message()?.pictures().length === 1);
  expect(sees(bob)).toMatchInlineSnapshot(`
    "#general
    ada used /imagine prompt: a red fox
    Limner: Painting… # s
      [picture "Painting… # s" 1024x1024 png]
      [✖️ Cancel]"
  `);
  await discord.until(() => asking.message()?.isComponentsV2 === true);
  expect(sees(bob)).toMatchInlineSnapshot(`
    "#general
    ada used /imagine prompt: a red fox
    Limner: > **a red fox**
      -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.059
      [picture "a red fox" 1024x1024 png]
      [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
  `);
  const versions = asking.message()?.edits ?? [];
  expect(versions.map(({ text, pictures }) => `${pictures}: ${readable(text, discord)}`)).toMatchInlineSnapshot(`
    [
      "0: Taking it in…",
      "0: Painting… # s",
      "1: Painting… # s",
      "1: > **a red fox**
    -# asked by <@ID> · gpt-image-2 · 1024x1024 · medium · # s · $0.059",
    ]
  `);
  expect(asking.message()?.json()).toMatchObject({ content: "", embeds: [], attachments: [] });

  expect(pausesMs(discord)).toSatisfy((pauses: number[]) => pauses.every((pause) => pause > 2_000));
});

test("a picture that has to wait says how many are before it, and then that it is painted", async () => {
  const { ada, channel, discord } = await story({
    images: { script: ({ fields }) => ({ delayMs: fields.prompt === "a red fox" ? 4_000 : 900 }) },
  });
  const before = [];
  for (const prompt of ["an owl", "a bear", "a newt"]) before.push(await ada.in(channel).runs("/imagine", { prompt }));
  const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox" });
  for (const earlier of before) await earlier.pictures(1);
  await discord.until(() => asking.message()?.isComponentsV2 === true, { timeoutMs: 10_000 });
  const versions = asking.message()?.edits ?? [];
  expect(versions.map(({ text }) => readable(text, discord))).toMatchInlineSnapshot(`
    [
      "Taking it in…",
      "Waiting: 3 before it",
      "Painting… # s",
      "> **a red fox**
    -# asked by <@ID> · gpt-image-2 · 1024x1024 · medium · # s · $0.056",
    ]
  `);
  expect(channel.messages().map(({ buttons }) => buttons().includes("Cancel"))).toEqual([false, false, false, false]);
});

/** Between the edits of a status, the last of which is the result; timers and the wire shift them a little. */
function pausesMs(discord: FakeDiscord): readonly number[] {
  const edits = discord.requests("PATCH @original").slice(0, -1);
  return edits.slice(1).map(({ atMs }, index) => atMs - (edits[index]?.atMs ?? 0));
}
