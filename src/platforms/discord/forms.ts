import type { APILabelComponent, APIModalInteractionResponseCallbackData } from "discord.js";
import type { Command, Surroundings } from "#core/command.ts";
import { description } from "#core/description.ts";
import type { RawValue, RawValues } from "#core/invocation.ts";
import type { Option } from "#core/option.ts";
import type { Audience } from "#core/people.ts";
import { isFilled, missingIn } from "#core/values.ts";
import { words } from "#core/words.ts";
import { formId } from "./custom-ids.ts";
import { type OfferedPicture, partFor, whichPicture } from "./form-parts.ts";
import { discordLimits } from "./limits.ts";
import { menuName } from "./menu-names.ts";
import { within } from "./translations.ts";

/** What a form is opened with. */
export interface FormAsked {
  readonly draft: string;
  readonly audience: Audience;
  /** What is known already. */
  readonly values: RawValues;
  /** The pictures of which one is to be chosen; empty when it is known which. */
  readonly pictures: readonly OfferedPicture[];
}

/** The form that asks for what is missing, and for as much of the rest as fits, by rank. Null when there is nothing that a form could ask. */
export function form(
  command: Command,
  { draft, audience, values, pictures }: FormAsked,
  locale: string,
  around: Pick<Surroundings, "models" | "today">,
): APIModalInteractionResponseCallbackData | null {
  const open = pictures.length > 0 ? openOption(command, values) : null;
  const which = open === null ? null : whichPicture(open, pictures, locale);
  const asked = askable(command, values)
    .filter(({ name }) => which === null || name !== open)
    .map(({ name, option }) => partFor({ command, locale, around }, name, option, values[name]));
  const components: APILabelComponent[] = [...(which ? [which] : []), ...asked].slice(0, discordLimits.formItems);
  if (components.length === 0) return null;
  return { custom_id: formId(draft, audience), title: titleOf(command, locale), components };
}

interface Askable {
  readonly name: string;
  readonly option: Exclude<Option, { kind: "subject" }>;
}

/** Required and missing ones first, then by rank what is not known yet, and words that are: they can be changed once more. */
function askable(command: Command, values: RawValues): readonly Askable[] {
  const missing = missingIn(command, values);
  const all = Object.entries(command.options)
    .toSorted(([, a], [, b]) => a.rank - b.rank)
    .flatMap(([name, option]) => (option.kind === "subject" ? [] : [{ name, option }]));
  return [
    ...all.filter(({ name }) => missing.includes(name)),
    ...all.filter(({ name, option }) => !missing.includes(name) && mayStandIn(option, values[name])),
  ];
}

function mayStandIn(option: Option, given: RawValue | undefined): boolean {
  if (!isFilled(given)) return true;
  return option.kind === "text" && typeof given === "string" && given.length <= discordLimits.textInput;
}

/** The option that one of several pictures fills. */
function openOption(command: Command, values: RawValues): string | null {
  const found = Object.entries(command.options)
    .toSorted(([, a], [, b]) => a.rank - b.rank)
    .find(([name, { kind }]) => (kind === "subject" || kind === "image") && !isFilled(values[name]));
  return found?.[0] ?? null;
}

/** What the command does; its name in the menu where that is too long to be read. */
function titleOf(command: Command, locale: string): string {
  const about = words(description(command, null), locale);
  if (about.length <= discordLimits.formTitle || !command.triggers.includes("menu")) {
    return within(about, discordLimits.formTitle);
  }
  return within(words(menuName(command), locale), discordLimits.formTitle);
}
