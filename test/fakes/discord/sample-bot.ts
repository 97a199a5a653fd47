import {
  AttachmentBuilder,
  ButtonBuilder,
  type ChatInputCommandInteraction,
  Client,
  ContainerBuilder,
  DiscordAPIError,
  GatewayIntentBits,
  HTTPError,
  type Interaction,
  MediaGalleryBuilder,
  MediaGalleryItemBuilder,
  MessageFlags,
  REST,
  Routes,
  TextDisplayBuilder,
} from "discord.js";
import sharp from "sharp";
import { onTestFinished } from "vitest";
import { startFakeDiscord } from "./discord.ts";
import type { FakeDiscord, FakeDiscordOptions } from "./discord-types.ts";

const commands = [
  {
    name: "imagine",
    description: "Makes an image",
    integration_types: [0, 1],
    options: [
      { type: 3, name: "prompt", description: "What to draw", required: true },
      { type: 4, name: "count", description: "How many", min_value: 1, max_value: 4 },
      { type: 3, name: "model", description: "Which model", autocomplete: true },
      { type: 11, name: "image", description: "Begin with this", file_types: ["image"] },
    ],
  },
  { name: "form", description: "Opens a form" },
  { type: 3, name: "Edit image", integration_types: [0, 1] },
  { name: "admin", description: "For few", default_member_permissions: "32" },
];

/** A fake Discord with a server, a channel and two people, closed when the test is. */
export async function fake(options: FakeDiscordOptions = {}) {
  const discord = await startFakeDiscord(options);
  onTestFinished(() => discord.close());
  const guild = discord.guild({ name: "Atelier" });
  return { discord, guild, channel: guild.channel("general"), ada: discord.user("ada"), bo: discord.user("bo") };
}

/** The real discord.js, logged in, answering interactions that way. */
export async function bot(discord: FakeDiscord, answer: (interaction: Interaction) => Promise<unknown> | unknown) {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages],
    rest: { api: discord.apiUrl, retries: 0 },
  });
  client.on("error", () => undefined);
  client.on("interactionCreate", (interaction) => void Promise.resolve(answer(interaction)).catch(() => undefined));
  onTestFinished(() => client.destroy());
  await client.login(discord.token);
  await discord.gateway.ready();
  await client.rest.put(Routes.applicationCommands(discord.applicationId), { body: commands });
  return client;
}

/** discord.js's REST client on its own; it tries nothing again. */
export function restOf(discord: FakeDiscord, token = discord.token) {
  return new REST({ api: discord.apiUrl, retries: 0 }).setToken(token);
}

/** Status and code with which a request is refused, or `none`. */
export async function refusalOf(request: Promise<unknown>): Promise<string> {
  try {
    await request;
    return "none";
  } catch (error) {
    if (error instanceof HTTPError) return `${error.status}`;
    return error instanceof DiscordAPIError ? `${error.status}/${error.code}` : String(error);
  }
}

/** A red picture. */
export async function png(width = 64, height = 48): Promise<Buffer> {
  return await sharp({ create: { width, height, channels: 3, background: "red" } })
    .png()
    .toBuffer();
}

function gallery(names: readonly string[], text = "**a red fox**") {
  const items = names.map((name) =>
    new MediaGalleryItemBuilder().setURL(`attachment://${name}`).setDescription("a fox"),
  );
  return new ContainerBuilder()
    .addTextDisplayComponents(new TextDisplayBuilder().setContent(text))
    .addMediaGalleryComponents(new MediaGalleryBuilder().addItems(items))
    .addActionRowComponents((row) =>
      row.addComponents(new ButtonBuilder().setStyle(2).setLabel("Again").setCustomId("v1:again:1")),
    );
}

/** Edits the answer into a Components V2 message with one picture and a button. */
export async function resultWith(interaction: ChatInputCommandInteraction, picture: Buffer) {
  await interaction.editReply({
    flags: MessageFlags.IsComponentsV2,
    content: null,
    components: [gallery(["fox.png"])],
    files: [new AttachmentBuilder(picture, { name: "fox.png", description: "a fox" })],
  });
}
