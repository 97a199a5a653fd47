import { settings } from "./checks/configuration.ts";
import { database } from "./checks/database.ts";
import { folders } from "./checks/folders.ts";
import { imageService } from "./checks/image-service.ts";
import { painting } from "./checks/painting.ts";
import type { Check } from "./finding.ts";

/**
 * Everything that is looked at, in this order: access before payload, what costs money last.
 * A chat platform's tokens get a check of their own before `painting`.
 */
export const checks: readonly Check[] = [settings, folders, database, imageService, painting];
