import { commands } from "#commands/index.ts";
import { asAppError } from "#core/errors.ts";
import { words } from "#core/words.ts";
import { discordConfigured } from "./chats.ts";
import { ConfigError, loadEnvironmentFile, readConfig, readShell } from "./config.ts";
import { configuredModel } from "./image-model.ts";
import { readApplication } from "./platforms/discord/application.ts";
import { commandsJson } from "./platforms/discord/command-json.ts";
import { register } from "./platforms/discord/registration.ts";
import { openRest } from "./platforms/discord/rest.ts";

// npm run register: the commands as Discord shows them, written only where they differ. The service does the same at its start.
loadEnvironmentFile();
const { locale } = readShell();
try {
  const config = readConfig();
  const options = discordConfigured(config, configuredModel(config, null).models());
  if (!options)
    throw new ConfigError("DISCORD_TOKEN: must be set; it is in the developer portal (your application, Bot)");
  const rest = openRest({ apiUrl: options.apiUrl, token: options.token });
  const { id, name } = await readApplication(rest);
  const wanted = commandsJson(commands, options.surroundings());
  const { added, removed, updated, changed } = await register({ rest, application: id, guild: options.guild, wanted });
  const where = options.guild === null ? "everywhere" : `in server ${options.guild}`;
  const said = [
    ["added", added],
    ["updated", updated],
    ["removed", removed],
  ] as const;
  const lines = said.flatMap(([what, names]) => (names.length > 0 ? [`  ${what}: ${names.join(", ")}`] : []));
  const outcome = changed ? `registered ${where}` : `unchanged ${where}; nothing was written`;
  process.stdout.write(`${name}: ${wanted.length} commands, ${outcome}.\n${lines.map((line) => `${line}\n`).join("")}`);
} catch (error) {
  const text = error instanceof ConfigError ? error.message : words(asAppError(error).text, locale);
  const detail =
    error instanceof ConfigError || asAppError(error).code !== "bug" ? "" : `\n${asAppError(error).message}`;
  process.stderr.write(`${text}${detail}\n`);
  process.exitCode = 1;
}
