import { PermissionFlagsBits } from "discord.js";
import { channelJson, roleJson } from "./guild-json.ts";
import { installFor, memberJson } from "./interaction-json.ts";
import { isJson, type Json, jsonOf, listOf, numberOf, stringOf } from "./json.ts";
import { attachmentJson, userJson } from "./message-json.ts";
import { permissionsOf } from "./permissions.ts";
import type { ChannelRow, CommandRow, UserRow } from "./rows.ts";
import { contentTypeOf, storeFile } from "./uploads.ts";
import type { FileToAttach, OptionValue } from "./value-types.ts";
import type { World } from "./world.ts";

/** What Discord sends of values that are more than a word: people, channels, files. */
export type Resolved = Record<string, Record<string, Json>>;

export interface FilledCommand {
  readonly command: CommandRow;
  /** `/imagine prompt: a red fox` */
  readonly said: string;
  readonly data: Json;
}

const attachmentType = 11;

/** The command of that name and kind as the client would offer it here; throws when it would not. */
export function commandFor(world: World, user: UserRow, channel: ChannelRow, name: string, type: number): CommandRow {
  const candidates = [...world.commands.values()].filter((row) => row.type === type && row.name === name);
  const command =
    candidates.find(({ guildId }) => guildId === channel.guildId && guildId !== null) ??
    candidates.find(({ guildId }) => guildId === null);
  if (command === undefined)
    throw new Error(`Nothing called "${name}" is registered here. There are: ${namesOf(world, type)}.`);
  const install = installFor(world, user, channel);
  const types = command.json.integration_types;
  const offered = Object.keys(install.owners).filter((owner) => !Array.isArray(types) || types.includes(Number(owner)));
  if (offered.length === 0) throw new Error(`"${name}" is not offered to ${user.name} here: the bot is not installed.`);
  const contexts = command.json.contexts;
  if (Array.isArray(contexts) && !contexts.includes(install.context))
    throw new Error(`"${name}" is not offered in context ${install.context}.`);
  const needed = command.json.default_member_permissions;
  if (typeof needed === "string" && channel.guildId !== null) {
    const has = permissionsOf(world, user, channel);
    const isAdmin = (has & PermissionFlagsBits.Administrator) !== 0n;
    if (!isAdmin && (BigInt(needed) === 0n || (has & BigInt(needed)) !== BigInt(needed)))
      throw new Error(`"${name}" is not offered to ${user.name}: permissions ${needed} are needed.`);
  }
  return command;
}

