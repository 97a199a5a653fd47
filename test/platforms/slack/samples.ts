import { commands } from "#commands/index.ts";
import type { Command } from "#core/command.ts";
import { catalogue } from "#src/models/openai/catalog.ts";

/** What Slack sends, with only so much in it as the tests are about. */
export const around = { models: catalogue.map(({ info }) => info), today: "2026-11-20" };

export const defaults = { model: "gpt-image-2", quality: "medium", size: { width: 1024, height: 1024 } };

/** The user of the bot. */
export const bot = "U0LIMNER01";

export function commandNamed(name: string): Command {
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) throw new Error(`there is no command ${name}`);
  return command;
}

export function file(id: string, name: string, more: object = {}) {
  return {
    id,
    name,
    title: name,
    mimetype: "image/png",
    filetype: "png",
    size: 120_000,
    mode: "hosted",
    is_external: false,
    file_access: "visible",
    user: "U0ADA00001",
    url_private: `https://files.slack.com/files-pri/T0TEAM0001-${id}/${name}`,
    url_private_download: `https://files.slack.com/files-pri/T0TEAM0001-${id}/download/${name}`,
    ...more,
  };
}
