import { z } from "zod";
import { list, setting, slash, text, yesNo } from "./kinds.ts";

/** Settings of the chat platforms. */
export const chatSettings = {
  DISCORD_TOKEN: setting(
    "Token of the bot, from Discord's developer portal; Discord starts when it is set",
    "",
    text.optional(),
  ),
  DISCORD_INTERACTIONS: setting(
    "How Discord tells what people do: gateway (a connection from here, needs no public address) or http",
    "gateway",
    z.enum(["gateway", "http"]).default("gateway"),
  ),
  DISCORD_PUBLIC_KEY: setting(
    "The application's public key, needed for http; the endpoint is /discord/interactions",
    "",
    z
      .string()
      .regex(/^[0-9a-f]{64}$/i, "must be the 64 hexadecimal digits that the developer portal shows")
      .optional(),
  ),
  DISCORD_GUILD_ID: setting(
    "Register commands in this server alone, where they change at once (while developing)",
    "",
    z
      .string()
      .regex(/^\d{15,21}$/, "must be the id of a server: digits alone")
      .optional(),
  ),
  DISCORD_API_URL: setting(
    "Another address of Discord's API",
    "https://discord.com/api",
    z.url().default("https://discord.com/api"),
  ),
  DISCORD_CDN_URL: setting(
    "Another address of Discord's files, the only one then from which they are taken",
    "",
    z.url().optional(),
  ),
  SLACK_BOT_TOKEN: setting(
    "Token of the bot user (xoxb-), from api.slack.com: your app, OAuth & Permissions; Slack starts when it is set",
    "",
    z
      .string()
      .regex(/^xoxb-/, "must begin with xoxb-; the one that begins with xapp- is SLACK_APP_TOKEN")
      .optional(),
  ),
  SLACK_MODE: setting(
    "How Slack tells what people do: socket (a connection from here, needs no public address) or http",
    "socket",
    z.enum(["socket", "http"]).default("socket"),
  ),
  SLACK_APP_TOKEN: setting(
    "Needed for socket: the app-level token (xapp-) with connections:write (Basic Information)",
    "",
    z
      .string()
      .regex(/^xapp-/, "must begin with xapp-; the one that begins with xoxb- is SLACK_BOT_TOKEN")
      .optional(),
  ),
  SLACK_SIGNING_SECRET: setting(
    "Needed for http: the app's signing secret (Basic Information); the address is /slack/events",
    "",
    text.optional(),
  ),
  SLACK_IMAGINE_COMMAND: setting(
    "What /imagine is called, should another app use that name",
    "/imagine",
    slash.default("/imagine"),
  ),
  SLACK_EDIT_COMMAND: setting("The same for /edit", "/edit", slash.default("/edit")),
  SLACK_ADMINS: setting(
    "Ids of those who may set limits and look after others' results, separated by commas",
    "",
    list.default([]),
  ),
  SLACK_AUTO_JOIN: setting(
    "Whether the bot joins a public channel where somebody asks: yes or no",
    "no",
    yesNo.default(false),
  ),
  SLACK_STRANGERS: setting(
    "Whether people of connected workspaces may ask for pictures: yes or no",
    "no",
    yesNo.default(false),
  ),
  SLACK_THREAD_REPLIES: setting(
    "Whether a reply under a result edits it without mentioning the bot: yes or no",
    "no",
    yesNo.default(false),
  ),
  SLACK_RESULT_STYLE: setting(
    "Whether buttons stand in the message with the pictures (blocks) or in one of their own (split)",
    "blocks",
    z.enum(["blocks", "split"]).default("blocks"),
  ),
  SLACK_API_URL: setting(
    "Another address of Slack's API",
    "https://slack.com/api/",
    z.url().default("https://slack.com/api/"),
  ),
} as const;
