import {
  type ChatInputCommandInteraction,
  Client,
  FileUploadBuilder,
  LabelBuilder,
  MediaGalleryComponent,
  MessageFlags,
  ModalBuilder,
  PermissionFlagsBits,
  REST,
  Routes,
  TextInputBuilder,
  TextInputStyle,
} from "discord.js";
import { describe, expect, test } from "vitest";
import { file } from "./discord/discord.ts";
import { bot, fake, png, refusalOf, restOf, resultWith } from "./discord/sample-bot.ts";

describe("a conversation", () => {
  test("is told as people see it: a command, its picture, and a button under it", async () => {
    const { discord, channel, ada, bo } = await fake();
    const picture = await png();
    await bot(discord, async (interaction) => {
      if (interaction.isButton()) await interaction.reply({ content: "Once more", flags: MessageFlags.Ephemeral });
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      await resultWith(interaction, picture);
    });
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a red fox", count: 2 });
    const [shown] = await asking.pictures(1);
    expect(Buffer.from((await shown?.bytes()) ?? [])).toEqual(picture);
    expect(shown).toMatchObject({ alt: "a fox", width: 64, height: 48, contentType: "image/png" });
    await (await bo.in(channel).presses("Again")).shows("Once more");
    expect(channel.transcript({ as: bo })).toBe(
      [
        "#general",
        "ada used /imagine prompt: a red fox count: 2",
        "Limner: **a red fox**",
        '  [picture "a fox" 64x48 png]',
        "  [Again]",
        "Limner (only you) (to Limner): Once more",
      ].join("\n"),
    );
    expect(channel.transcript({ as: ada })).not.toContain("Once more");
    expect(asking.message()?.edits.map(({ pictures }) => pictures)).toEqual([0, 1]);
    expect(asking.message()?.json().attachments).toEqual([]);
    expect(discord.trouble).toEqual([]);
  });

  test("opens a form and brings back what is filled in, files too", async () => {
    const { discord, channel, ada } = await fake();
    const submitted = Promise.withResolvers<unknown>();
    await bot(discord, async (interaction) => {
      if (interaction.isChatInputCommand()) {
        const prompt = new TextInputBuilder()
          .setCustomId("prompt")
          .setStyle(TextInputStyle.Paragraph)
          .setValue("a fox");
        const files = new FileUploadBuilder().setCustomId("files").setMaxValues(2).setRequired(false);
        await interaction.showModal(
          new ModalBuilder()
            .setCustomId("v1:edit:1")
            .setTitle("Edit image")
            .addLabelComponents(
              new LabelBuilder().setLabel("Prompt").setTextInputComponent(prompt),
              new LabelBuilder().setLabel("References").setFileUploadComponent(files),
            ),
        );
      }
      if (!interaction.isModalSubmit()) return;
      const uploaded = interaction.fields.getUploadedFiles("files");
      submitted.resolve([interaction.fields.getTextInputValue("prompt"), uploaded?.map(({ name }) => name)]);
      await interaction.reply("Done");
    });
    const form = await (await ada.in(channel).runs("/form")).form();
    expect([form.title, form.labels(), form.prefilled("Prompt")]).toEqual([
      "Edit image",
      ["Prompt", "References"],
      "a fox",
    ]);
    await expect(form.submits({ Prompt: "" })).rejects.toThrow("required");
    const cat = file("cat.png", await png());
    await (await form.submits({ Prompt: "make it snow", References: [cat, file("dog.png", await png())] })).shows(
      "Done",
    );
    expect(await submitted.promise).toEqual(["make it snow", ["cat.png", "dog.png"]]);
  });

  test("offers only what is registered, as it is registered", async () => {
    const { discord, channel, ada } = await fake();
    await bot(discord, (interaction) =>
      interaction.isAutocomplete() ? interaction.respond([{ name: "GPT Image 2", value: "gpt-image-2" }]) : undefined,
    );
    const seat = ada.in(channel);
    await expect(seat.runs("/draw", {})).rejects.toThrow("registered");
    await expect(seat.runs("/imagine", {})).rejects.toThrow('needs the option "prompt"');
    await expect(seat.runs("/imagine", { prompt: "x", seed: 1 })).rejects.toThrow('no option "seed"');
    await expect(seat.runs("/imagine", { prompt: "x", count: 9 })).rejects.toThrow("at most 4");
    await expect(seat.runs("/imagine", { prompt: "x", image: file("a.pdf", png0) })).rejects.toThrow(
      "cannot be chosen",
    );
    await expect(seat.runs("/admin")).rejects.toThrow("permissions");
    expect(await seat.types("/imagine", "model", "gpt")).toEqual([{ name: "GPT Image 2", value: "gpt-image-2" }]);
  });

  test("gives a message menu the whole message, and the bot's own ears only what mentions it", async () => {
    const { discord, channel, ada, bo } = await fake();
    const heard: string[] = [];
    const client = await bot(discord, async (interaction) => {
      if (interaction.isMessageContextMenuCommand())
        await interaction.reply(`I see ${interaction.targetMessage.content}`);
    });
    client.on("messageCreate", (message) => heard.push(message.content));
    const said = await bo.in(channel).says("a private matter");
    await bo.in(channel).says("@Limner make it snow");
    await (await ada.in(channel).opens("Edit image", said)).shows("I see a private matter");
    expect(heard.slice(0, 2)).toEqual(["", `<@${discord.applicationId}> make it snow`]);
  });

  test("shows a menu the pictures of another bot's gallery and of an embed", async () => {
    const { discord, channel, ada, bo } = await fake();
    const urls: (string | undefined)[] = [];
    await bot(discord, async (interaction) => {
      if (!interaction.isMessageContextMenuCommand()) return;
      const { components, embeds, attachments } = interaction.targetMessage;
      const shown = components.flatMap((part) => (part instanceof MediaGalleryComponent ? part.items : []));
      urls.push(...shown.map(({ media }) => media.data.url), ...embeds.map(({ image }) => image?.proxyURL));
      await interaction.reply(`${attachments.size} attachments`);
    });
    const bytes = await png();
    const inGallery = await bo.in(channel).says("look", { gallery: [file("one.png", bytes), file("two.png", bytes)] });
    const inEmbed = await bo.in(channel).says("https://pictures.example", { embeds: [file("three.png", bytes)] });
    for (const message of [inGallery, inEmbed])
      await (await ada.in(channel).opens("Edit image", message)).shows("0 attachments");
    for (const url of urls) expect(Buffer.from(await (await fetch(url ?? "")).arrayBuffer())).toEqual(bytes);
    expect(urls).toHaveLength(3);
  });

  test("reaches people who installed the bot for themselves, privately where others must not see it", async () => {
    const { discord, ada } = await fake();
    await bot(discord, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.reply("Hello");
      for (let round = 0; round < 6; round += 1) await interaction.followUp(`and ${round}`);
    });
    const foreign = discord.guild({ botIsMember: false, everyonePermissions: PermissionFlagsBits.ViewChannel });
    const there = foreign.channel("elsewhere");
    await expect(ada.in(there).runs("/imagine", { prompt: "x" })).rejects.toThrow("not installed");
    const asking = await ada.userInstalls().in(there).runs("/imagine", { prompt: "x" });
    await discord.until(() => discord.requests("POST follow-up").length === 6);
    expect(discord.requests("POST follow-up").at(-1)).toMatchObject({ status: 400, answer: { code: 40094 } });
    expect(asking.messages().map(({ isEphemeral }) => isEphemeral)).toEqual([true, true, true, true, true, true]);
    expect(asking.interaction).toMatchObject({ context: 0, authorizing_integration_owners: { 1: ada.id } });
    const inGroup = await ada.in(discord.groupChat("friends")).runs("/imagine", { prompt: "x" });
    expect((await inGroup.shows("Hello")).isEphemeral).toBe(false);
    expect(inGroup.interaction).toMatchObject({ context: 2, user: { id: ada.id } });
  });
});

