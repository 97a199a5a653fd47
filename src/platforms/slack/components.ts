import type { types } from "@slack/bolt";
import type { Answer, AnswerButton } from "#core/answer.ts";
import { type MessageCode, say, type Text } from "#core/message.ts";
import { english } from "#core/messages/english.ts";
import { parseSubject } from "#core/subject.ts";
import { words } from "#core/words.ts";
import { choiceAction, commandAction } from "./action-ids.ts";
import { slackLimits } from "./limits.ts";
import { plainText, within } from "./plain-text.ts";

/** A button is as wide as its words; more of them in one row would be several rows of nothing but buttons. */
const buttonsInRow = 5;

/** What can be pressed or chosen under an answer: buttons first, then one menu for each choice. */
export function actionsOf(
  answer: Answer,
  { locale, elsewhere }: { readonly locale: string; readonly elsewhere: boolean },
): readonly types.ActionsBlock[] {
  const { buttons, choices } = grouped(answer.buttons);
  const pressed = buttons.map((button, index) => {
    const position = buttons.slice(0, index).filter(({ command }) => command === button.command).length;
    return buttonOf(button, position, locale, elsewhere);
  });
  const rows: types.ActionsBlock[] = [];
  for (let start = 0; start < pressed.length; start += buttonsInRow)
    rows.push({ type: "actions", elements: pressed.slice(start, start + buttonsInRow) });
  return [...rows, ...choices.map((choice) => choiceOf(choice, answer, locale))];
}

/** With which a job that runs is cancelled. */
export function cancelBlock(jobId: string, locale: string): types.ActionsBlock {
  const button = buttonOf({ command: "cancel", subject: jobId, forAll: false }, 0, locale, false);
  return { type: "actions", elements: [button] };
}

/** Several results, or several pictures of one, are a choice; a result beside its own pictures stays a button. */
function grouped(all: readonly AnswerButton[]): {
  readonly buttons: readonly AnswerButton[];
  readonly choices: readonly (readonly AnswerButton[])[];
} {
  const keyOf = ({ command, subject, forAll }: AnswerButton) => JSON.stringify([command, subject, forAll]);
  const unique = [...new Map(all.map((button) => [keyOf(button), button])).values()];
  const buttons: AnswerButton[] = [];
  const choices = new Map<string, AnswerButton[]>();
  for (const button of unique) {
    const alike = unique.filter((other) => other.command === button.command && isPicture(other) === isPicture(button));
    if (alike.length === 1) buttons.push(button);
    else {
      const id = choiceAction(button.command, button.forAll);
      choices.set(id, [...(choices.get(id) ?? []), button]);
    }
  }
  return { buttons, choices: [...choices.values()] };
}

function isPicture({ subject }: AnswerButton): boolean {
  return (parseSubject(subject)?.position ?? null) !== null;
}

function buttonOf(
  { command, subject, forAll }: AnswerButton,
  position: number,
  locale: string,
  elsewhere: boolean,
): types.Button {
  const label = command === "share" && elsewhere ? say("slack.share-there") : named(`button.${command}`, command);
  return {
    type: "button",
    action_id: commandAction(command, forAll, position),
    text: plainText(label, locale, slackLimits.buttonText),
    value: subject,
    ...(command === "again" || command === "retry" ? { style: "primary" as const } : {}),
    ...(command === "remove" ? { style: "danger" as const, confirm: confirmationOf(locale) } : {}),
  };
}

function confirmationOf(locale: string): types.ConfirmationDialog {
  return {
    title: plainText(say("slack.remove-title"), locale, slackLimits.confirmTitle),
    text: plainText(say("slack.remove-text"), locale, slackLimits.confirmText),
    confirm: plainText(say("button.remove"), locale, slackLimits.confirmButton),
    deny: plainText(say("slack.keep"), locale, slackLimits.confirmButton),
    style: "danger",
  };
}

function choiceOf(choice: readonly AnswerButton[], answer: Answer, locale: string): types.ActionsBlock {
  const [first] = choice;
  const { command = "", forAll = false } = first ?? {};
  const menu: types.StaticSelect = {
    type: "static_select",
    action_id: choiceAction(command, forAll),
    placeholder: plainText(named(`choose.${command}`, command), locale, slackLimits.placeholder),
    options: choice.slice(0, slackLimits.selectOptions).map(({ subject }) => optionOf(subject, answer, locale)),
  };
  return { type: "actions", elements: [menu] };
}

function optionOf(subject: string, { facts }: Answer, locale: string): types.PlainTextOption {
  const position = parseSubject(subject)?.position ?? null;
  if (position !== null)
    return {
      value: subject,
      text: plainText(say("choose.picture", { position }), locale, slackLimits.optionText),
    };
  const fact = facts.find(({ label }) => "literal" in label && label.literal === subject);
  const prompt = fact && "parameters" in fact.value ? fact.value.parameters.prompt : null;
  const text = typeof prompt === "string" && prompt !== "" ? prompt : fact ? words(fact.value, locale) : subject;
  const short = within(text, slackLimits.optionText) || subject;
  return {
    value: subject,
    text: { type: "plain_text", text: short },
    ...(short === subject ? {} : { description: { type: "plain_text", text: subject } }),
  };
}

/** A command that nobody has named yet goes by its own name. */
function named(code: string, name: string): Text {
  return isCode(code) ? { code, parameters: {} } : { literal: name };
}

function isCode(code: string): code is MessageCode {
  return Object.hasOwn(english, code);
}
