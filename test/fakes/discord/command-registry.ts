import { z } from "zod";
import { asSent, type Json, jsonOf } from "./json.ts";
import { invalidForm, parseForm } from "./refusal.ts";
import type { CommandRow } from "./rows.ts";
import type { World } from "./world.ts";

/** Numbers: https://docs.discord.com/developers/interactions/application-commands */
const localizations = z.record(z.string(), z.string().max(100)).nullish();
const choice = z.object({
  name: z.string().min(1).max(100),
  name_localizations: localizations,
  value: z.union([z.string().max(100), z.number()]),
});
const leaf = {
  name: z.string().regex(/^[-_'\p{L}\p{N}]{1,32}$/u),
  name_localizations: localizations,
  description: z.string().min(1).max(100),
  description_localizations: localizations,
  required: z.boolean().nullish(),
  choices: z.array(choice).max(25).nullish(),
  autocomplete: z.boolean().nullish(),
  min_value: z.number().nullish(),
  max_value: z.number().nullish(),
  min_length: z.number().int().min(0).max(6000).nullish(),
  max_length: z.number().int().min(1).max(6000).nullish(),
  channel_types: z.array(z.number()).nullish(),
  file_types: z.array(z.string()).max(10).nullish(),
};
const leafOption = z.object({ type: z.number().int().min(3).max(11), ...leaf });
const group = z.object({ type: z.literal(1), ...leaf, options: z.array(leafOption).max(25).nullish() });
const groups = z.object({ type: z.literal(2), ...leaf, options: z.array(group).max(25) });

const commandForm = z
  .object({
    id: z.string().optional(),
    type: z.number().int().min(1).max(3).default(1),
    name: z.string().min(1).max(32),
    name_localizations: localizations,
    description: z.string().max(100).nullish(),
    description_localizations: localizations,
    options: z
      .array(z.union([groups, group, leafOption]))
      .max(25)
      .nullish(),
    default_member_permissions: z.string().nullish(),
    dm_permission: z.boolean().nullish(),
    integration_types: z.array(z.number().int().min(0).max(1)).min(1).nullish(),
    contexts: z.array(z.number().int().min(0).max(2)).nullish(),
    nsfw: z.boolean().nullish(),
    handler: z.number().nullish(),
  })
  .superRefine(({ type, name, description, options }, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message, params: { code: "APPLICATION_COMMAND_INVALID" } });
    if (type === 1 && !/^[-_'\p{L}\p{N}]{1,32}$/u.test(name)) wrong("name", "Command name is invalid");
    if (type === 1 && name.toLowerCase() !== name) wrong("name", "Command name must be lowercase");
    if (type === 1 && !description) wrong("description", "This field is required");
    if (type !== 1 && description) wrong("description", "Context menu commands cannot have a description");
    if (type !== 1 && options?.length) wrong("options", "Context menu commands cannot have options");
    const names = (options ?? []).map((option) => option.name);
    if (new Set(names).size < names.length) wrong("options", "Option names must be unique");
    const firstOptional = (options ?? []).findIndex((option) => option.type > 2 && option.required !== true);
    if (
      firstOptional >= 0 &&
      (options ?? []).some((option, index) => index > firstOptional && option.required === true)
    )
      wrong("options", "Required options must be placed before non-required options");
  });

/** How many of each kind one place may have. */
const maxOfType: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15 };

type CommandForm = z.infer<typeof commandForm>;

export function commandsOf(world: World, guildId: string | null): readonly CommandRow[] {
  return [...world.commands.values()].filter((row) => row.guildId === guildId);
}

/** Replaces all commands of a place; those of the same name keep their id. */
export function registerAll(world: World, guildId: string | null, body: unknown): readonly CommandRow[] {
  const forms = parseForm(z.array(commandForm), body);
  for (const [type, most] of Object.entries(maxOfType))
    if (forms.filter((form) => form.type === Number(type)).length > most)
      throw invalidForm([{ path: [], code: "BASE_TYPE_MAX_LENGTH", message: `Must be ${most} or fewer in length.` }]);
  const names = forms.map(({ type, name }) => `${type} ${name}`);
  if (new Set(names).size < names.length)
    throw invalidForm([
      { path: [], code: "APPLICATION_COMMANDS_DUPLICATE_NAME", message: "Application command names must be unique" },
    ]);
  const before = commandsOf(world, guildId);
  for (const { id } of before) world.commands.delete(id);
  const rows = forms.map((form) => put(world, guildId, form, before));
  world.changed();
  return rows;
}

export function registerOne(world: World, guildId: string | null, body: unknown): { row: CommandRow; isNew: boolean } {
  const form = parseForm(commandForm, body);
  const before = commandsOf(world, guildId);
  const isNew = !before.some(({ type, name }) => type === form.type && name === form.name);
  const row = put(world, guildId, form, before);
  world.changed();
  return { row, isNew };
}

export function editCommand(world: World, row: CommandRow, body: unknown): CommandRow {
  const form = parseForm(commandForm, { ...row.json, ...jsonOf(body), id: row.id });
  return put(world, row.guildId, form, [row]);
}

function put(world: World, guildId: string | null, form: CommandForm, before: readonly CommandRow[]): CommandRow {
  const old = before.find(({ type, name, id }) => (type === form.type && name === form.name) || id === form.id);
  const id = old?.id ?? world.clock.snowflake();
  const content = {
    name_localizations: null,
    description_localizations: null,
    default_member_permissions: null,
    nsfw: false,
    ...form,
    description: form.description ?? "",
    ...(guildId === null
      ? {
          contexts: form.contexts ?? null,
          integration_types: form.integration_types ?? [0],
          dm_permission: form.contexts == null || form.contexts.includes(1),
        }
      : { integration_types: form.integration_types ?? [0], contexts: form.contexts ?? null }),
    ...(form.options?.length ? { options: form.options.map(withoutFalse) } : { options: undefined }),
  };
  const json = asSent<Json>({
    ...content,
    id,
    application_id: world.applicationId,
    ...(guildId === null ? {} : { guild_id: guildId }),
    version: world.clock.snowflake(),
  });
  const row: CommandRow = { id, guildId, type: form.type, name: form.name, version: String(json.version), json };
  world.commands.set(id, row);
  return row;
}

/** Discord leaves out what is false or empty in an option. */
function withoutFalse(option: object): Json {
  return Object.fromEntries(
    Object.entries(option)
      .filter(([, value]) => value !== false && value !== null && value !== undefined)
      .map(([key, value]) => [key, key === "options" && Array.isArray(value) ? value.map(withoutFalse) : value]),
  );
}