const png0 = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);

describe("the clock of an interaction", () => {
  test("refuses a second callback, and one that comes after three seconds", async () => {
    const { discord, channel, ada } = await fake();
    const waiting: ChatInputCommandInteraction[] = [];
    const client = await bot(discord, (interaction) => interaction.isChatInputCommand() && waiting.push(interaction));
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a fox" });
    await discord.until(() => waiting.length === 1);
    const callback = (type: number) =>
      client.rest.post(Routes.interactionCallback(asking.id, asking.token), { body: { type }, auth: false });
    expect(await refusalOf(callback(7))).toBe("400/50035");
    expect(await refusalOf(callback(5))).toBe("none");
    expect(await refusalOf(callback(5))).toBe("400/40060");
    const late = await ada.in(channel).runs("/imagine", { prompt: "too late" });
    discord.passes({ seconds: 4 });
    const lateCallback = client.rest.post(Routes.interactionCallback(late.id, late.token), {
      body: { type: 5 },
      auth: false,
    });
    expect(await refusalOf(lateCallback)).toBe("404/10062");
    await expect(late.acknowledged()).rejects.toThrow("did not respond");
    expect(discord.trouble).toEqual(["ada: /imagine prompt: too late: The application did not respond"]);
    expect(channel.transcript({ as: ada })).toContain("! The application did not respond");
  });

  test("ends a token after fifteen minutes; the bot's own token still edits what is public", async () => {
    const { discord, channel, ada } = await fake();
    const client = await bot(discord, (interaction) => interaction.isChatInputCommand() && interaction.deferReply());
    const rest = (token: string) =>
      client.rest.patch(Routes.webhookMessage(discord.applicationId, token), { body: { content: "x" }, auth: false });
    const old = await ada.in(channel).runs("/imagine", { prompt: "a fox" }, { ageMinutes: 16 });
    await old.acknowledged();
    expect(await refusalOf(rest(old.token))).toBe("401/50027");
    const young = await ada.in(channel).runs("/imagine", { prompt: "a fox" });
    await young.acknowledged();
    expect(discord.trouble).toHaveLength(1);
    expect(await refusalOf(rest("wrong"))).toBe("404/10015");
    const messageId = old.message()?.id ?? "";
    await client.rest.patch(Routes.channelMessage(channel.id, messageId), { body: { content: "late, but here" } });
    expect(old.message()?.text()).toBe("late, but here");
    expect(discord.trouble).toEqual([]);
    discord.ageTokens(16);
    expect(await refusalOf(rest(young.token))).toBe("401/50027");
  });

  test("turns a first follow-up into the answer that was still being thought about", async () => {
    const { discord, channel, ada } = await fake();
    await bot(discord, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.followUp({ content: "not public after all" });
    });
    const asking = await ada.in(channel).runs("/imagine", { prompt: "a fox" });
    const message = await asking.shows("not public");
    expect([asking.messages().length, message.isEphemeral]).toEqual([1, true]);
  });
});

