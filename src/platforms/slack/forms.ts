import type { types } from "@slack/bolt";
import type { Command, Surroundings } from "#core/command.ts";
import { description } from "#core/description.ts";
import type { RawValue, RawValues } from "#core/invocation.ts";
import { type Message, say } from "#core/message.ts";
import type { Option } from "#core/option.ts";
import type { Audience } from "#core/people.ts";
import { isFilled } from "#core/values.ts";
import { words } from "#core/words.ts";
import type { FormState } from "./action-ids.ts";
import { type AskableOption, type OfferedPicture, partFor, whichChannel, whichPicture } from "./form-parts.ts";
import { slackLimits } from "./limits.ts";
import { menuName } from "./menu-names.ts";
import { plainText } from "./plain-text.ts";

export type { OfferedPicture };

/** The `callback_id` of every form. */
const formCallback = "v1-form";

/** What a form is opened with. */
export interface FormAsked {
  readonly draft: string;
  readonly audience: Audience;
  /** What is known already. */
  readonly values: RawValues;
  /** The pictures of which one is to be chosen; empty when it is known which. */
  readonly pictures: readonly OfferedPicture[];
  /** Whether it must be said where the result belongs. */
  readonly asksChannel: boolean;
  readonly opened?: FormState["opened"];
  /** What the person should know before they fill it in. */
  readonly notes?: readonly Message[];
}

/** So many parts stand above the heading behind which the others are. */
const partsFirst = 6;

/** The form that asks for what is missing, and for all the rest that a command can be told. */
export function form(
  command: Command,
  { draft, audience, values, pictures, asksChannel, opened, notes = [] }: FormAsked,
  locale: string,
  around: Pick<Surroundings, "models" | "today">,
): types.ModalView {
  const open = pictures.length > 0 ? openOption(command, values) : null;
  const which = open === null ? null : whichPicture(open, pictures, locale);
  const asked = askable(command, values).filter(({ name }) => which === null || name !== open);
  const parts = [
    ...(which ? [which] : []),
    ...asked.map(({ name, option }) => partFor({ command, locale, around }, name, option, values[name])),
  ];
  const known = Object.keys(values).filter((name) => isFilled(values[name]));
  const state: FormState = {
    draft,
    command: command.name,
    audience,
    ...(opened ? { opened } : {}),
    // What the draft alone knows: what stands in the form is the form's. Of several attached pictures the chosen one's does.
    filled: [
      ...known.filter((name) => !asked.some((one) => one.name === name)),
      ...(open !== null && which && pictures.some(({ draft: own }) => own !== undefined) ? [open] : []),
    ],
  };
  const first = [...parts.slice(0, partsFirst), ...(asksChannel ? [whichChannel(locale)] : [])];
  const blocks: types.KnownBlock[] = [
    ...notes.map((note) => noteBlock(note, locale)),
    ...first,
    ...(parts.length > partsFirst ? [{ type: "divider" } as const, heading(locale), ...parts.slice(partsFirst)] : []),
  ];
  return {
    type: "modal",
    callback_id: formCallback,
    private_metadata: JSON.stringify(state),
    title: plainText({ literal: titleOf(command, locale) }, locale, slackLimits.formTitle),
    submit: plainText(say("form.send"), locale, slackLimits.formTitle),
    close: plainText(say("button.cancel"), locale, slackLimits.formTitle),
    blocks: blocks.slice(0, slackLimits.viewBlocks),
  };
}

interface Askable {
  readonly name: string;
  readonly option: AskableOption;
}

/** Required and missing ones first, then by rank what is not known yet, and what is and can be changed once more. */
function askable(command: Command, values: RawValues): readonly Askable[] {
  const all = Object.entries(command.options)
    .toSorted(([, a], [, b]) => a.rank - b.rank)
    .flatMap(([name, option]) => (isAskable(option, values[name]) ? [{ name, option }] : []));
  const isMissing = ({ name, option }: Askable) =>
    option.required === true && option.kind !== "flag" && !isFilled(values[name]);
  return [...all.filter(isMissing), ...all.filter((one) => !isMissing(one))];
}

function isAskable(option: Option, given: RawValue | undefined): option is AskableOption {
  switch (option.kind) {
    case "role":
      return false;
    case "subject":
      return option.required === true && !isFilled(given);
    // What was attached cannot be put into a form; it stays in the draft.
    case "image":
    case "images":
      return !isFilled(given);
    case "text":
      return typeof given !== "string" || given.length <= Math.min(option.maxLength, slackLimits.textInput);
    default:
      return true;
  }
}

/** The option that one of several pictures fills. */
function openOption(command: Command, values: RawValues): string | null {
  const found = Object.entries(command.options)
    .toSorted(([, a], [, b]) => a.rank - b.rank)
    .find(([name, { kind }]) => (kind === "subject" || kind === "image") && !isFilled(values[name]));
  return found?.[0] ?? null;
}

/** What the shortcut is called, or what the command does; its name where that is too long to be read. */
function titleOf(command: Command, locale: string): string {
  const named = menuName(command, "global") ?? menuName(command, "message");
  if (named) return words(named, locale);
  const about = words(description(command, null), locale);
  if (about.length <= slackLimits.formTitle) return about;
  return command.name.charAt(0).toUpperCase() + command.name.slice(1);
}

function noteBlock(note: Message, locale: string): types.ContextBlock {
  return { type: "context", elements: [plainText(note, locale, slackLimits.section)] };
}

function heading(locale: string): types.HeaderBlock {
  return { type: "header", text: plainText(say("slack.more"), locale, slackLimits.header) };
}
