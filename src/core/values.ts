import type { Command, Problem, Surroundings } from "./command.ts";
import { description } from "./description.ts";
import type { ImageValue } from "./image-value.ts";
import type { RawValue, RawValues } from "./invocation.ts";
import { type Message, say } from "./message.ts";
import type { ChoiceOption, ImagesOption, IntegerOption, Option } from "./option.ts";
import { parseSize } from "./size.ts";
import { parseSubject } from "./subject.ts";
import { isShutDown } from "./wishes.ts";

export interface CheckedValues {
  /** The typed values; meaningful only when there are no problems. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
}

/** Reads raw values by a command's options and finds everything that is wrong with them. Pure and synchronous. */
export function checkValues(command: Command, raw: RawValues, surroundings: Surroundings): CheckedValues {
  const problems: Problem[] = [];
  const values: Record<string, unknown> = {};
  for (const option of Object.keys(raw)) {
    if (!Object.hasOwn(command.options, option)) {
      problems.push({ option, text: say("value.unknown-option", { option, command: command.name }) });
    }
  }
  for (const [name, option] of Object.entries(command.options)) {
    const given = raw[name];
    if (!isFilled(given)) {
      if (option.required)
        problems.push({
          option: name,
          text: say("value.missing", { option: name, about: description(command, name) }),
        });
      if (option.kind === "flag") values[name] = false;
      continue;
    }
    const read = readValue(name, option, given, surroundings);
    if ("problem" in read) problems.push({ option: name, text: read.problem });
    else values[name] = read.value;
  }
  // The command's own check may rely on its types, so it is asked only once every single value is right.
  if (problems.length === 0) problems.push(...command.check(values as never, surroundings));
  return { values, problems };
}

/** The words that a choice offers here. */
export function choicesOf(
  option: ChoiceOption,
  surroundings: Pick<Surroundings, "models" | "today">,
): readonly string[] {
  const { models, today } = surroundings;
  if (option.choices === "models") return models.filter((model) => !isShutDown(model, today)).map(({ id }) => id);
  if (option.choices === "qualities") return [...new Set(models.flatMap((model) => model.qualities))];
  return option.choices;
}

/** Whether anything was given: characters that nobody sees, an empty braille cell (U+2800) included, are no words, and would be paid for. */
export function isFilled(given: RawValue | undefined): given is RawValue {
  if (typeof given === "string") return !/^[\s\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u.test(given);
  return given !== undefined && !(Array.isArray(given) && given.length === 0);
}

/** The required options without a value, by name. A flag always has one. */
export function missingIn({ options }: Pick<Command, "options">, values: RawValues): readonly string[] {
  return Object.entries(options)
    .filter(([name, { kind, required }]) => required && kind !== "flag" && !isFilled(values[name]))
    .map(([name]) => name);
}

type Read = { readonly value: unknown } | { readonly problem: Message };

function readValue(name: string, option: Option, given: RawValue, surroundings: Surroundings): Read {
  switch (option.kind) {
    case "text": {
      const value = String(given).trim();
      if (value.length <= option.maxLength) return { value };
      return { problem: say("value.too-long", { option: name, length: value.length, max: option.maxLength }) };
    }
    case "integer":
      return readInteger(name, option, given);
    case "choice": {
      const choices = choicesOf(option, surroundings);
      const value = choices.find((choice) => choice.toLowerCase() === String(given).trim().toLowerCase());
      if (value !== undefined) return { value };
      // An unknown model may still be one that a gateway serves; the catalog decides, not the list of suggestions.
      if (option.choices === "models") return { value: String(given).trim() };
      return {
        problem: say("value.not-a-choice", { option: name, given: String(given), choices: choices.join(", ") }),
      };
    }
    case "size": {
      const value = parseSize(String(given));
      return value ? { value } : { problem: say("size.unreadable", { given: String(given) }) };
    }
    case "flag":
      return typeof given === "boolean" ? { value: given } : { problem: say("value.not-a-flag", { option: name }) };
    case "image": {
      const [value, ...others] = imagesIn(given);
      return value && others.length === 0 ? { value } : { problem: say("value.not-an-image", { option: name }) };
    }
    case "images":
      return readImages(name, option, given);
    case "subject": {
      const value = parseSubject(String(given));
      return value ? { value } : { problem: say("value.not-a-subject", { given: String(given) }) };
    }
    case "person":
    case "channel":
    case "role":
      return { value: String(given) };
  }
}

function readInteger(name: string, option: IntegerOption, given: RawValue): Read {
  const { min, max } = option;
  const value =
    typeof given === "number" ? given : /^[+-]?\d+$/.test(String(given).trim()) ? Number(given) : Number.NaN;
  if (!Number.isInteger(value)) return { problem: say("value.not-a-number", { option: name, min, max }) };
  if (value < min || value > max)
    return { problem: say("value.out-of-range", { option: name, given: value, min, max }) };
  return { value };
}

function readImages(name: string, option: ImagesOption, given: RawValue): Read {
  const value = imagesIn(given);
  const min = option.min ?? 1;
  if (value.length > option.max) {
    return { problem: say("value.too-many", { option: name, count: value.length, max: option.max }) };
  }
  if (value.length < min) return { problem: say("value.too-few", { option: name, count: value.length, min }) };
  return { value };
}

function imagesIn(given: RawValue): readonly ImageValue[] {
  if (typeof given === "string") return parseSubject(given) ? [{ result: given.trim().toLowerCase() }] : [];
  if (typeof given !== "object") return [];
  return Array.isArray(given) ? given : [given as ImageValue];
}