describe("what is refused", () => {
  test("a wrong token, everywhere", async () => {
    const { discord } = await fake();
    expect(await refusalOf(restOf(discord, "wrong").get(Routes.user()))).toBe("401/0");
    const client = new Client({ intents: [], rest: { api: discord.apiUrl } });
    await expect(client.login("wrong")).rejects.toThrow();
  });

  test("files above the limit of their route, and requests above 25 MiB", async () => {
    const { discord, channel } = await fake();
    const rest = restOf(discord);
    const send = (...sizes: readonly number[]) =>
      rest.post(Routes.channelMessages(channel.id), {
        body: {},
        files: sizes.map((size, index) => ({ name: `${index}.bin`, data: Buffer.alloc(size) })),
      });
    const mebibyte = 1024 * 1024;
    expect(await refusalOf(send(10 * mebibyte))).toBe("none");
    expect(await refusalOf(send(10 * mebibyte + 1))).toBe("413/40005");
    expect(await refusalOf(send(9 * mebibyte, 9 * mebibyte, 9 * mebibyte))).toBe("413/40005");
    const boosted = discord.guild({ premiumTier: 2 }).channel("big");
    const files = [{ name: "a.bin", data: Buffer.alloc(20 * mebibyte) }];
    expect(await refusalOf(rest.post(Routes.channelMessages(boosted.id), { body: {}, files }))).toBe("none");
  });

  test("Components V2 that break a rule, with the errors in a tree", async () => {
    const { discord, channel } = await fake();
    const rest = restOf(discord);
    const text = (content: string) => ({ type: 10, content });
    const button = (id: string) => ({ type: 1, components: [{ type: 2, style: 2, label: "Go", custom_id: id }] });
    const post = (body: object, files: { name: string; data: Buffer }[] = []) =>
      refusalOf(rest.post(Routes.channelMessages(channel.id), { body: { flags: 32_768, ...body }, files }));
    const image = (name: string) => ({ type: 12, items: [{ media: { url: `attachment://${name}` } }] });
    const data = await png();
    expect(await post({ components: [text("a"), image("a.png"), button("x")] }, [{ name: "a.png", data }])).toBe(
      "none",
    );
    const refused = [
      await post({ content: "words", components: [text("a")] }),
      await post({ components: Array.from({ length: 41 }, () => text("a")) }),
      await post({ components: [text("a".repeat(3000)), text("b".repeat(1001))] }),
      await post({ components: [button("same"), button("same")] }),
      await post({ components: [image("missing.png")] }),
      await post({ components: [text("unused")] }, [{ name: "a.png", data }]),
      await post({ flags: 0, components: [text("needs the flag")] }),
      await post({ components: [button("x".repeat(101))] }),
    ];
    expect(new Set(refused)).toEqual(new Set(["400/50035"]));
    expect(await post({ components: [text("あ".repeat(3400))] })).toBe("500");
    expect(discord.exchanges.at(2)?.answer).toMatchObject({
      code: 50035,
      errors: { components: { _errors: [{ code: "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED" }] } },
    });
    discord.refusesComponentsV2();
    expect(await post({ components: [text("a")] })).toBe("400/50035");
  });

  test("what is deleted, forbidden, closed or blocked", async () => {
    const { discord, guild, channel, ada } = await fake();
    const rest = restOf(discord);
    const post = (content: string, body: object = {}) =>
      refusalOf(rest.post(Routes.channelMessages(channel.id), { body: { content, ...body } }));
    guild.blocksWord("forbidden");
    expect(await post("a forbidden word")).toBe("400/200000");
    expect(await post("x", { nonce: "n1", enforce_nonce: true })).toBe("none");
    expect(await post("x", { nonce: "n1", enforce_nonce: true })).toBe("none");
    const [message] = channel.messages();
    expect(channel.messages()).toHaveLength(1);
    const edit = () =>
      refusalOf(rest.patch(Routes.channelMessage(channel.id, message?.id ?? ""), { body: { content: "y" } }));
    expect(await edit()).toBe("none");
    await discord.owner.in(channel).says("hello");
    const moderator = discord.user("mo", { permissions: PermissionFlagsBits.ManageMessages });
    if (message !== undefined) await moderator.in(channel).deletes(message);
    expect(await edit()).toBe("404/10008");
    channel.denies(PermissionFlagsBits.SendMessages);
    expect(await post("x")).toBe("403/50013");
    guild.removesBot();
    expect(await post("x")).toBe("403/50001");
    channel.remove();
    expect(await post("x")).toBe("404/10003");
    ada.userInstalls().closesDms();
    expect(await refusalOf(rest.post(Routes.channelMessages(ada.direct.id), { body: { content: "x" } }))).toBe(
      "403/50007",
    );
  });

  test("links that are forged or too old", async () => {
    const { discord, channel } = await fake();
    const files = [{ name: "fox.png", data: await png() }];
    await restOf(discord).post(Routes.channelMessages(channel.id), { body: {}, files });
    const url = channel.messages()[0]?.pictures()[0]?.url ?? "";
    const status = async (link: string) => (await fetch(link)).status;
    expect([await status(url), await status(url.replace("hm=", "hm=0"))]).toEqual([200, 404]);
    discord.expireLinks();
    expect(await status(url)).toBe(404);
  });
});

