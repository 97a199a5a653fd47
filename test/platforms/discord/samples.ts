import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIAttachment,
  type APIChatInputApplicationCommandInteraction,
  type APIMessage,
  type APIModalSubmitInteraction,
  type APIUser,
  Locale,
} from "discord.js";
import { commands } from "#commands/index.ts";
import type { Command } from "#core/command.ts";
import { catalogue } from "#src/models/openai/catalog.ts";

/** Interactions and messages as Discord sends them, with only so much in them as the tests are about. */
export const application = "1100000000000000001";

export const around = { models: catalogue.map(({ info }) => info), today: "2026-11-20" };

export function commandNamed(name: string): Command {
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) throw new Error(`there is no command ${name}`);
  return command;
}

const ada: APIUser = {
  id: "2200000000000000002",
  username: "ada",
  discriminator: "0",
  global_name: "Ada",
  avatar: null,
  primary_guild: null,
};
const bot: APIUser = { ...ada, id: application, username: "limner", global_name: null, bot: true };

type SlashData = APIChatInputApplicationCommandInteraction["data"];

export function slash(
  name: string,
  options: NonNullable<SlashData["options"]>,
  attachments: readonly APIAttachment[] = [],
): APIChatInputApplicationCommandInteraction {
  const resolved = { attachments: Object.fromEntries(attachments.map((attachment) => [attachment.id, attachment])) };
  return { ...base(), type: 2, data: { id: "6600000000000000006", type: 1, name, options, resolved } };
}

export function typing(
  name: string,
  options: APIApplicationCommandAutocompleteInteraction["data"]["options"],
): APIApplicationCommandAutocompleteInteraction {
  return { ...base(), type: 4, data: { id: "6600000000000000006", type: 1, name, options } };
}

export function submitted(
  components: readonly APIModalSubmitInteraction["data"]["components"][number][],
  attachments: readonly APIAttachment[] = [],
): APIModalSubmitInteraction {
  const resolved = { attachments: Object.fromEntries(attachments.map((attachment) => [attachment.id, attachment])) };
  return {
    ...base(),
    type: 5,
    data: { custom_id: "v1-form:d1:public", components: [...components], resolved },
  };
}

function base() {
  return {
    id: "1300000000000000003",
    application_id: application,
    token: "token-of-the-interaction",
    version: 1 as const,
    app_permissions: "562949953421311",
    locale: Locale.EnglishUS,
    entitlements: [],
    authorizing_integration_owners: { 0: "4400000000000000004" },
    attachment_size_limit: 10 * 1024 * 1024,
    channel: { id: "5500000000000000005", type: 0 as const },
    channel_id: "5500000000000000005",
    user: ada,
  };
}

export function attachment(id: string, filename: string, more: Partial<APIAttachment> = {}): APIAttachment {
  const path = `attachments/5500000000000000005/${id}/${filename}?ex=67&is=66&hm=0a1b`;
  return {
    id,
    filename,
    size: 120_000,
    url: `https://cdn.discordapp.com/${path}`,
    proxy_url: `https://media.discordapp.net/${path}`,
    content_type: "image/png",
    ...more,
  };
}

export function message(more: Partial<APIMessage>, author: "ada" | "limner" = "ada"): APIMessage {
  return {
    id: "7700000000000000007",
    channel_id: "5500000000000000005",
    author: author === "ada" ? ada : bot,
    content: "",
    timestamp: "2026-11-20T10:00:00.000000+00:00",
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mention_roles: [],
    mentions: [],
    attachments: [],
    embeds: [],
    components: [],
    pinned: false,
    type: 0,
    ...more,
  };
}
