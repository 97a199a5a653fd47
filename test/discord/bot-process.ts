import { expect } from "vitest";
import { startFakeDiscord } from "#test/fakes/discord/discord.ts";
import { botProcesses } from "#test/processes/bot-process.ts";

/** A Discord and an image service that outlive every process of the bot. */
export async function onDiscordWithProcesses() {
  const discord = await startFakeDiscord();
  const bot = await botProcesses({
    env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, DISCORD_CDN_URL: discord.cdnUrl },
    ready: () => discord.gateway.ready(),
    async over(log) {
      await discord.close();
      expect(log).not.toContain(discord.token);
      expect(log).not.toMatch(/[\w-]{80}/);
      expect(discord.trouble).toEqual([]);
    },
  });
  const channel = discord.guild({ name: "Atelier" }).channel("general");
  return { ...bot, discord, channel, ada: discord.user("ada") };
}
