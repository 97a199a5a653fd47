/** Sentences for whoever sets Discord up. */
export const discord = {
  "discord.token": () =>
    "Discord refuses DISCORD_TOKEN. Copy the bot's token anew from the developer portal (your application, Bot, Reset Token).",
  "discord.public-key": () =>
    "DISCORD_PUBLIC_KEY is not the application's public key: 64 hexadecimal digits from the developer portal (General Information).",
  "discord.no-public-key": () =>
    "DISCORD_INTERACTIONS=http needs DISCORD_PUBLIC_KEY: the application's public key from the developer portal (General Information).",
  "discord.guild": () =>
    "Discord does not let the bot register commands in the server that DISCORD_GUILD_ID names. Add the bot to that server, or correct the id.",
  "discord.connecting": () => "Not connected to Discord.",
};
