import { describe, expect, test } from "vitest";
import { jobsOf, readable } from "./readable.ts";
import { story } from "./story.ts";

describe("somebody looks back", () => {
  test("at their history, and posts an old result where they are now", async () => {
    const { ada, bob, channel, reads, results, sees, shown, slack } = await story();
    const elsewhere = slack.channel("elsewhere");
    await ada.in(elsewhere).types("/imagine a red fox");
    await results(1, elsewhere);
    await ada.in(elsewhere).types("/imagine an owl -n 2");
    await results(2, elsewhere);
    await ada.in(elsewhere).types("/imagine a surprise --private");
    await shown(1, ada.direct);
    await ada.in(channel).types("/limner history");
    const history = await reads(ada, "a red fox");
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): *JOB3*
        NOW  imagine  1 picture  a surprise
        *JOB2*
        NOW  imagine  2 pictures  an owl
        *JOB1*
        NOW  imagine  1 picture  a red fox
        <a surprise | an owl | a red fox>"
    `);
    await ada.in(channel).chooses("an owl", history);
    await results(1);
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      Limner: an owl
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.105
        [picture "an owl" 1024x1024 png]
        [picture "an owl" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
        <Picture 1 | Picture 2>"
    `);

    await ada.in(channel).types(`/limner remove ${jobsOf(slack)[0]}`);
    await reads(ada, "is deleted");
    await slack.until(() => !sees(bob, elsewhere).includes("a red fox"));
    await bob.in(channel).types("/limner history");
    await reads(bob, "Nothing here yet");
    await bob.in(channel).types(`/limner info ${jobsOf(slack)[2]}`);
    await reads(bob, "no result");
    expect(sees(bob).split("\n").slice(-2)).toMatchInlineSnapshot(`
      [
        "Limner (only you): Nothing here yet. Ask for a picture with imagine.",
        "Limner (only you): There is no result JOB3 that you can use. History lists yours.",
      ]
    `);
  });

  test("on the app's own page, where everything is at once", async () => {
    const { ada, bob, channel, results, sees, shown, slack } = await story();
    await ada.in(channel).types("/imagine a red fox");
    await results(1);
    await ada.in(channel).types("/imagine a <!channel> surprise --private");
    await shown(1, ada.direct);
    const home = await ada.opensHome();
    await slack.until(() => home.transcript().includes("what you can ask for") || home.transcript().includes("help"));
    const page = readable(home.transcript(), slack);
    expect(page).toMatchInlineSnapshot(`
      "*JOB2*
      NOW  imagine  1 picture  a @channel surprise
      *JOB1*
      NOW  imagine  1 picture  a red fox
      ---
      No budget applies to you here.
      *Today*
      $0.105, 2 pictures
      *This month*
      $0.105, 2 pictures
      *Under way*
      0 running, 0 waiting
      ---
      These are the things you can ask for:
      *imagine*
      Paint a picture from words
      *edit*
      Change a picture by saying what should be different
      *vary*
      Make variations of a result
      *again*
      Ask for the same thing once more
      *upscale*
      Make a result larger
      *history*
      List your results, the newest first
      *remove*
      Delete a result, or one of its pictures, for good
      *usage*
      Tell what was used, what is left and what is under way
      *And*
      blend, retry, cancel, info, original, post, share, settings, forget
      *help edit*
      Every option of edit; likewise for all others
       a red fox"
    `);
    await home.chooses("a red fox");
    await shown(2, ada.direct);
    expect(sees(ada, ada.direct)).toMatchInlineSnapshot(`
      "@ada @Limner
      Limner: a @channel surprise
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a @channel surprise" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Share where I asked] [Delete]
      Limner: a red fox
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a red fox" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
    expect(sees(bob, bob.direct)).toBe("@bob @Limner");
    const empty = await bob.opensHome();
    await slack.until(() => empty.transcript().includes("help"));
    expect(empty.transcript().split("\n").slice(0, 8)).toMatchInlineSnapshot(`
      [
        "Nothing here yet. Ask for a picture with imagine.",
        "---",
        "No budget applies to you here.",
        "*Today*",
        "$0.00, 0 pictures",
        "*This month*",
        "$0.00, 0 pictures",
        "*Under way*",
      ]
    `);
  });
});

describe("somebody sets how things are done", () => {
  test("for themselves: a size that is used when none is named", async () => {
    const { ada, bob, channel, images, reads, results, sees } = await story();
    await ada.in(channel).types("/limner settings size landscape");
    await reads(ada, "1536x1024");
    await ada.in(channel).types("/limner settings");
    await reads(ada, "What is set for you");
    await ada.in(channel).types("/imagine a red fox");
    await results(1);
    expect(images.requests[0]?.fields.size).toBe("1536x1024");
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): size is 1536x1024 now, for you.
      Limner (only you): What is set for you:
        *model*
        gpt-image-2 (the operator's)
        *quality*
        medium (the operator's)
        *size*
        1536x1024 (yours)
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner: a red fox
        asked by @ada · gpt-image-2 · 1536x1024 · medium · # s · $0.041
        [picture "a red fox" 1536x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
    expect(sees(bob)).not.toContain("setting");
  });

  test("for the channel: a budget, which only those who run the place may set, and which then ends", async () => {
    const { ada, carla, channel, images, reads, results, sees } = await story({ carlaIsAdmin: true });
    await ada.in(channel).types("/limner settings daily-budget 0.10 --for channel");
    await reads(ada, "Only those who run this place");
    await carla.in(channel).types("/limner settings daily-budget 0.10 --for channel");
    await reads(carla, "0.10");
    await ada.in(channel).types("/imagine a red fox");
    await results(1);
    await ada.in(channel).types("/imagine an owl");
    await reads(ada, "does not suffice");
    await ada.in(channel).types("/limner usage");
    await reads(ada, "Today");
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): Only those who run this place can see and change its settings.
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner: a red fox
        asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "a red fox" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner (only you): This channel's budget for today does not suffice: $0.053 of $0.100 are used or held. Nothing was charged. It starts anew on NOW; fewer or smaller pictures may still fit.
      Limner (only you): *Today*
        $0.053, 1 picture
        *This month*
        $0.053, 1 picture
        *This channel's budget for today*
        $0.047 of $0.100 left, anew on NOW
        *Under way*
        0 running, 0 waiting"
    `);
    expect(sees(carla).split("\n")[1]).toMatchInlineSnapshot(
      `"Limner (only you): daily-budget is $0.100 now, for this channel."`,
    );
    expect(images.requests).toHaveLength(1);
  });

  test("for a person or the workspace, named as Slack names them", async () => {
    const { ada, carla, channel, images, reads, results, sees, slack } = await story({ carlaIsAdmin: true });
    await carla.in(channel).types("/limner settings daily-budget 1 --person @bob");
    await reads(carla, "daily-budget is");
    await carla.in(channel).types("/limner settings channels #general --for workspace");
    await reads(carla, "channels is");
    expect(sees(carla)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): daily-budget is $1.00 now, for the person @bob.
      Limner (only you): channels is #general now, for this workspace."
    `);
    const elsewhere = slack.channel("elsewhere");
    await ada.in(elsewhere).types("/imagine an owl");
    await reads(ada, "cannot be asked for in this channel", elsewhere);
    expect(sees(ada, elsewhere)).toMatchInlineSnapshot(`
      "#elsewhere
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner (only you): Pictures cannot be asked for in this channel. Ask somebody who runs this place where they can.
        Nothing was charged."
    `);
    await ada.in(channel).types("/imagine an owl");
    await results(1);
    expect(images.requests).toHaveLength(1);
  });

  test("or asks what there is", async () => {
    const { ada, bob, channel, reads, sees } = await story();
    await ada.in(channel).types("/limner");
    await reads(ada, "These are the things");
    await ada.in(channel).types("/imagine help");
    await reads(ada, "Options of imagine");
    await ada.in(channel).types("/limner help vary");
    await reads(ada, "Options of vary");
    await ada.in(channel).types("/limner dance");
    await reads(ada, "dance");
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): These are the things you can ask for:
        *imagine*
        Paint a picture from words
        *edit*
        Change a picture by saying what should be different
        *vary*
        Make variations of a result
        *again*
        Ask for the same thing once more
        *upscale*
        Make a result larger
        *history*
        List your results, the newest first
        *remove*
        Delete a result, or one of its pictures, for good
        *usage*
        Tell what was used, what is left and what is under way
        *And*
        blend, retry, cancel, info, original, post, share, settings, forget
        *help edit*
        Every option of edit; likewise for all others
      Limner (only you): Paint a picture from words
        Options of imagine:
        *prompt*
        What to paint
        *references*
        Pictures to take things or a style from
        *size*
        Shape or WIDTHxHEIGHT in pixels (square, landscape, portrait, wide, tall, 1536x1024)
        *count*
        How many pictures (1–10)
        *quality*
        Finer costs more and takes longer (low, medium, high, xhigh, max)
        *model*
        Which image model paints (gpt-image-2, gpt-image-2-2026-04-21, gpt-image-2.5-flare, gpt-image-2.5-flare-2026-09-08, gpt-image-2.5-sunburst, gpt-image-2.5-sunburst-2026-09-08, gpt-image-2.6-flare, gpt-image-2.6-sunburst, gpt-image-1.5, gpt-image-1.5-2025-12-16, chatgpt-image-latest, gpt-image-1-mini)
        *format*
        File format (png, jpeg, webp)
        *compression*
        How much quality jpeg and webp keep (0–100)
        *background*
        What is behind the subject (auto, opaque, transparent)
        *moderation*
        How strict the safety check is (auto, low)
        *private*
        Show the result to you alone
      Limner (only you): Make variations of a result
        Options of vary:
        *subject*
        Which result; your newest one here when left out
        *strength*
        How different (subtle, strong)
        *count*
        How many pictures (1–10)
        *private*
        Show the result to you alone
      Limner (only you): There is no command dance. Help lists all of them."
    `);
    expect(sees(bob)).toBe("#general");
  });
});
