import { type REST, Routes } from "discord.js";
import { commands } from "#commands/index.ts";
import { AppError } from "#core/errors.ts";
import { discordConfigured } from "#src/chats.ts";
import { configuredModel } from "#src/image-model.ts";
import { type Application, readApplication } from "#src/platforms/discord/application.ts";
import { commandsJson } from "#src/platforms/discord/command-json.ts";
import { inviteLinks } from "#src/platforms/discord/invite.ts";
import { differences } from "#src/platforms/discord/registration.ts";
import { openRest } from "#src/platforms/discord/rest.ts";
import { type Check, type Finding, failed, notProved, ok, warning } from "../finding.ts";

const name = "discord";

/** Whether Discord knows the bot and its commands; changes nothing there. */
export const discord: Check = {
  name,
  async run({ config }) {
    const options = discordConfigured(config, configuredModel(config, null).models());
    if (!options) return [];
    const rest = openRest({ apiUrl: options.apiUrl, token: options.token, retries: 0, timeoutMs: 10_000 });
    let application: Application;
    try {
      application = await readApplication(rest);
    } catch (error) {
      return [noAnswer(error, options.apiUrl)];
    }
    const { server } = inviteLinks(application);
    return [
      ok(name, `the token belongs to ${application.name}; add it to a server with ${server}`),
      ...(options.interactions === "http" && options.publicKey === null
        ? [
            failed(
              name,
              "DISCORD_INTERACTIONS=http without DISCORD_PUBLIC_KEY",
              "copy the public key from the developer portal (General Information)",
            ),
          ]
        : []),
      await aboutCommands(rest, application, options.guild, commandsJson(commands, options.surroundings())),
    ];
  },
};

function noAnswer(error: unknown, apiUrl: string): Finding {
  if (error instanceof AppError)
    return failed(
      name,
      "Discord refuses the token",
      "copy it anew from the developer portal: your application, Bot, Reset Token",
    );
  const reason = error instanceof Error && "code" in error ? String(error.code) : "no answer";
  return failed(
    name,
    `${apiUrl} cannot be reached (${reason})`,
    "check the network, and DISCORD_API_URL if you set it",
  );
}

async function aboutCommands(
  rest: REST,
  { id }: Application,
  guild: string | null,
  wanted: ReturnType<typeof commandsJson>,
): Promise<Finding> {
  try {
    if (guild !== null && (await listsTwice(rest, id)))
      return warning(
        name,
        `the commands are registered everywhere as well, so server ${guild} lists them twice`,
        "leave DISCORD_GUILD_ID out unless you are developing",
      );
    const { changed } = await differences({ rest, application: id, guild, wanted });
    return changed
      ? warning(
          name,
          "the commands there are not those of this version",
          "npm run register, or npm start, which does it too",
        )
      : ok(name, `all ${wanted.length} commands are registered${guild === null ? "" : ` in server ${guild}`}`);
  } catch {
    return notProved(name, "the registered commands could not be read");
  }
}

/** Whether there are commands for every server too. */
async function listsTwice(rest: REST, application: string): Promise<boolean> {
  const everywhere = await rest.get(Routes.applicationCommands(application));
  return Array.isArray(everywhere) && everywhere.length > 0;
}
