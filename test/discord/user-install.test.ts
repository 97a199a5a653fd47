import { PermissionFlagsBits } from "discord.js";
import { describe, expect, test } from "vitest";
import { file } from "#test/fakes/discord/discord.ts";
import { quarteredPng } from "#test/images.ts";
import { inTrouble } from "./in-trouble.ts";
import { type Story, story } from "./story.ts";

describe("somebody who installed the bot for themselves", () => {
  test("uses it in a server where the bot is not", async () => {
    const { ada, bob, discord, images, sees } = await story();
    const elsewhere = discord.guild({ name: "Elsewhere", botIsMember: false }).channel("chat");
    ada.userInstalls();
    const asking = await ada.in(elsewhere).runs("/imagine", { prompt: "a red fox", count: 4 });
    await asking.pictures(4);
    expect(sees(bob, elsewhere)).toMatchInlineSnapshot(`
      "#chat
      ada used /imagine prompt: a red fox count: 4
      Limner: > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.223
        [picture "a red fox" 1024x1024 png]
        [picture "a red fox" 1024x1024 png]
        [picture "a red fox" 1024x1024 png]
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
        <Picture 1 | Picture 2 | Picture 3 | Picture 4>"
    `);
    await (await ada.in(elsewhere).chooses("Picture 4", asking.message())).pictures(1);
    await (await ada.in(elsewhere).presses("Again", asking.message())).pictures(4);
    const refused = await ada.in(elsewhere).runs("/imagine", { prompt: "an owl", size: "7x7" });
    await refused.acknowledged();
    expect(sees(ada, elsewhere).split("\n").slice(-2)).toMatchInlineSnapshot(`
      [
        "ada used /imagine prompt: an owl size: 7x7",
        "Limner (only you): 7x7 is not possible: width and height must be multiples of 16. The nearest is 816x816.",
      ]
    `);
    expect(images.requests).toHaveLength(8);
    // There the bot itself can do nothing, and does not try.
    expect(discord.exchanges.filter(({ path }) => path.startsWith(`/channels/${elsewhere.id}`))).toEqual([]);
  });

  test("uses it among friends in a private channel, where Share, Delete and refusals work too", async () => {
    const { ada, bob, discord, images, sees } = await story({
      images: {
        script: ({ fields }) =>
          String(fields.prompt).includes("dragon")
            ? {
                answer: {
                  status: 400,
                  headers: {},
                  body: JSON.stringify({
                    error: {
                      message: "blocked",
                      type: "image_generation_user_error",
                      code: "moderation_blocked",
                      param: null,
                    },
                  }),
                  afterRender: false,
                },
              }
            : null,
      },
    });
    ada.userInstalls();
    const friends = discord.groupChat("friends");
    const asking = await ada.in(friends).runs("/imagine", { prompt: "a red fox", private: true });
    await asking.pictures(1);
    expect(friends.messages({ as: bob })).toEqual([]);
    await (await ada.in(friends).presses("Share", asking.message())).shows("being posted here");
    await discord.until(() => friends.messages().length === 1);
    const refused = await ada.in(friends).runs("/imagine", { prompt: "a dragon" });
    await discord.until(() => refused.messages().some(({ isEphemeral }) => isEphemeral));
    await discord.until(() => friends.messages().length === 1);
    expect(sees(bob, friends)).toMatchInlineSnapshot(`
      "#friends
      Limner (to Limner): > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]"
    `);
    expect(sees(ada, friends)).toMatchInlineSnapshot(`
      "#friends
      ada used /imagine prompt: a red fox private: true
      Limner (only you): > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [📢 Share] [🗑️ Delete]
      Limner (only you) (to Limner): JOB1 is being posted here, and everybody here can use it from now on.
      Limner (to Limner): > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [🗑️ Delete]
      Limner (only you): The image service's safety check declined this. Nothing was charged; say it differently or use another picture.
        > **a dragon**
        -# asked by @ada"
    `);
    const [shared] = friends.messages();
    await (await ada.in(friends).presses("Delete", shared)).shows("is deleted");
    await discord.until(() => friends.messages().length === 0);
    expect(images.requests).toHaveLength(2);
  });
});

/** A server where the bot is not, and where Discord shows what such apps answer to nobody but who asked. */
function strictServer({ discord, ada, bob }: Story) {
  const everyonePermissions = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages;
  ada.userInstalls();
  bob.userInstalls();
  return discord.guild({ name: "Strict", botIsMember: false, everyonePermissions }).channel("hall");
}

describe("somebody who installed the bot for themselves, where Discord shows its answers to nobody else", () => {
  test("has a private result: it can be shared, and whoever guesses its id learns nothing", async () => {
    const told = await story();
    const { discord, ada, bob, sees } = told;
    const hall = strictServer(told);
    const asking = await ada.in(hall).runs("/imagine", { prompt: "a red fox" });
    await asking.pictures();
    expect(sees(ada, hall)).toMatchInlineSnapshot(`
      "#hall
      ada used /imagine prompt: a red fox
      Limner (only you): > **a red fox**
        -# asked by @ada · gpt-image-2 · 1024x1024 · medium · # s · $0.056
        [picture "a red fox" 1024x1024 png]
        [🔄 Again] [🎨 Vary] [✏️ Edit] [⬆️ Upscale] [📋 Info] [📢 Share] [🗑️ Delete]"
    `);
    const [job = ""] = /[0-9a-z]{10}(?=-1\.)/.exec(asking.message()?.pictures()[0]?.name ?? "") ?? [];
    const asked = await bob.in(hall).runs("/info", { subject: job });
    await asked.acknowledged();
    await discord.until(() => asked.messages().some((message) => !message.text().startsWith("Taking")));
    expect(sees(bob, hall)).toMatchInlineSnapshot(`
      "#hall
      bob used /info subject: JOB1
      Limner (only you): There is no result JOB1 that you can use. History lists yours."
    `);
    const shared = await ada.in(hall).runs("/share", { subject: job });
    await discord.until(() => sees(ada, hall).includes("nobody else would see it"));
    await shared.acknowledged();
    expect(sees(ada, hall)).not.toContain("Bringing it here");
    expect(sees(bob, hall)).not.toContain("fox");
  });

  test("has a private result from a form as well", async () => {
    const told = await story();
    const { ada, bob, sees } = told;
    const hall = strictServer(told);
    const gallery = [file("photo.png", await quarteredPng({ width: 640, height: 480 }))];
    const message = await bob.in(hall).says("my town", { gallery });
    const form = await (await ada.in(hall).opens("Edit image", message)).form();
    await (await form.submits({ Prompt: "make it night" })).pictures();
    expect(sees(ada, hall)).toContain("[📢 Share]");
  });

  test("has it also when Discord's answer to the first answer was lost", async () => {
    const told = await inTrouble();
    const { discord, ada, sees } = told;
    const hall = strictServer(told);
    discord.drops("POST callback", { afterEffect: true });
    const asking = await ada.in(hall).runs("/imagine", { prompt: "a red fox" });
    await asking.pictures();
    expect(sees(ada, hall)).toContain("[📢 Share]");
  });
});
