import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APISelectMenuOption,
  ButtonStyle,
  ComponentType,
} from "discord.js";
import type { Answer, AnswerButton } from "#core/answer.ts";
import { type MessageCode, say } from "#core/message.ts";
import { english } from "#core/messages/english.ts";
import { parseSubject } from "#core/subject.ts";
import { words } from "#core/words.ts";
import { choiceId, commandId } from "./custom-ids.ts";
import { discordLimits } from "./limits.ts";
import { within } from "./translations.ts";

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

const emoji: Readonly<Record<string, string>> = {
  again: "🔄",
  vary: "🎨",
  edit: "✏️",
  upscale: "⬆️",
  info: "📋",
  original: "🖼️",
  share: "📢",
  remove: "🗑️",
  retry: "🔁",
  cancel: "✖️",
  post: "📌",
};

/** What can be pressed or chosen under an answer: buttons first, five a row, then links, then one select for each choice. */
export function rowsOf(answer: Answer, locale: string): readonly Row[] {
  const { buttons, choices } = grouped(answer.buttons);
  const pressed = buttons.map((button) => buttonOf(button, locale));
  const links = answer.links
    .filter(({ url }) => url.length <= discordLimits.linkCharacters)
    .map(({ label, url }): APIComponentInMessageActionRow => {
      const text = within(words(label, locale), discordLimits.buttonLabel);
      return { type: ComponentType.Button, style: ButtonStyle.Link, label: text, url };
    });
  return [...inRows([...pressed, ...links]), ...choices.map((choice) => selectOf(choice, answer, locale))];
}

/** The row with which a job that runs is cancelled. */
export function cancelRow(jobId: string, locale: string): Row {
  return row([buttonOf({ command: "cancel", subject: jobId, forAll: false }, locale)]);
}

/**
 * Several results, or several pictures of one, are a choice; a result beside its own pictures stays a button. The same
 * id twice in a message would be refused, so what is there twice is shown once.
 */
function grouped(all: readonly AnswerButton[]): {
  readonly buttons: readonly AnswerButton[];
  readonly choices: readonly (readonly AnswerButton[])[];
} {
  const unique = [...new Map(all.map((button) => [commandId(button), button])).values()];
  const buttons: AnswerButton[] = [];
  const choices = new Map<string, AnswerButton[]>();
  for (const button of unique) {
    const alike = unique.filter(({ command }) => command === button.command);
    const ofPicture = isPicture(button);
    const others = alike.filter((other) => isPicture(other) === ofPicture);
    if (others.length === 1) buttons.push(button);
    else {
      const id = choiceId(button);
      choices.set(id, [...(choices.get(id) ?? []), button]);
    }
  }
  return { buttons, choices: [...choices.values()] };
}

function isPicture({ subject }: AnswerButton): boolean {
  return (parseSubject(subject)?.position ?? null) !== null;
}

function buttonOf(button: AnswerButton, locale: string): APIComponentInMessageActionRow {
  const { command } = button;
  const name = emoji[command];
  return {
    type: ComponentType.Button,
    style:
      command === "remove"
        ? ButtonStyle.Danger
        : command === "again" || command === "retry"
          ? ButtonStyle.Primary
          : ButtonStyle.Secondary,
    custom_id: commandId(button),
    label: sentenceFor(`button.${command}`, command, locale).slice(0, discordLimits.buttonLabel),
    ...(name === undefined ? {} : { emoji: { name } }),
  };
}

function selectOf(choice: readonly AnswerButton[], answer: Answer, locale: string): Row {
  const [first] = choice;
  const { command = "", forAll = false } = first ?? {};
  return row([
    {
      type: ComponentType.StringSelect,
      custom_id: choiceId({ command, forAll }),
      placeholder: sentenceFor(
        command === "post" && !forAll ? "choose.post-alone" : `choose.${command}`,
        command,
        locale,
      ),
      options: choice.slice(0, discordLimits.selectOptions).map(({ subject }) => optionOf(subject, answer, locale)),
    },
  ]);
}

function optionOf(subject: string, { facts }: Answer, locale: string): APISelectMenuOption {
  const position = parseSubject(subject)?.position ?? null;
  if (position !== null) return { value: subject, label: words(say("choose.picture", { position }), locale) };
  const fact = facts.find(({ label }) => "literal" in label && label.literal === subject);
  if (!fact) return { value: subject, label: subject };
  const prompt = "parameters" in fact.value ? fact.value.parameters.prompt : null;
  const text = typeof prompt === "string" && prompt !== "" ? prompt : words(fact.value, locale);
  return { value: subject, label: within(text, discordLimits.selectLabel) || subject, description: subject };
}

/** A command that nobody has named yet goes by its own name. */
function sentenceFor(code: string, name: string, locale: string): string {
  return isCode(code) ? words({ code, parameters: {} }, locale) : name;
}

function isCode(code: string): code is MessageCode {
  return Object.hasOwn(english, code);
}

function inRows(components: readonly APIComponentInMessageActionRow[]): readonly Row[] {
  const rows: Row[] = [];
  for (let start = 0; start < components.length; start += discordLimits.rowButtons) {
    rows.push(row(components.slice(start, start + discordLimits.rowButtons)));
  }
  return rows;
}

function row(components: APIComponentInMessageActionRow[]): Row {
  return { type: ComponentType.ActionRow, components };
}
