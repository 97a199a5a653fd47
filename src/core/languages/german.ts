import { asking } from "./german/asking.ts";
import { budgets } from "./german/budgets.ts";
import { chat } from "./german/chat.ts";
import { descriptions } from "./german/descriptions.ts";
import { discord } from "./german/discord.ts";
import { help } from "./german/help.ts";
import { images } from "./german/images.ts";
import { provider } from "./german/provider.ts";
import { removal } from "./german/removal.ts";
import { results } from "./german/results.ts";
import { settings } from "./german/settings.ts";
import { slack } from "./german/slack.ts";
import { storage } from "./german/storage.ts";
import { terminal } from "./german/terminal.ts";
import { usage } from "./german/usage.ts";

/** German, complete; it says du. */
export const german = {
  tag: "de",
  sentences: {
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
    bug: () => "In Limner ist etwas schiefgegangen. Es steht im Protokoll; an dir lag es nicht.",
  },
  descriptions,
};
