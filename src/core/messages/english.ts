import { asking } from "./asking.ts";
import { budgets } from "./budgets.ts";
import { chat } from "./chat.ts";
import { discord } from "./discord.ts";
import { help } from "./help.ts";
import { images } from "./images.ts";
import { provider } from "./provider.ts";
import { removal } from "./removal.ts";
import { results } from "./results.ts";
import { settings } from "./settings.ts";
import { slack } from "./slack.ts";
import { storage } from "./storage.ts";
import { terminal } from "./terminal.ts";
import { usage } from "./usage.ts";

/** Every sentence in English, complete by definition. The parameters of a sentence are the parameters of its function. */
export const english = {
  ...asking,
  ...results,
  ...budgets,
  ...images,
  ...provider,
  ...storage,
  ...chat,
  ...discord,
  ...slack,
  ...terminal,
  ...removal,
  ...settings,
  ...usage,
  ...help,
  bug: () => "Something went wrong inside Limner. It is in the log; nothing you did caused it.",
};
