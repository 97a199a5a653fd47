import type { Catalogue } from "#core/message.ts";

/** Sentences for whoever sets Discord up, in German. */
export const discord = {
  "discord.token": () =>
    "Discord nimmt DISCORD_TOKEN nicht an. Kopiere das Token des Bots neu aus dem Developer-Portal (deine Anwendung, Bot, Reset Token).",
  "discord.public-key": () =>
    "DISCORD_PUBLIC_KEY ist nicht der öffentliche Schlüssel der Anwendung: 64 hexadezimale Ziffern aus dem Developer-Portal (General Information).",
  "discord.no-public-key": () =>
    "DISCORD_INTERACTIONS=http braucht DISCORD_PUBLIC_KEY: den öffentlichen Schlüssel der Anwendung aus dem Developer-Portal (General Information).",
  "discord.guild": () =>
    "Discord lässt den Bot auf dem Server, den DISCORD_GUILD_ID nennt, keine Befehle anmelden. Nimm den Bot dort auf oder berichtige die Id.",
  "discord.connecting": () => "Keine Verbindung zu Discord.",
} satisfies Partial<Catalogue>;
