import { isDeepStrictEqual } from "node:util";
import { ApplicationCommandType, DiscordAPIError, type REST, Routes } from "discord.js";
import { z } from "zod";
import { AppError } from "#core/errors.ts";
import { say } from "#core/message.ts";
import type { CommandJson } from "./command-json.ts";

export interface Registration {
  readonly rest: Pick<REST, "get" | "put">;
  /** The application's id. */
  readonly application: string;
  /** One server, where changes are seen at once, or null for everywhere. */
  readonly guild: string | null;
  readonly wanted: readonly CommandJson[];
}

/** What registering did, by the names that people see. */
export interface Registered {
  readonly changed: boolean;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly updated: readonly string[];
}

const commandList = z.array(
  z.looseObject({ type: z.number().default(ApplicationCommandType.ChatInput), name: z.string() }),
);

type Listed = z.infer<typeof commandList>[number];

/** Commands as Discord lists them, by the names that people see. */
export function listedCommands(json: unknown): readonly { readonly id: string; readonly name: string }[] {
  return commandList.parse(json).map((command) => ({ id: String(command.id), name: shownName(command) }));
}

/** What people see them called. */
export function shownNames(wanted: readonly CommandJson[]): readonly string[] {
  return commandList.parse(wanted).map(shownName);
}

/** What registering would change. Rejects with the REST client's error. */
export async function differences(registration: Omit<Registration, "rest"> & Reading): Promise<Registered> {
  const query = new URLSearchParams({ with_localizations: "true" });
  const there = commandList.parse(await registration.rest.get(routeOf(registration), { query }));
  const before = byName(placed(registration, there));
  const after = byName(bodyOf(registration));
  const added = [...after.keys()].filter((name) => !before.has(name));
  const removed = [...before.keys()].filter((name) => !after.has(name));
  const updated = [...after.keys()].filter(
    (name) => before.has(name) && !isDeepStrictEqual(before.get(name), after.get(name)),
  );
  return { changed: added.length + removed.length + updated.length > 0, added, removed, updated };
}

/**
 * Makes Discord's commands those that are wanted, and writes only when they differ: Discord counts what is created. Rejects with
 * a `misconfigured` AppError when the bot has nothing to say in that one server, otherwise with the REST client's error.
 */
export async function register(registration: Registration): Promise<Registered> {
  try {
    const found = await differences(registration);
    if (found.changed) await registration.rest.put(routeOf(registration), { body: bodyOf(registration) });
    return found;
  } catch (error) {
    const { guild } = registration;
    const isClosed = error instanceof DiscordAPIError && (error.status === 403 || error.status === 404);
    if (guild === null || !isClosed) throw error;
    throw new AppError("misconfigured", say("discord.guild"), { log: `no access to server ${guild}`, cause: error });
  }
}

interface Reading {
  readonly rest: Pick<REST, "get">;
}

/** Where the commands of one server, or of all, are kept. */
export function routeOf({ application, guild }: Pick<Registration, "application" | "guild">) {
  return guild === null ? Routes.applicationCommands(application) : Routes.applicationGuildCommands(application, guild);
}

function bodyOf({ guild, wanted }: Pick<Registration, "guild" | "wanted">): readonly Listed[] {
  return placed({ guild }, commandList.parse(wanted));
}

/** In one server a command is where it is: what is said there of contexts and installs means nothing. */
function placed({ guild }: Pick<Registration, "guild">, commands: readonly Listed[]): readonly Listed[] {
  return guild === null ? commands : commands.map(({ contexts: _, integration_types: __, ...command }) => command);
}

function byName(commands: readonly Listed[]): ReadonlyMap<string, unknown> {
  return new Map(commands.map((command) => [shownName(command), essence(command)]));
}

function shownName({ type, name }: Listed): string {
  return type === ApplicationCommandType.ChatInput ? `/${name}` : name;
}

/** What a command says of itself; all else that Discord answers (ids, version, permissions of old) is its own. */
const fields: ReadonlySet<string> = new Set([
  "type",
  "name",
  "name_localizations",
  "description",
  "description_localizations",
  "options",
  "default_member_permissions",
  "nsfw",
  "contexts",
  "integration_types",
  "required",
  "autocomplete",
  "choices",
  "value",
  "min_value",
  "max_value",
  "min_length",
  "max_length",
  "channel_types",
  "file_types",
]);
const inAnyOrder: ReadonlySet<string> = new Set(["contexts", "integration_types", "channel_types", "file_types"]);

/** Without what Discord fills in by itself: null, false and empty all mean that nothing was said. */
function essence(value: unknown, known: ReadonlySet<string> | null = fields): unknown {
  if (Array.isArray(value)) return value.map((item) => essence(item));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value)
    .filter(([name, part]) => (known === null || known.has(name)) && !isNothing(part))
    .map(([name, part]) => {
      if (inAnyOrder.has(name) && Array.isArray(part)) return [name, part.toSorted()];
      return [name, essence(part, name.endsWith("_localizations") ? null : fields)];
    });
  return Object.fromEntries(kept);
}

function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
