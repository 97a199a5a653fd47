import { PermissionFlagsBits } from "discord.js";
import { describe, expect, test } from "vitest";
import type { OptionValue } from "#test/fakes/discord/value-types.ts";
import { jobsOf, readable } from "./readable.ts";
import { story } from "./story.ts";

describe("somebody looks back", () => {
  test("at their history, and posts an old result where they are now", async () => {
    const { ada, bob, guild, channel, discord, sees } = await story();
    const elsewhere = guild.channel("elsewhere");
    await (await ada.in(elsewhere).runs("/imagine", { prompt: "a red fox" })).pictures(1);
    await (await ada.in(elsewhere).runs("/imagine", { prompt: "an owl", count: 2 })).pictures(2);
    await (await ada.in(elsewhere).runs("/imagine", { prompt: "a surprise", private: true })).pictures(1);
    const asking = await ada.in(channel).runs("/history");
    await asking.pictures(3);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada used /history
      Limner (only you): **JOB3** NOW imagine 1 picture a surprise
        **JOB2** NOW imagine 2 pictures an owl
        **JOB1** NOW imagine 1 picture a red fox
        [picture "a surprise" 256x256 png]
        [picture "an owl" 256x256 png]
        [picture "a red fox" 256x256 png]
        <a surprise>
        <an owl | a red fox>"
    `);

    await ada.in(channel).chooses("an owl");
    await discord.until(() => channel.messages().length === 1);
    await discord.until(() => channel.messages()[0]?.pictures().length === 2);
    expect(sees(bob)).toMatchInlineSnapshot(`
      "#general
      Limner (to Limner): > **an owl**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.111
        [picture "an owl" 1024x1024 png]
        [picture "an owl" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
        <Picture 1 | Picture 2>"
    `);
    await ada.in(channel).chooses("a surprise", asking.message());
    await discord.until(() => channel.messages({ as: ada }).length === 3);
    expect(channel.messages({ as: bob })).toHaveLength(1);

    await (await ada.in(channel).runs("/remove", { subject: jobsOf(discord)[0] ?? "" })).shows("is deleted");
    await discord.until(() => asking.message()?.isDeleted === true);
    expect(sees(bob, elsewhere)).not.toContain("a red fox");
    await (await bob.in(channel).runs("/history")).shows("Nothing here yet");
  });

  test("at a result by its id, completed while it is typed", async () => {
    const { ada, bob, channel, discord, sees } = await story();
    await (await ada.in(channel).runs("/imagine", { prompt: "a red fox" })).pictures(1);
    await (await ada.in(channel).runs("/imagine", { prompt: "an owl", private: true })).pictures(1);
    const offered = await ada.in(channel).types("/info", "subject", "");
    expect(offered.map(({ name }) => readable(name, discord))).toEqual(["an owl · JOB2", "a red fox · JOB1"]);
    expect((await ada.in(channel).types("/info", "subject", "owl")).length).toBe(1);
    expect((await bob.in(channel).types("/info", "subject", "")).map(({ name }) => name)).toEqual([]);
    await (await ada.in(channel).runs("/info", { subject: offered[1]?.value ?? "" })).shows("a red fox");
    await (await bob.in(channel).runs("/info", { subject: jobsOf(discord)[1] ?? "" })).shows("There is no result");
    expect(sees(bob).split("\n").at(-1)).toMatchInlineSnapshot(
      `"Limner (only you): There is no result JOB2 that you can use. History lists yours."`,
    );
  });

  test("at models and sizes, which are offered while they are typed", async () => {
    const { ada, channel } = await story();
    const models = await ada.in(channel).types("/imagine", "model", "gpt");
    expect(models[0]?.name).toBe("gpt-image-2: Follows words closely and paints text well; slow at high quality");
    expect(models.map(({ value }) => value)).toContain("gpt-image-2.6-flare");
    expect(models.every(({ value }) => String(value).includes("gpt"))).toBe(true);
    expect(await ada.in(channel).types("/imagine", "size", "")).toMatchInlineSnapshot(`
      [
        {
          "name": "square · 1024x1024",
          "value": "square",
        },
        {
          "name": "landscape · 1536x1024",
          "value": "landscape",
        },
        {
          "name": "portrait · 1024x1536",
          "value": "portrait",
        },
        {
          "name": "wide · 1536x864",
          "value": "wide",
        },
        {
          "name": "tall · 864x1536",
          "value": "tall",
        },
      ]
    `);
    expect(await ada.in(channel).types("/imagine", "size", "1000x500")).toMatchInlineSnapshot(`
      [
        {
          "name": "1152x576, nearest to 1000x500",
          "value": "1152x576",
        },
      ]
    `);
  });
});

describe("somebody sets how things are done", () => {
  test("for themselves: a size that is used when none is named", async () => {
    const { ada, bob, channel, sees } = await story();
    await (await ada.in(channel).runs("/settings", { name: "size", value: "landscape" })).shows("1536x1024");
    await (await ada.in(channel).runs("/settings")).shows("size");
    const [picture] = await (await ada.in(channel).runs("/imagine", { prompt: "a red fox" })).pictures(1);
    expect([picture?.width, picture?.height]).toEqual([1536, 1024]);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada used /settings name: size value: landscape
      Limner (only you): size is 1536x1024 now, for you.
      ada used /settings
      Limner (only you): What is set for you:
        **model** gpt-image-2 (the operator's)
        **quality** medium (the operator's)
        **size** 1536x1024 (yours)
      ada used /imagine prompt: a red fox
      Limner: > **a red fox**
        -# asked by @ada · gpt-image-2 · 1536x1024 · medium · # s · $0.044
        [picture "a red fox" 1536x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    expect(sees(bob)).not.toContain("setting");
  });

  test("for the channel: a budget, which only a moderator may set, and which then ends", async () => {
    const { ada, channel, discord, images, sees } = await story();
    const carla = discord.user("carla", { permissions: PermissionFlagsBits.ManageGuild });
    const budget = { name: "daily-budget", value: "0.10", for: "channel" };
    await (await ada.in(channel).runs("/settings", budget)).shows("Only those who run this place");
    await (await carla.in(channel).runs("/settings", budget)).shows("0.10");
    await (await ada.in(channel).runs("/imagine", { prompt: "a red fox" })).pictures(1);
    const refused = await ada.in(channel).runs("/imagine", { prompt: "an owl" });
    await discord.until(() => refused.messages().some(({ isEphemeral }) => isEphemeral));
    await discord.until(() => channel.messages().length === 1);
    await (await ada.in(channel).runs("/usage")).shows(/0\.056/);
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada used /settings name: daily-budget value: 0.10 for: channel
      Limner (only you): Only those who run this place can see and change its settings.
      ada used /imagine prompt: a red fox
      Limner: > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
      Limner (only you): This channel's budget for today does not suffice: $0.056 of $0.100 are used or held. Nothing was charged. It starts anew on NOW; fewer or smaller pictures may still fit.
      ada used /usage
      Limner (only you): **Today** $0.056, 1 picture
        **This month** $0.056, 1 picture
        **This channel's budget for today** $0.044 of $0.100 left, anew on NOW
        **Under way** 0 running, 0 waiting"
    `);
    expect(sees(carla)).toMatchInlineSnapshot(`
      "#general
      carla used /settings name: daily-budget value: 0.10 for: channel
      Limner (only you): daily-budget is $0.100 now, for this channel.
      ada used /imagine prompt: a red fox
      Limner: > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    expect(images.requests).toHaveLength(1);
  });

  test("for the server, a person or a role; whom and where it is about is read by name", async () => {
    const { ada, bob, guild, channel, discord, images, sees } = await story();
    const carla = discord.user("carla", { permissions: PermissionFlagsBits.ManageGuild });
    const sets = async (values: Record<string, OptionValue>) =>
      (await carla.in(channel).runs("/settings", values)).shows(/now/);
    await sets({ name: "channels", value: `<#${channel.id}>`, for: "workspace" });
    await sets({ name: "daily-budget", value: "1", person: bob });
    await sets({ name: "running-jobs", value: "2", role: guild.role("artists") });
    expect(sees(carla)).toMatchInlineSnapshot(`
      "#general
      carla used /settings name: channels value: <#ID> for: workspace
      Limner (only you): channels is <#ID> now, for this workspace.
      carla used /settings name: daily-budget value: 1 person: @bob
      Limner (only you): daily-budget is $1.00 now, for the person @bob.
      carla used /settings name: running-jobs value: 2 role: @artists
      Limner (only you): running-jobs is 2 now, for the role <@&ID>."
    `);

    await (await ada.in(channel).runs("/imagine", { prompt: "a red fox" })).pictures(1);
    const elsewhere = guild.channel("elsewhere");
    const refused = await ada.in(elsewhere).runs("/imagine", { prompt: "an owl" });
    await discord.until(() => refused.messages().some(({ isEphemeral }) => isEphemeral));
    await discord.until(() => elsewhere.messages().length === 0);
    expect(sees(ada, elsewhere)).toMatchInlineSnapshot(`
      "#elsewhere
      Limner (only you): Pictures cannot be asked for in this channel. Ask somebody who runs this place where they can.
        Nothing was charged."
    `);
    expect(images.requests).toHaveLength(1);
    const forgetting = await ada.in(elsewhere).runs("/forget");
    await forgetting.shows("1 message");
    expect(sees(ada, elsewhere).split("\n").at(-1)).toMatchInlineSnapshot(`"  **<#ID>** 1 message"`);
  });

  test("or asks what there is", async () => {
    const { ada, bob, channel, sees } = await story();
    await (await ada.in(channel).runs("/help")).shows("imagine");
    await (await ada.in(channel).runs("/help", { command: "vary" })).shows("strength");
    expect(sees(ada)).toMatchInlineSnapshot(`
      "#general
      ada used /help
      Limner (only you): These are the things you can ask for:
        **imagine** Paint a picture from words
        **edit** Change a picture by saying what should be different
        **vary** Make variations of a result
        **again** Ask for the same thing once more
        **upscale** Make a result larger
        **history** List your results, the newest first
        **remove** Delete a result, or one of its pictures, for good
        **usage** Tell what was used, what is left and what is under way
        **And** blend, retry, cancel, info, original, post, share, settings, forget
        **help edit** Every option of edit; likewise for all others
      ada used /help command: vary
      Limner (only you): Make variations of a result
        Options of vary:
        **subject** Which result; your newest one here when left out
        **strength** How different (subtle, strong)
        **count** How many pictures (1–10)
        **private** Show the result to you alone"
    `);
    expect(sees(bob)).toBe("#general");
  });
});
