import type {
  APIChatInputApplicationCommandInteraction,
  APIMessageApplicationCommandInteraction,
  APIMessageComponentInteraction,
} from "discord.js";
import type { Command } from "#core/command.ts";
import type { RawValues, Trigger } from "#core/invocation.ts";
import { type Message, say } from "#core/message.ts";
import type { Audience } from "#core/people.ts";
import { parseSubject } from "#core/subject.ts";
import { readCustomId } from "./custom-ids.ts";
import { commandOfMenu } from "./menu-names.ts";
import { type MessagePicture, picturesIn, resultIn } from "./message-pictures.ts";
import { readOptions } from "./option-values.ts";
import { audienceOf } from "./posted.ts";

/** What somebody asked for by whatever they did, before anything is checked. */
export interface Asked {
  readonly command: Command;
  readonly trigger: Trigger;
  readonly values: RawValues;
  /** Where it was asked from: what is asked under a private message stays private. */
  readonly audience: Audience;
  /** Several pictures that may be meant, when it is not said which. */
  readonly meant: { readonly option: string; readonly pictures: readonly MessagePicture[] } | null;
}

/** Something that cannot be asked: a sentence instead. */
export interface NotAsked {
  readonly refused: Message;
}

export function askedBySlash(
  interaction: APIChatInputApplicationCommandInteraction,
  commands: readonly Command[],
): Asked | NotAsked {
  const { name } = interaction.data;
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) return { refused: say("command.unknown", { command: name }) };
  return { command, trigger: "slash", values: readOptions(command, interaction), audience: "public", meant: null };
}

export function askedByMenu(
  { data, application_id }: APIMessageApplicationCommandInteraction,
  commands: readonly Command[],
): Asked | NotAsked {
  const command = commandOfMenu(commands, data.name);
  const message = data.resolved.messages[data.target_id];
  if (!command || !message) return { refused: say("command.unknown", { command: data.name }) };
  const from = { command, trigger: "menu", audience: audienceOf(message) } as const;
  const pictures = picturesIn(message, application_id);
  const subject = optionOf(command, "subject");
  const result = resultIn(message, application_id);
  if (subject !== null && result !== null)
    return { ...from, values: { [subject]: result }, meant: several(subject, result, pictures) };
  const image = optionOf(command, "image");
  if (image === null) return { refused: say("message.not-a-result") };
  const [first, ...others] = pictures;
  if (!first) return { refused: say("message.no-picture") };
  return {
    ...from,
    values: { [image]: first.value },
    meant: others.length > 0 ? { option: image, pictures } : null,
  };
}

export function askedByComponent(
  { data, message, application_id }: APIMessageComponentInteraction,
  commands: readonly Command[],
): Asked | NotAsked {
  const pressed = readCustomId(data.custom_id);
  if (!pressed || pressed.kind === "form") return { refused: say("button.unknown") };
  const chosen = "values" in data ? data.values[0] : undefined;
  const about = pressed.kind === "choice" ? chosen : pressed.subject;
  const command = commands.find(({ name }) => name === pressed.command);
  if (!command || about === undefined) return { refused: say("button.unknown") };
  const audience = pressed.forAll ? "public" : audienceOf(message);
  const from = { command, trigger: "button", audience } as const;
  const pictures = picturesIn(message, application_id);
  const subject = optionOf(command, "subject");
  if (subject !== null) return { ...from, values: { [subject]: about }, meant: several(subject, about, pictures) };
  const image = optionOf(command, "image");
  if (image === null) return { ...from, values: {}, meant: null };
  return { ...from, values: { [image]: { result: about } }, meant: several(image, about, pictures) };
}

/** Of a result that is named as a whole, the pictures that a message shows of it, when there is a choice. */
function several(option: string, about: string, pictures: readonly MessagePicture[]): Asked["meant"] {
  const subject = parseSubject(about);
  if (!subject || subject.position !== null) return null;
  const ofIt = pictures.filter(({ value }) => "result" in value && value.result.startsWith(`${subject.jobId}-`));
  return ofIt.length > 1 ? { option, pictures: ofIt } : null;
}

function optionOf(command: Command, kind: "subject" | "image"): string | null {
  return Object.entries(command.options).find(([, option]) => option.kind === kind)?.[0] ?? null;
}
