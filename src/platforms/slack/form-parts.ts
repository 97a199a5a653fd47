import type { types } from "@slack/bolt";
import type { Command, Surroundings } from "#core/command.ts";
import { choiceName, description, descriptionOf } from "#core/description.ts";
import type { RawValue } from "#core/invocation.ts";
import { say, type Text } from "#core/message.ts";
import type { ChoiceOption, IntegerOption, Option, PersonOption, TextOption } from "#core/option.ts";
import { shapes, sizeText } from "#core/size.ts";
import { choicesOf } from "#core/values.ts";
import { words } from "#core/words.ts";
import { slackLimits } from "./limits.ts";
import type { MessagePicture } from "./message-pictures.ts";
import { plainText } from "./plain-text.ts";

/** The conversation that a form asks for; no option of a command, so no option's name. */
export const channelPart = "channel_to_post";

/** Before the id of a draft, where one of several attached pictures is chosen: each has a draft of its own. */
export const draftPrefix = "draft:";

/** One of several pictures that may be meant. An attached one needs a draft that knows it: a menu brings back no more than a word. */
export interface OfferedPicture extends MessagePicture {
  readonly draft?: string;
}

export interface Asking {
  readonly command: Command;
  readonly locale: string;
  readonly around: Pick<Surroundings, "models" | "today">;
}

/** An option that a form can ask for: Slack has no menu of user groups. */
export type AskableOption = Exclude<Option, PersonOption> | (PersonOption & { readonly kind: "person" | "channel" });

/** From this length on a text gets a field of several lines. */
const oneLine = 200;

/** Advisory: Slack lets other files through, too. */
const pictureEndings = ["png", "jpg", "jpeg", "webp", "gif", "heic"];

/** The part of a form that asks for an option; `given` stands in it already. */
export function partFor(
  asking: Asking,
  name: string,
  option: AskableOption,
  given: RawValue | undefined,
): types.InputBlock {
  const { command, locale } = asking;
  return {
    type: "input",
    block_id: name,
    label: plainText(descriptionOf(`label.${name}`, capitalised(name)), locale, slackLimits.label),
    // Beside its tick a flag says already what it does.
    ...(option.kind === "flag" ? {} : { hint: plainText(description(command, name), locale, slackLimits.hint) }),
    // Slack would want a required box to be ticked.
    optional: option.required !== true || option.kind === "flag",
    element: elementFor(asking, name, option, given),
  };
}

function elementFor(
  { command, locale, around }: Asking,
  name: string,
  option: AskableOption,
  given: RawValue | undefined,
): types.InputBlockElement {
  switch (option.kind) {
    case "text":
      return textInput(name, option, given);
    case "subject":
      return {
        type: "plain_text_input",
        action_id: name,
        ...(typeof given === "string" ? { initial_value: given } : {}),
      };
    case "integer":
      return numberInput(name, option, given);
    case "choice":
      return oneOf(name, choicesWithNames(option), option.required === true, given);
    case "size":
      return oneOf(name, sizeChoices, option.required === true, given);
    case "flag": {
      const tick = { value: "yes", text: plainText(description(command, name), locale, slackLimits.optionText) };
      return {
        type: "checkboxes",
        action_id: name,
        options: [tick],
        ...(given === true ? { initial_options: [tick] } : {}),
      };
    }
    case "image":
      return { type: "file_input", action_id: name, filetypes: pictureEndings, max_files: 1 };
    case "images":
      return {
        type: "file_input",
        action_id: name,
        filetypes: pictureEndings,
        max_files: Math.min(option.max, slackLimits.uploadsInForm),
      };
    case "person":
      return { type: "users_select", action_id: name, ...(typeof given === "string" ? { initial_user: given } : {}) };
    case "channel":
      return {
        type: "conversations_select",
        action_id: name,
        ...(typeof given === "string" ? { initial_conversation: given } : {}),
      };
  }

  function choicesWithNames(choice: ChoiceOption): readonly Offered[] {
    return choicesOf(choice, around).map((value) => {
      const model = choice.choices === "models" ? around.models.find(({ id }) => id === value) : undefined;
      const label = words(choiceName(command.name, name, value), locale);
      return { value, label: { literal: label }, about: model ? model.strength : null };
    });
  }
}

