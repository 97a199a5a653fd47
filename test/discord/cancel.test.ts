import { describe, expect, test } from "vitest";
import { inTrouble } from "./in-trouble.ts";
import { story } from "./story.ts";

/** Paints until it is told to stop. */
const slowly = {
  images: { script: () => ({ hang: "before-headers" as const }) },
  env: { SHUTDOWN_GRACE_MS: "50" },
};

describe("cancelling", () => {
  test("while it waits: the place in the queue is shown, and nothing was asked of the image service", async () => {
    const { ada, channel, images, sees } = await story(slowly);
    const running = [];
    for (const prompt of ["a fox", "an owl", "a bear"])
      running.push(await ada.in(channel).runs("/imagine", { prompt }));
    for (const asking of running) await asking.shows("Painting");
    const waiting = await ada.in(channel).runs("/imagine", { prompt: "a heron" });
    await waiting.shows("Waiting");
    const last = await ada.in(channel).runs("/imagine", { prompt: "a newt" });
    await last.shows("Waiting");
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a fox
      Limner: Painting… # s
        [✖️ Cancel]
      ada used /imagine prompt: an owl
      Limner: Painting… # s
        [✖️ Cancel]
      ada used /imagine prompt: a bear
      Limner: Painting… # s
        [✖️ Cancel]
      ada used /imagine prompt: a heron
      Limner: Waiting: 3 before it
        [✖️ Cancel]
      ada used /imagine prompt: a newt
      Limner: Waiting: 4 before it
        [✖️ Cancel]"
    `);

    const cancelling = await ada.in(channel).presses("Cancel", waiting.message());
    await waiting.shows("Cancelled");
    // One act, one message: what became of it.
    expect(cancelling.messages().filter(({ isEphemeral }) => isEphemeral)).toEqual([]);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a fox
      Limner: Painting… # s
        [✖️ Cancel]
      ada used /imagine prompt: an owl
      Limner: Painting… # s
        [✖️ Cancel]
      ada used /imagine prompt: a bear
      Limner: Painting… # s
        [✖️ Cancel]
      ada used /imagine prompt: a heron
      Limner: Waiting: 3 before it
        [✖️ Cancel]
      ada used /imagine prompt: a newt
      Limner: Waiting: 4 before it
        [✖️ Cancel]
      Limner (only you): Cancelled. Nothing was charged.
        > **a heron**
        -# asked by @ada"
    `);
    expect(images.requests).toHaveLength(3);
  });

  test("while it is painted: the request is broken off, and what it cost is said", async () => {
    const { ada, bob, channel, discord, images, sees } = await story(slowly);
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a fox", count: 2 });
    await discord.until(() => images.requests.length === 2);
    await asking.shows("Painting");
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a fox count: 2
      Limner: Painting… 0 of 2 finished, # s
        [✖️ Cancel]"
    `);
    await ada.in(channel).presses("Cancel");
    await discord.until(() => images.requests.every(({ state }) => state === "aborted"));
    await discord.until(() => asking.messages().some(({ isEphemeral }) => isEphemeral));
    await discord.until(() => channel.messages().length === 0);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): Cancelled while the image service was painting. Whether it charges for that is not known; the estimate stays booked.
        > **a fox**
        -# asked by @ada
        [🔁 Retry]"
    `);
    expect(sees(bob)).toMatchInlineSnapshot(`"#general"`);
  });

  test("by somebody else is refused, to them alone", async () => {
    const { ada, bob, channel, discord, images, sees } = await story(slowly);
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a fox" });
    await asking.shows("Painting");
    const pressed = await bob.in(channel).presses("Cancel");
    await discord.until(() => pressed.messages().some((message) => message.text().includes("not yours")));
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a fox
      Limner: Painting… # s
        [✖️ Cancel]
      Limner (only you) (to Limner): JOB1 is not yours, so you cannot cancel it."
    `);
    expect(sees(ada)).not.toContain("not yours");
    expect(images.requests[0]?.state).toBe("open");
    expect(asking.message()?.text()).toContain("Painting");
  });

  test("of a private result: the message that said how far it was says what became of it, and there is no other", async () => {
    const { ada, channel, discord, images, sees } = await story(slowly);
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a fox", private: true });
    await asking.shows("Painting");
    await ada.in(channel).presses("Cancel");
    await asking.shows("Cancelled while");
    await discord.until(() => images.requests.every(({ state }) => state === "aborted"));
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada used /imagine prompt: a fox private: true
      Limner (only you): Cancelled while the image service was painting. Whether it charges for that is not known; the estimate stays booked.
        > **a fox**
        -# asked by @ada
        [🔁 Retry]"
    `);
  });

  test("twice: only who pressed again reads one thing more, that it has ended", async () => {
    const { ada, channel, discord, sees } = await story(slowly);
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a fox", private: true });
    const status = await asking.shows("Painting");
    await ada.in(channel).presses("Cancel", status);
    await ada.in(channel).presses("Cancel", status);
    await asking.shows("Cancelled while");
    await discord.until(() => sees(ada).includes("JOB1 has ended already."));
    expect(sees(ada).match(/only you/g)).toHaveLength(2);
  });

  test("when it is painted and on its way: that is said, and the picture comes", async () => {
    const { ada, channel, discord, sees, begun } = await inTrouble();
    const { asking, finish } = await begun();
    const status = await asking.shows("Painting");
    const bringing = discord.hold("PATCH @original");
    finish();
    await bringing.reached;
    await ada.in(channel).presses("Cancel", status);
    await discord.until(() => sees(ada).includes("only you"));
    expect(sees(ada)).toContain(
      "JOB1 is painted already and is being brought here. Once it is there, it can be deleted.",
    );
    bringing.open();
    await asking.pictures();
  });
});