describe("trouble on the way", () => {
  test("limits, failures, cuts and held routes come as arranged", async () => {
    const { discord } = await fake();
    const rest = new REST({ api: discord.apiUrl, retries: 2 }).setToken(discord.token);
    const seen: number[] = [];
    rest.on("rateLimited", ({ timeToReset }) => seen.push(timeToReset));
    discord.limits({ route: "GET user", after: 0, retryAfterSeconds: 0.05 });
    discord.fails("GET user", { status: 503, times: 1 });
    discord.drops("GET application", { times: 1 });
    expect(await rest.get(Routes.user())).toMatchObject({ id: discord.applicationId });
    expect(discord.requests("GET user").map(({ status }) => status)).toEqual([429, 503, 200]);
    expect(discord.requests("GET user")[0]?.answerHeaders).toMatchObject({ "x-ratelimit-scope": "user" });
    expect(seen).toHaveLength(1);
    expect(await rest.get("/applications/@me")).toMatchObject({ name: "Limner" });
    const gate = discord.hold("GET user");
    const held = rest.get(Routes.user());
    await gate.reached;
    expect(gate.waiting()).toBe(1);
    gate.open();
    await held;
  });

  test("a message whose answer was lost is sent again and, by its nonce, is still one", async () => {
    const { discord, channel } = await fake();
    const rest = new REST({ api: discord.apiUrl, retries: 1 }).setToken(discord.token);
    discord.drops("POST message", { afterEffect: true });
    const body = { content: "x", nonce: "n1", enforce_nonce: true };
    const answered = await rest.post(Routes.channelMessages(channel.id), { body });
    expect(channel.messages()).toHaveLength(1);
    expect(answered).toMatchObject({ id: channel.messages()[0]?.id });
    expect(discord.requests("POST message")).toHaveLength(1);
  });
});
