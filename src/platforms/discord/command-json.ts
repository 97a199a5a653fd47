import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOptionChoice,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from "discord.js";
import type { Command, Surroundings } from "#core/command.ts";
import { choiceName, description } from "#core/description.ts";
import { type Message, say } from "#core/message.ts";
import type { ChoiceOption, Option } from "#core/option.ts";
import type { Right } from "#core/people.ts";
import { choicesOf } from "#core/values.ts";
import { discordLimits } from "./limits.ts";
import { menuName } from "./menu-names.ts";
import { pictureOptionNames } from "./picture-option-names.ts";
import { translated } from "./translations.ts";

export type CommandJson =
  | RESTPostAPIChatInputApplicationCommandsJSONBody
  | RESTPostAPIContextMenuApplicationCommandsJSONBody;

type Around = Pick<Surroundings, "models" | "today">;

/** What everybody sees until a server decides otherwise; `0` is for its administrators alone. */
const permissions: Readonly<Record<Right, string | null>> = {
  anyone: null,
  moderator: PermissionFlagsBits.ManageGuild.toString(),
  operator: "0",
};

/** Everything that is registered with Discord, in the order of the commands: first what is typed, then the menu of messages. */
export function commandsJson(commands: readonly Command[], around: Around): readonly CommandJson[] {
  return [
    ...commands.filter(({ triggers }) => triggers.includes("slash")).map((command) => slashCommand(command, around)),
    ...commands.filter(({ triggers }) => triggers.includes("menu")).map(menuEntry),
  ];
}

function slashCommand(command: Command, around: Around): RESTPostAPIChatInputApplicationCommandsJSONBody {
  return {
    type: ApplicationCommandType.ChatInput,
    name: command.name,
    ...descriptionFields(description(command, null)),
    options: optionsOf(command, around),
    ...availability(command),
  };
}

function menuEntry(command: Command): RESTPostAPIContextMenuApplicationCommandsJSONBody {
  const { text, translations } = translated(menuName(command), discordLimits.commandName);
  return {
    type: ApplicationCommandType.Message,
    name: text,
    ...(translations ? { name_localizations: translations } : {}),
    ...availability(command),
  };
}

/** Everywhere: in servers and for people who installed it for themselves; in channels, in its own and in other direct messages. */
function availability({ mayUse }: Command) {
  return {
    integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
    default_member_permissions: permissions[mayUse],
  };
}

function optionsOf(command: Command, around: Around): APIApplicationCommandBasicOption[] {
  const ranked = Object.entries(command.options).toSorted(([, a], [, b]) => a.rank - b.rank);
  const options = ranked.map(([name, option]) => registeredOptions(command, name, option, around));
  const shown = options.flatMap(({ first }) => first);
  return [
    ...shown.filter(({ required }) => required),
    ...shown.filter(({ required }) => !required),
    // Nine places for pictures in the middle would push everything else off a phone's screen.
    ...options.flatMap(({ last }) => last),
  ];
}

interface Registered {
  readonly first: readonly APIApplicationCommandBasicOption[];
  readonly last: readonly APIApplicationCommandBasicOption[];
}

function registeredOptions(command: Command, name: string, option: Option, around: Around): Registered {
  const about = descriptionFields(description(command, name));
  if (option.kind !== "images") return { first: [oneOption(command, name, option, about, around)], last: [] };
  const attachments = pictureOptionNames(command, name, option).map((registered, index) =>
    attachment(registered, index === 0 ? about : descriptionFields(say("option.one-more"))),
  );
  const needed = Math.max(1, option.required ? (option.min ?? 1) : 1);
  return { first: attachments.slice(0, needed), last: attachments.slice(needed) };
}

type Described = ReturnType<typeof descriptionFields>;
type Single = Exclude<Option, { kind: "images" }>;

function oneOption(
  command: Command,
  name: string,
  option: Single,
  about: Described,
  around: Around,
): APIApplicationCommandBasicOption {
  const common = { name, ...about, ...(option.required ? { required: true } : {}) };
  switch (option.kind) {
    case "text": {
      const longest = Math.min(option.maxLength, discordLimits.optionText);
      return { type: ApplicationCommandOptionType.String, ...common, max_length: longest };
    }
    case "integer":
      return {
        type: ApplicationCommandOptionType.Integer,
        ...common,
        min_value: option.min,
        max_value: option.max,
      };
    case "choice": {
      const choices = choicesOf(option, around);
      if (completesItself(option, choices)) {
        return { type: ApplicationCommandOptionType.String, ...common, autocomplete: true };
      }
      const named = choices.map((choice) => registeredChoice(command, name, choice));
      return { type: ApplicationCommandOptionType.String, ...common, choices: named };
    }
    case "size":
    case "subject":
      return { type: ApplicationCommandOptionType.String, ...common, autocomplete: true };
    case "flag":
      return { type: ApplicationCommandOptionType.Boolean, ...common };
    case "image":
      return attachment(name, about);
    case "person":
      return { type: ApplicationCommandOptionType.User, ...common };
    case "channel":
      return { type: ApplicationCommandOptionType.Channel, ...common };
    case "role":
      return { type: ApplicationCommandOptionType.Role, ...common };
  }
}

/** Models come and go and need not be of the catalog, so any word can be typed; and of other words only so many can be listed. */
function completesItself(option: ChoiceOption, choices: readonly string[]): boolean {
  return option.choices === "models" || choices.length > discordLimits.choices;
}

/** Never required: on a phone a picture is easier to add in the form that opens when it is missing. */
function attachment(name: string, about: Described): APIApplicationCommandBasicOption {
  return { type: ApplicationCommandOptionType.Attachment, name, ...about, file_types: ["image"] };
}

function registeredChoice(command: Command, option: string, choice: string): APIApplicationCommandOptionChoice<string> {
  const { text, translations } = translated(choiceName(command.name, option, choice), discordLimits.choiceName);
  return { name: text, value: choice, ...(translations ? { name_localizations: translations } : {}) };
}

function descriptionFields(message: Message) {
  const { text, translations } = translated(message, discordLimits.description);
  return { description: text, ...(translations ? { description_localizations: translations } : {}) };
}