/** The data of a slash command with these values, checked as the client checks them. */
export async function fillCommand(
  world: World,
  user: UserRow,
  channel: ChannelRow,
  typed: string,
  values: Readonly<Record<string, OptionValue>>,
): Promise<FilledCommand> {
  const [name = "", ...path] = typed.replace(/^\//, "").split(/\s+/);
  const command = commandFor(world, user, channel, name, 1);
  const resolved: Resolved = {};
  const fill = async (definitions: readonly Json[]): Promise<readonly Json[]> => {
    const unknown = Object.keys(values).find((key) => !definitions.some((each) => each.name === key));
    if (unknown !== undefined) throw new Error(`${typed} has no option "${unknown}".`);
    const filled: Json[] = [];
    for (const definition of definitions) {
      const value = values[stringOf(definition.name)];
      if (value !== undefined)
        filled.push({
          name: definition.name,
          type: definition.type,
          value: await filledValue(world, channel, definition, value, resolved),
        });
      else if (definition.required === true) throw new Error(`${typed} needs the option "${definition.name}".`);
    }
    return filled;
  };
  const options = await alongPath(listOf(command.json.options), path, typed, fill);
  const said = [typed, ...Object.entries(values).map(([key, value]) => `${key}: ${shown(value)}`)].join(" ");
  const data = {
    id: command.id,
    name,
    type: 1,
    ...(options.length > 0 ? { options } : {}),
    ...(Object.keys(resolved).length > 0 ? { resolved } : {}),
    ...(command.guildId === null ? {} : { guild_id: command.guildId }),
  };
  return { command, said, data };
}

/** The data of an autocomplete interaction: what was typed is the focused option. */
export function typedInto(
  world: World,
  user: UserRow,
  channel: ChannelRow,
  typed: string,
  option: string,
  text: string,
): Promise<Json> {
  const [name = "", ...path] = typed.replace(/^\//, "").split(/\s+/);
  const command = commandFor(world, user, channel, name, 1);
  const fill = async (definitions: readonly Json[]): Promise<readonly Json[]> => {
    const definition = definitions.find((each) => each.name === option);
    if (definition?.autocomplete !== true) throw new Error(`"${option}" of ${typed} does not complete itself.`);
    return [{ name: option, type: definition.type, value: text, focused: true }];
  };
  return alongPath(listOf(command.json.options), path, typed, fill).then((options) => ({
    id: command.id,
    name,
    type: 1,
    options,
  }));
}

/** Walks into subcommands, and fills what is at the end of the path. */
async function alongPath(
  definitions: readonly Json[],
  path: readonly string[],
  typed: string,
  fill: (definitions: readonly Json[]) => Promise<readonly Json[]>,
): Promise<readonly Json[]> {
  const [step, ...rest] = path;
  const hasSubcommands = definitions.some(({ type }) => numberOf(type) < 3);
  if (step === undefined) {
    if (hasSubcommands) throw new Error(`${typed} needs a subcommand.`);
    return await fill(definitions);
  }
  const definition = definitions.find((each) => each.name === step && numberOf(each.type) < 3);
  if (definition === undefined) throw new Error(`${typed}: there is no subcommand "${step}".`);
  const options = await alongPath(listOf(definition.options), rest, typed, fill);
  return [{ name: step, type: definition.type, options }];
}

async function filledValue(
  world: World,
  channel: ChannelRow,
  definition: Json,
  value: OptionValue,
  resolved: Resolved,
): Promise<unknown> {
  const name = stringOf(definition.name);
  const refuse = (why: string): never => {
    throw new Error(`The option "${name}" does not take ${shown(value)}: ${why}.`);
  };
  const type = numberOf(definition.type);
  if (type === attachmentType) {
    if (typeof value !== "object" || !("bytes" in value)) return refuse("it is a file");
    return await attach(world, channel, value, definition.file_types, resolved);
  }
  if (typeof value === "object") {
    if ("bytes" in value) return refuse("it is not a file");
    return resolve(world, channel, type, value.id, resolved) ?? refuse("it is not there");
  }
  if (type === 5 && typeof value !== "boolean") return refuse("it is true or false");
  if (type === 3 && typeof value !== "string") return refuse("it is text");
  if ((type === 4 || type === 10) && typeof value !== "number") return refuse("it is a number");
  if (type === 4 && !Number.isInteger(value)) return refuse("it is a whole number");
  if (type > 5 && type < 10) return resolve(world, channel, type, String(value), resolved) ?? refuse("it is not there");
  const size = typeof value === "string" ? value.length : value;
  const [least, most] =
    typeof value === "string"
      ? [definition.min_length, definition.max_length ?? 6000]
      : [definition.min_value, definition.max_value];
  if (typeof size === "number" && typeof least === "number" && size < least) return refuse(`at least ${least}`);
  if (typeof size === "number" && typeof most === "number" && size > most) return refuse(`at most ${most}`);
  const choices = listOf(definition.choices);
  if (choices.length === 0) return value;
  const chosen = choices.find((each) => each.value === value || each.name === value);
  return chosen?.value ?? refuse(`one of ${choices.map((each) => each.name).join(", ")}`);
}

/** Uploads a person's file; it is named in `resolved` and by its id. */
export async function attach(
  world: World,
  channel: ChannelRow,
  file: FileToAttach,
  fileTypes: unknown,
  resolved: Resolved,
): Promise<string> {
  checkFileType(file, fileTypes);
  const row = await storeFile(
    world,
    { name: file.name, bytes: file.bytes, contentType: file.contentType ?? contentTypeOf(file.name) },
    {
      channelId: channel.id,
      isEphemeral: true,
      description: file.description ?? null,
      isSpoiler: file.spoiler === true,
    },
  );
  resolved.attachments = { ...resolved.attachments, [row.id]: attachmentJson(world, row) };
  return row.id;
}

function resolve(world: World, channel: ChannelRow, type: number, id: string, resolved: Resolved): string | null {
  const put = (kind: string, json: Json) => {
    resolved[kind] = { ...resolved[kind], [id]: json };
    return id;
  };
  const user = world.users.get(id);
  if (user !== undefined && (type === 6 || type === 9)) {
    const { user: _, deaf: __, mute: ___, ...member } = memberJson(user, permissionsOf(world, user, channel));
    if (channel.guildId !== null) put("members", member);
    return put("users", userJson(user));
  }
  const other = world.channels.get(id);
  if (other !== undefined && type === 7) return put("channels", { ...channelJson(world, other), permissions: "0" });
  const role = world.guildOf(channel)?.roles.find((each) => each.id === id);
  return role !== undefined && (type === 8 || type === 9) ? put("roles", roleJson(role, 1)) : null;
}

/** What `file_types` stands for: only the name is looked at. */
const endingsOf: Readonly<Record<string, readonly string[]>> = {
  image: [".png", ".gif", ".jpg", ".jpeg", ".jfif", ".webp", ".avif"],
  video: [".mp4", ".mov", ".webm"],
  audio: [".mp3", ".ogg", ".wav", ".m4a", ".flac"],
};

export function checkFileType({ name }: FileToAttach, fileTypes: unknown): void {
  if (!Array.isArray(fileTypes) || fileTypes.length === 0) return;
  const endings = fileTypes.flatMap((type) => endingsOf[String(type)] ?? [String(type)]);
  if (!endings.some((ending) => name.toLowerCase().endsWith(ending)))
    throw new Error(`${name} cannot be chosen: only ${endings.join(" ")}.`);
}

function shown(value: OptionValue): string {
  if (typeof value !== "object") return String(value);
  if ("bytes" in value) return value.name;
  const name = isJson(value) ? jsonOf(value).name : undefined;
  return typeof name === "string" ? `@${name}` : value.id;
}

function namesOf(world: World, type: number): string {
  return (
    [...world.commands.values()]
      .filter((row) => row.type === type)
      .map(({ name }) => name)
      .join(", ") || "none"
  );
}
