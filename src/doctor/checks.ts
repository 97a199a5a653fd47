import { settings } from "./checks/configuration.ts";
import { database } from "./checks/database.ts";
import { folders } from "./checks/folders.ts";
import { imageService } from "./checks/image-service.ts";
import { painting } from "./checks/painting.ts";
import type { Check } from "./finding.ts";

/** Loaded only where the platform is set up: its client takes longer than all other checks. */
const discord: Check = {
  name: "discord",
  run: async (context) =>
    context.config.DISCORD_TOKEN === undefined ? [] : (await import("./checks/discord.ts")).discord.run(context),
};
const slack: Check = {
  name: "slack",
  run: async (context) =>
    context.config.SLACK_BOT_TOKEN === undefined ? [] : (await import("./checks/slack.ts")).slack.run(context),
};

/** Everything that is looked at, in this order: access before payload, what costs money last. */
export const checks: readonly Check[] = [settings, folders, database, imageService, discord, slack, painting];
