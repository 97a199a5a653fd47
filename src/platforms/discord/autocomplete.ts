import type {
  APIApplicationCommandAutocompleteInteraction,
  APIApplicationCommandInteractionDataOption,
  APIApplicationCommandOptionChoice,
  InteractionType,
} from "discord.js";
import type { Command, Surroundings } from "#core/command.ts";
import { choiceName } from "#core/description.ts";
import type { ModelInfo } from "#core/model.ts";
import type { ChoiceOption } from "#core/option.ts";
import type { Studio } from "#core/studio.ts";
import { choicesOf } from "#core/values.ts";
import { words } from "#core/words.ts";
import { discordLimits } from "./limits.ts";
import { actorOf, placeOf } from "./people.ts";
import { sizeChoices } from "./size-choices.ts";
import { within } from "./translations.ts";

export interface SuggestingParts {
  readonly studio: Pick<Studio, "commands" | "suggest">;
  readonly operators: ReadonlySet<string>;
  surroundings(): Pick<Surroundings, "models" | "today">;
}

type Typing = APIApplicationCommandAutocompleteInteraction;
type Filled = APIApplicationCommandInteractionDataOption<InteractionType.ApplicationCommandAutocomplete>;
type Choice = APIApplicationCommandOptionChoice<string>;

/** What fits an option while somebody types it. Rejects never: whatever goes wrong, they can still type it to the end. */
export async function suggestChoices(interaction: Typing, parts: SuggestingParts): Promise<Choice[]> {
  try {
    const choices = await choicesFor(interaction, parts);
    return choices.slice(0, discordLimits.choices).map(({ name, value }) => ({
      name: within(name, discordLimits.choiceName),
      value,
    }));
  } catch {
    return [];
  }
}

async function choicesFor(interaction: Typing, parts: SuggestingParts): Promise<readonly Choice[]> {
  const { data, locale } = interaction;
  const filled = data.options;
  const focused = filled.find((option) => "focused" in option && option.focused === true);
  const command = parts.studio.commands.find(({ name }) => name === data.name);
  const option = focused && command?.options[focused.name];
  if (!focused || !command || !option) return [];
  const typed = textOf(focused);
  switch (option.kind) {
    case "choice":
      return offered(command, focused.name, option, parts.surroundings(), typed, locale);
    case "size": {
      const rules = chosenModel(command, filled, parts.surroundings().models)?.sizes;
      if (!rules) return [];
      return sizeChoices(typed, rules).map(({ value, label }) => ({ name: words(label, locale), value }));
    }
    case "subject": {
      const actor = actorOf(interaction, parts.operators);
      const found = await parts.studio.suggest(actor, placeOf(interaction), typed, discordLimits.choices);
      return found.map(({ subject, prompt }) => ({ name: subjectName(subject, prompt), value: subject }));
    }
    default:
      return [];
  }
}

function offered(
  command: Command,
  name: string,
  option: ChoiceOption,
  around: Pick<Surroundings, "models" | "today">,
  typed: string,
  locale: string,
): readonly Choice[] {
  const wanted = typed.trim().toLowerCase();
  return choicesOf(option, around)
    .map((choice) => {
      const model = option.choices === "models" ? around.models.find(({ id }) => id === choice) : undefined;
      const shown = model ? `${choice}: ${model.strength}` : words(choiceName(command.name, name, choice), locale);
      return { name: shown, value: choice };
    })
    .filter((choice) => choice.value.includes(wanted) || choice.name.toLowerCase().includes(wanted));
}

/** The model whose sizes count: the one that is typed in the same command, else the first that is suggested. */
function chosenModel(command: Command, filled: readonly Filled[], models: readonly ModelInfo[]): ModelInfo | undefined {
  const typed = filled.find(({ name }) => {
    const option = command.options[name];
    return option?.kind === "choice" && option.choices === "models";
  });
  return models.find(({ id }) => typed !== undefined && id === textOf(typed)) ?? models[0];
}

function textOf(option: Filled): string {
  return "value" in option ? String(option.value) : "";
}

/** The person's own words, as many as there is room for beside the id. */
function subjectName(subject: string, prompt: string): string {
  const room = discordLimits.choiceName - subject.length - 3;
  const start = within(prompt, room);
  return start === "" ? subject : `${start} · ${subject}`;
}
