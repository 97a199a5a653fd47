import {
  type APIComponentInLabel,
  type APILabelComponent,
  type APISelectMenuOption,
  ComponentType,
  TextInputStyle,
} from "discord.js";
import type { Command, Surroundings } from "#core/command.ts";
import { choiceName, description, descriptionOf } from "#core/description.ts";
import type { RawValue } from "#core/invocation.ts";
import { say } from "#core/message.ts";
import type { ChoiceOption, ImagesOption, IntegerOption, Option, TextOption } from "#core/option.ts";
import { choicesOf } from "#core/values.ts";
import { words } from "#core/words.ts";
import { draftPrefix } from "./form-values.ts";
import { discordLimits } from "./limits.ts";
import type { MessagePicture } from "./message-pictures.ts";
import { shapeChoices } from "./size-choices.ts";
import { within } from "./translations.ts";

/** From this length on a text gets a field of several lines. */
const oneLine = 200;

/** One of several pictures that may be meant. An attached one needs a draft that knows it: a form brings back no more than a word. */
export interface OfferedPicture extends MessagePicture {
  readonly draft?: string;
}

export interface Asking {
  readonly command: Command;
  readonly locale: string;
  readonly around: Pick<Surroundings, "models" | "today">;
}

/** The part of a form that asks for an option; `given` stands in it already. A subject cannot be asked for in a form. */
export function partFor(
  { command, locale, around }: Asking,
  name: string,
  option: Exclude<Option, { kind: "subject" }>,
  given: RawValue | undefined,
): APILabelComponent {
  const common = { custom_id: name, required: option.required === true };
  return {
    type: ComponentType.Label,
    label: within(words(descriptionOf(`label.${name}`, capitalised(name)), locale), discordLimits.label),
    description: within(words(description(command, name), locale), discordLimits.labelDescription),
    component: component(),
  };

  function component(): APIComponentInLabel {
    switch (option.kind) {
      case "text":
        return textInput(common, option, given);
      case "integer":
        return integerInput(common, option);
      case "choice":
        return choiceInput(common, option, choicesOf(option, around));
      case "size":
        return select(
          common,
          shapeChoices.map(({ value, label }) => ({ value, label: capitalised(words(label, locale)) })),
        );
      case "flag":
        // Discord refuses `required` here: unticked is an answer.
        return { type: ComponentType.Checkbox, custom_id: name };
      case "image":
        return upload(common, 1, 1);
      case "images":
        return upload(common, leastUploads(option), Math.min(option.max, discordLimits.uploadsInForm));
      case "person":
        return { type: ComponentType.UserSelect, ...common };
      case "channel":
        return { type: ComponentType.ChannelSelect, ...common };
      case "role":
        return { type: ComponentType.RoleSelect, ...common };
    }
  }

  function choiceInput(
    required: Common,
    { choices: kind }: ChoiceOption,
    choices: readonly string[],
  ): APIComponentInLabel {
    const options = choices.slice(0, discordLimits.selectOptions).map((value) => {
      const model = kind === "models" ? around.models.find(({ id }) => id === value) : undefined;
      const label = within(words(choiceName(command.name, name, value), locale), discordLimits.selectLabel);
      return { value, label, ...(model ? { description: within(model.strength, discordLimits.selectLabel) } : {}) };
    });
    if (options.length < 2 || options.length > discordLimits.radioOptions) return select(required, options);
    return { type: ComponentType.RadioGroup, ...required, options };
  }
}

/** Asks which of several pictures is meant; the first one stands there already. Null when none of them can be told in a word. */
export function whichPicture(
  option: string,
  pictures: readonly OfferedPicture[],
  locale: string,
): APILabelComponent | null {
  const options = pictures.flatMap(({ value, label, draft }) => {
    const word = "result" in value ? value.result : draft === undefined ? null : `${draftPrefix}${draft}`;
    return word === null ? [] : [{ value: word, label: within(words(label, locale), discordLimits.selectLabel) }];
  });
  if (options.length === 0) return null;
  const offered = options
    .slice(0, discordLimits.selectOptions)
    .map((one, index) => (index === 0 ? { ...one, default: true } : one));
  return {
    type: ComponentType.Label,
    label: within(words(say("form.which"), locale), discordLimits.label),
    component: select({ custom_id: option, required: true }, offered),
  };
}

interface Common {
  readonly custom_id: string;
  readonly required: boolean;
}

function textInput(common: Common, { maxLength }: TextOption, given: RawValue | undefined): APIComponentInLabel {
  return {
    type: ComponentType.TextInput,
    ...common,
    style: maxLength > oneLine ? TextInputStyle.Paragraph : TextInputStyle.Short,
    max_length: Math.min(maxLength, discordLimits.textInput),
    ...(typeof given === "string" ? { value: given } : {}),
  };
}

function integerInput(common: Common, { min, max }: IntegerOption): APIComponentInLabel {
  const count = max - min + 1;
  if (count <= discordLimits.selectOptions) {
    const numbers = Array.from({ length: count }, (_, index) => String(min + index));
    return select(
      common,
      numbers.map((number) => ({ value: number, label: number })),
    );
  }
  const placeholder = `${min}–${max}`;
  return { type: ComponentType.TextInput, ...common, style: TextInputStyle.Short, max_length: 20, placeholder };
}

function select(common: Common, options: readonly APISelectMenuOption[]): APIComponentInLabel {
  return { type: ComponentType.StringSelect, ...common, options: [...options] };
}

function upload({ custom_id, required }: Common, min: number, max: number): APIComponentInLabel {
  return {
    type: ComponentType.FileUpload,
    custom_id,
    required,
    // Discord takes 0 only where nothing is required.
    min_values: required ? min : 0,
    max_values: max,
    file_types: ["image"],
  };
}

function leastUploads({ min = 1 }: ImagesOption): number {
  return Math.max(1, min);
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
