import { AttachmentBuilder, Client, GatewayIntentBits, type Interaction, Routes } from "discord.js";
import OpenAI from "openai";

const commands = [
  {
    name: "imagine",
    description: "Makes an image",
    options: [{ type: 3, name: "prompt", description: "What to draw" }],
  },
  { name: "help", description: "Says what there is" },
];

/** A bot as tutorials make it; only that it does not end when an interaction went wrong. */
export async function plainBot(discord: { apiUrl: string; token: string }, baseURL: string): Promise<void> {
  const openai = new OpenAI({ apiKey: "bench", baseURL });
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: discord.apiUrl } });

  async function answer(interaction: Interaction): Promise<void> {
    if (!interaction.isChatInputCommand()) return;
    if (interaction.commandName === "help") {
      await interaction.reply("Say /imagine and what you would like to see.");
      return;
    }
    await interaction.deferReply();
    const prompt = interaction.options.getString("prompt") ?? "";
    const { data } = await openai.images.generate({ model: "gpt-image-2", prompt, size: "1024x1024" });
    const picture = Buffer.from(data?.[0]?.b64_json ?? "", "base64");
    await interaction.editReply({ files: [new AttachmentBuilder(picture, { name: "picture.png" })] });
  }

  // An upload that discord.js cuts off after its 15 s breaks inside Node, where no bot can catch it, and ends the process.
  process.on("unhandledRejection", () => {});
  client.on("interactionCreate", (interaction) => {
    // What came too late is counted by whoever holds the stopwatch.
    answer(interaction).catch(() => {});
  });
  await client.login(discord.token);
  await client.rest.put(Routes.applicationCommands(client.application?.id ?? ""), { body: commands });
}
