import {
  type APIApplicationCommandInteractionDataBasicOption,
  type APIChatInputApplicationCommandInteraction,
  ApplicationCommandOptionType,
} from "discord.js";
import type { Command } from "#core/command.ts";
import type { ImageValue } from "#core/image-value.ts";
import type { RawValue, RawValues } from "#core/invocation.ts";
import { attachedImage } from "./attached-image.ts";
import { optionOf } from "./picture-option-names.ts";

type Filled = APIApplicationCommandInteractionDataBasicOption;

/** What was typed and attached behind a slash. Several pictures of one option come in the order of their numbers. */
export function readOptions(command: Command, { data }: APIChatInputApplicationCommandInteraction): RawValues {
  const values: Record<string, RawValue> = {};
  const pictures: { readonly name: string; readonly position: number; readonly value: ImageValue }[] = [];
  for (const filled of (data.options ?? []).filter(isFilled)) {
    if (filled.type !== ApplicationCommandOptionType.Attachment) {
      values[filled.name] = filled.value;
      continue;
    }
    const attachment = data.resolved?.attachments?.[filled.value];
    if (attachment) pictures.push({ ...optionOf(command, filled.name), value: attachedImage(attachment) });
  }
  for (const [name, of] of Object.entries(Object.groupBy(pictures, ({ name }) => name))) {
    const inOrder = (of ?? []).toSorted((a, b) => a.position - b.position).map(({ value }) => value);
    const [first] = inOrder;
    if (command.options[name]?.kind === "images") values[name] = inOrder;
    else if (first) values[name] = first;
  }
  return values;
}

/** Limner registers no subcommands, so that every option has a value. */
function isFilled(option: { readonly type: ApplicationCommandOptionType }): option is Filled {
  return (
    option.type !== ApplicationCommandOptionType.Subcommand &&
    option.type !== ApplicationCommandOptionType.SubcommandGroup
  );
}
