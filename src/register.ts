import { existsSync } from "node:fs";
import { join } from "node:path";
import { commands } from "#commands/index.ts";
import { asAppError } from "#core/errors.ts";
import { words } from "#core/words.ts";
import { discordConfigured, discordPlaces } from "./chats.ts";
import { ConfigError, loadEnvironmentFile, readConfig, readShell } from "./config.ts";
import { configuredModel } from "./image-model.ts";
import { readApplication } from "./platforms/discord/application.ts";
import { commandsJson } from "./platforms/discord/command-json.ts";
import { noMemory, registerHere } from "./platforms/discord/registered-places.ts";
import { openRest } from "./platforms/discord/rest.ts";
import { openSqliteRecords } from "./stores/records/sqlite.ts";

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
  const database = join(config.DATA_DIR, "limner.db");
  // Before the first start there is nothing to remember, and nobody asked for a folder.
  const records = existsSync(database) ? await openSqliteRecords({ path: database, log: () => {} }) : null;
  const registration = { rest, application: id, guild: options.guild, wanted };
  const registered = await registerHere(registration, records ? discordPlaces(records) : noMemory, () => {}).finally(
    () => records?.close(),
  );
  const { added, removed, updated, changed, cleared } = registered;
  const where = options.guild === null ? "everywhere" : `in server ${options.guild}`;
  const said = [
    ["added", added],
    ["updated", updated],
    ["removed", removed],
    ["taken away, since they are registered elsewhere now", cleared.map(placeName)],
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

function placeName(place: string): string {
  return place === "everywhere" ? place : `in server ${place}`;
}
