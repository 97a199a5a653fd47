import { expect, test } from "vitest";
import { commands } from "#commands/index.ts";
import { defineCommand, noCheck } from "#core/command.ts";
import { languageTags } from "#core/words.ts";
import { commandsJson } from "#src/platforms/discord/command-json.ts";
import { commandOfMenu } from "#src/platforms/discord/menu-names.ts";
import { optionOf } from "#src/platforms/discord/picture-option-names.ts";
import { around, commandNamed } from "./samples.ts";

const registered = commandsJson(commands, around);
const slashes = registered.flatMap((command) => ("description" in command && "options" in command ? [command] : []));
const menus = registered.filter(({ type }) => type === 3);

function optionsNamed(command: string) {
  return slashes.find(({ name }) => name === command)?.options ?? [];
}

function optionNamed(command: string, option: string) {
  const found = optionsNamed(command).find(({ name }) => name === option);
  if (!found) throw new Error(`/${command} has no option ${option}`);
  return found;
}

test("every command that is typed is registered under its own name", () => {
  const typed = commands.filter(({ triggers }) => triggers.includes("slash")).map(({ name }) => name);
  expect(slashes.map(({ name }) => name)).toEqual(typed);
});

test("everything is within what Discord takes", () => {
  expect(slashes.length).toBeLessThanOrEqual(100);
  expect(menus.length).toBeLessThanOrEqual(15);
  for (const { name, description, options = [] } of slashes) {
    expect(name).toMatch(/^[-_\p{Ll}\p{N}]{1,32}$/u);
    expect(description.length).toBeGreaterThan(0);
    expect(description.length).toBeLessThanOrEqual(100);
    expect(options.length).toBeLessThanOrEqual(25);
    expect(new Set(options.map((option) => option.name)).size).toBe(options.length);
    for (const option of options) {
      expect(option.name).toMatch(/^[-_\p{Ll}\p{N}]{1,32}$/u);
      expect(option.description.length).toBeLessThanOrEqual(100);
      const choices = "choices" in option ? (option.choices ?? []) : [];
      expect(choices.length).toBeLessThanOrEqual(25);
      for (const choice of choices) expect(choice.name.length).toBeLessThanOrEqual(100);
    }
    const lastRequired = options.findLastIndex(({ required }) => required === true);
    expect(options.slice(0, lastRequired + 1).every(({ required }) => required === true)).toBe(true);
  }
});

test("no command has more than 8000 characters in the language in which it is longest", () => {
  const longest = (text: string, translations: object | null = {}) =>
    Math.max(text.length, ...Object.values(translations ?? {}).map((translation) => String(translation).length));
  for (const { name, description, description_localizations, options = [] } of slashes) {
    let characters = name.length + longest(description, description_localizations ?? {});
    for (const option of options) {
      characters += option.name.length + longest(option.description, option.description_localizations ?? {});
      const choices = "choices" in option ? (option.choices ?? []) : [];
      for (const choice of choices)
        characters += longest(choice.name, choice.name_localizations ?? {}) + String(choice.value).length;
    }
    expect(characters).toBeLessThanOrEqual(8000);
  }
});

test("descriptions and choices are translated, names of commands and options are not", () => {
  expect(languageTags).toContain("de");
  const edit = slashes.find(({ name }) => name === "edit");
  expect(edit?.description_localizations?.de).toContain("Bild");
  expect(edit?.name_localizations).toBeUndefined();
  expect(optionNamed("edit", "prompt")).not.toHaveProperty("name_localizations");
  expect(optionNamed("edit", "quality")).toMatchObject({
    choices: expect.arrayContaining([{ name: "high", value: "high", name_localizations: { de: "hoch" } }]),
  });
});

test("everything works in servers, in direct messages and for people who installed it for themselves", () => {
  for (const command of registered)
    expect(command).toMatchObject({
      integration_types: [0, 1],
      contexts: [0, 1, 2],
      default_member_permissions: null,
    });
});

test("commands of moderators are shown to those who manage the server, commands of operators to nobody else", () => {
  const common = {
    description: "Mend it",
    options: {},
    triggers: ["slash"],
    paints: false,
    audience: "asker",
    check: noCheck,
    run: () => Promise.reject(new Error("never asked")),
  } as const;
  const mend = defineCommand({ ...common, name: "mend", mayUse: "moderator" });
  const host = defineCommand({ ...common, name: "host", mayUse: "operator" });
  const permissions = commandsJson([mend, host], around).map((command) => command.default_member_permissions);
  expect(permissions).toEqual(["32", "0"]);
});

test("pictures are taken one by one, only pictures, and none is required, for a form can take them too", () => {
  const names = optionsNamed("edit").filter(({ type }) => type === 11);
  expect(names.map(({ name }) => name)).toEqual([
    ...["image", "mask", "references"],
    ...[2, 3, 4, 5, 6, 7, 8, 9].map((number) => `references-${number}`),
  ]);
  for (const option of names) {
    expect(option).toMatchObject({ file_types: ["image"] });
    expect(option.required).toBeUndefined();
  }
});

test("blend asks for its two pictures first and has room for ten", () => {
  const names = optionsNamed("blend").map(({ name }) => name);
  expect(names.slice(0, 3)).toEqual(["images", "images-2", "prompt"]);
  expect(names.filter((name) => name.startsWith("images"))).toHaveLength(10);
});

test("every registered option leads back to the option that it came from", () => {
  for (const { name, options = [] } of slashes) {
    const command = commandNamed(name);
    for (const option of options) expect(Object.keys(command.options)).toContain(optionOf(command, option.name).name);
  }
});

test("models, sizes and results complete themselves; a few words are listed", () => {
  expect(optionNamed("imagine", "model")).toMatchObject({ type: 3, autocomplete: true });
  expect(optionNamed("imagine", "size")).toMatchObject({ type: 3, autocomplete: true });
  expect(optionNamed("vary", "subject")).toMatchObject({ type: 3, autocomplete: true });
  expect(optionNamed("imagine", "format")).toMatchObject({ choices: [{ value: "png" }, {}, {}] });
  expect(optionNamed("imagine", "prompt")).toMatchObject({ max_length: 6000, required: true });
  expect(optionNamed("imagine", "count")).toMatchObject({ type: 4, min_value: 1, max_value: 10 });
  expect(optionNamed("settings", "person")).toMatchObject({ type: 6 });
  expect(optionNamed("settings", "role")).toMatchObject({ type: 8 });
});

test("entries in the menu of messages have translated names and lead back to their commands", () => {
  expect(menus.map(({ name }) => name)).toContain("Edit image");
  expect(menus.find(({ name }) => name === "Edit image")).toMatchObject({
    type: 3,
    name_localizations: { de: "Bild bearbeiten" },
  });
  const inMenu = commands.filter(({ triggers }) => triggers.includes("menu")).map(({ name }) => name);
  expect(menus.map(({ name }) => commandOfMenu(commands, name)?.name)).toEqual(inMenu);
  for (const menu of menus) {
    expect(menu.name.length).toBeLessThanOrEqual(32);
    expect(menu).not.toHaveProperty("description");
  }
});
