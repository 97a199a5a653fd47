import {
  FileUploadBuilder,
  LabelBuilder,
  MediaGalleryComponent,
  MessageFlags,
  ModalBuilder,
  PermissionFlagsBits,
  TextInputBuilder,
  TextInputStyle,
} from "discord.js";
import { describe, expect, test } from "vitest";
import { file } from "./discord/discord.ts";
import { bot, fake, png, resultWith } from "./discord/sample-bot.ts";

const png0 = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);

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