/** Asks which of several pictures is meant; the first one stands there already. Null when none of them can be told in a word. */
export function whichPicture(
  option: string,
  pictures: readonly OfferedPicture[],
  locale: string,
): types.InputBlock | null {
  const offered = pictures.flatMap(({ value, label, draft }) => {
    const word = "result" in value ? value.result : draft === undefined ? null : `${draftPrefix}${draft}`;
    return word === null ? [] : [{ value: word, label: { literal: words(label, locale) }, about: null }];
  });
  if (offered.length === 0) return null;
  return {
    type: "input",
    block_id: option,
    label: plainText(say("form.which"), locale, slackLimits.label),
    element: oneOf(option, offered, true, offered[0]?.value),
  };
}

/** Asks where the result belongs; where the person is stands there already. */
export function whichChannel(locale: string): types.InputBlock {
  return {
    type: "input",
    block_id: channelPart,
    label: plainText(say("slack.where"), locale, slackLimits.label),
    element: {
      type: "conversations_select",
      action_id: channelPart,
      default_to_current_conversation: true,
      response_url_enabled: true,
    },
  };
}

interface Offered {
  readonly value: string;
  readonly label: Text;
  readonly about: string | null;
}

/** A choice that can be seen whole where one has to be made; otherwise a menu, for only that can be emptied again. */
function oneOf(
  name: string,
  offered: readonly Offered[],
  required: boolean,
  given: RawValue | undefined,
): types.StaticSelect | types.RadioButtons {
  const listed = offered.slice(0, slackLimits.selectOptions - 1);
  const typed = typeof given === "string" ? given.trim() : "";
  const known = listed.find(({ value }) => value.toLowerCase() === typed.toLowerCase());
  // What was typed can be a model or a size that no list has.
  const own = known || typed === "" ? [] : [{ value: typed, label: { literal: typed }, about: null }];
  const options = [...listed, ...own].map(({ value, label, about }) => ({
    value: value.slice(0, slackLimits.optionValue),
    text: plainText(label, "en", slackLimits.optionText),
    ...(about === null ? {} : { description: plainText({ literal: about }, "en", slackLimits.optionText) }),
  }));
  const initial = own.length > 0 ? options.at(-1) : options.find(({ value }) => value === known?.value);
  const common = { action_id: name, options, ...(initial ? { initial_option: initial } : {}) };
  const seenWhole = required && options.length > 1 && options.length <= slackLimits.radioOptions;
  return seenWhole ? { type: "radio_buttons", ...common } : { type: "static_select", ...common };
}

const sizeChoices: readonly Offered[] = Object.entries(shapes).map(([name, size]) => ({
  value: name,
  label: { literal: `${capitalised(name)} · ${sizeText(size)}` },
  about: null,
}));

function textInput(name: string, { maxLength }: TextOption, given: RawValue | undefined): types.PlainTextInput {
  return {
    type: "plain_text_input",
    action_id: name,
    multiline: maxLength > oneLine,
    max_length: Math.min(maxLength, slackLimits.textInput),
    ...(typeof given === "string" && given !== "" ? { initial_value: given } : {}),
  };
}

function numberInput(name: string, { min, max }: IntegerOption, given: RawValue | undefined): types.NumberInput {
  const initial = typeof given === "number" || typeof given === "string" ? String(given) : "";
  return {
    type: "number_input",
    action_id: name,
    is_decimal_allowed: false,
    min_value: String(min),
    max_value: String(max),
    // Slack refuses a form with anything else in it.
    ...(/^-?\d+$/.test(initial) && Number(initial) >= min && Number(initial) <= max ? { initial_value: initial } : {}),
  };
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
