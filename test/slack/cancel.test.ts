import { describe, expect, test } from "vitest";
import { story } from "./story.ts";

/** Paints until it is told to stop. */
const slowly = {
  images: { script: () => ({ hang: "before-headers" as const }) },
  env: { SHUTDOWN_GRACE_MS: "50" },
};

describe("cancelling", () => {
  test("while it waits, from the acknowledgement: nothing was asked of the image service", async () => {
    const { ada, bob, channel, images, reads, sees, slack } = await story(slowly);
    for (const prompt of ["a fox", "an owl", "a bear"]) await ada.in(channel).types(`/imagine ${prompt}`);
    await slack.until(() => images.requests.length === 3);
    const waiting = await ada.in(channel).types("/imagine a heron");
    await ada.in(channel).presses("Cancel", await waiting.answer());
    await reads(ada, "Cancelled");
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner (only you): Cancelled. Nothing was charged.
        a heron
        asked by @ada"
    `);
    expect(sees(bob)).toBe("#general");
    expect(images.requests).toHaveLength(3);
  });

  test("while it is painted: the request is broken off, and what it cost is said", async () => {
    const { ada, channel, images, reads, sees, slack } = await story(slowly);
    const asking = await ada.in(channel).types("/imagine a fox -n 2");
    const taken = await asking.answer();
    await slack.until(() => images.requests.length === 2);
    await ada.in(channel).presses("Cancel", taken);
    await slack.until(() => images.requests.every(({ state }) => state === "aborted"));
    await reads(ada, "Cancelled while");
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner (only you): Cancelled while the image service was painting. Whether it charges for that is not known; the estimate stays booked.
        a fox
        asked by @ada
        [Retry]"
    `);
    await ada.in(channel).presses("Cancel", taken);
    await slack.until(() => channel.messages({ as: ada }).length === 3);
    expect(sees(ada).split("\n").at(-1)).toMatchInlineSnapshot(`"Limner (only you): JOB1 has ended already."`);
  });

  test("from the status message that a form leaves, where there is no acknowledgement", async () => {
    const { ada, bob, channel, images, reads, sees, slack } = await story(slowly);
    const form = await (await ada.in(channel).types("/imagine")).form();
    await form.submits({ Prompt: "a fox" });
    const status = await reads(ada, "Painting");
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): Painting…
        [Cancel]"
    `);
    await ada.in(channel).presses("Cancel", status);
    await slack.until(() => images.requests.every(({ state }) => state === "aborted"));
    await reads(ada, "Cancelled while");
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): Painting…
        [Cancel]
      Limner (only you): Cancelled while the image service was painting. Whether it charges for that is not known; the estimate stays booked.
        a fox
        asked by @ada
        [Retry]"
    `);
    expect(sees(bob)).toBe("#general");
  });

  test("of a mention, under whose message a status stands for all, by saying so", async () => {
    const { ada, channel, images, reads, sees, slack } = await story(slowly);
    const said = await ada.in(channel).mentions("a fox");
    await slack.until(() => images.requests.length === 1);
    await slack.until(() => channel.statuses().length > 0);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada: @Limner a fox
        | (Limner is painting… # s)"
    `);
    await ada.in(channel).mentions("cancel", { thread: said });
    await slack.until(() => images.requests.every(({ state }) => state === "aborted"));
    await reads(ada, "Cancelled while");
    await slack.until(() => channel.statuses().length === 0);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada: @Limner a fox
        | ada: @Limner cancel
        | Limner (only you): JOB1 is being cancelled.
      Limner (only you): Cancelled while the image service was painting. Whether it charges for that is not known; the estimate stays booked.
        a fox
        asked by @ada
        [Retry]"
    `);
  });
});
