import { settings } from "./checks/configuration.ts";
import { database } from "./checks/database.ts";
import { discord } from "./checks/discord.ts";
import { folders } from "./checks/folders.ts";
import { imageService } from "./checks/image-service.ts";
import { painting } from "./checks/painting.ts";
import { slack } from "./checks/slack.ts";
import type { Check } from "./finding.ts";

/** Everything that is looked at, in this order: access before payload, what costs money last. */
export const checks: readonly Check[] = [settings, folders, database, imageService, discord, slack, painting];
