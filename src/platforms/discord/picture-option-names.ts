import type { Command } from "#core/command.ts";
import type { ImagesOption } from "#core/option.ts";
import { discordLimits } from "./limits.ts";

/**
 * The options that one option for several pictures becomes, for Discord knows only one attachment each: `references`,
 * `references-2` and so on, as many as the command has room for.
 */
export function pictureOptionNames(command: Command, name: string, option: ImagesOption): readonly string[] {
  const room = discordLimits.commandOptions - Object.keys(command.options).length + 1;
  const wanted = option.required ? discordLimits.onlyPictures : discordLimits.optionPictures;
  return Array.from({ length: Math.min(option.max, wanted, room) }, (_, index) =>
    index === 0 ? name : `${name}-${index + 1}`,
  );
}

/** Which option of the command a registered one belongs to, and as the how manyth of its pictures. */
export function optionOf(command: Command, registered: string): { readonly name: string; readonly position: number } {
  const numbered = /^(.+)-([2-9]|1\d)$/.exec(registered);
  const name = numbered?.[1];
  if (name === undefined || command.options[name]?.kind !== "images") return { name: registered, position: 1 };
  return { name, position: Number(numbered?.[2]) };
}
