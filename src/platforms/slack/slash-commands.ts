import type { AckFn, RespondArguments, SlashCommand } from "@slack/bolt";
import type { Message } from "#core/message.ts";
import { say } from "#core/message.ts";
import type { Audience } from "#core/people.ts";
import { missingIn } from "#core/values.ts";
import { words } from "#core/words.ts";
import { askingAction } from "./action-ids.ts";
import { openForm } from "./opened-forms.ts";
import { ask, audienceOf, keyOf, localeOf, type Receiving, refusalOf, type Source } from "./receiving.ts";
import { type SlashNames, typedCommand } from "./slash-names.ts";
import { readText } from "./slash-text.ts";

type Acknowledge = AckFn<string | RespondArguments>;

/** Takes a typed command in. What can be known at once is said in the acknowledgement, which Slack shows to the person alone. */
export async function takeSlashCommand(
  receiving: Receiving,
  names: SlashNames,
  body: SlashCommand,
  acknowledge: Acknowledge,
  nowMs: number,
): Promise<void> {
  const { studio } = receiving;
  const typed = typedCommand(body.command, body.text ?? "", names, studio.commands);
  const locale = localeOf(receiving, body.user_id);
  if ("refused" in typed) return answerAlone(acknowledge, [typed.refused], locale);
  const { command } = typed;
  const source: Source = {
    person: { id: body.user_id, name: body.user_name, team: body.team_id },
    channel: body.channel_id,
    thread: null,
    answerUnder: null,
    responseUrl: body.response_url,
    audience: "public",
    nowMs,
  };
  const refusal = refusalOf(receiving, source, command);
  if (refusal) return answerAlone(acknowledge, [refusal], locale);
  const { values, problems } = readText(command, typed.text);
  if (problems.length > 0)
    return answerAlone(
      acknowledge,
      problems.map(({ text }) => text),
      locale,
    );
  const wanted = { command, trigger: "slash", values, event: body.trigger_id } as const;
  if (missingIn(command, values).length > 0 && command.paints) {
    await acknowledge();
    return openForm(receiving, source, wanted, { trigger: body.trigger_id });
  }
  const wrong = studio.check(command, values);
  if (wrong.length > 0)
    return answerAlone(
      acknowledge,
      wrong.map(({ text }) => text),
      locale,
    );
  // An acknowledgement without words would show nothing; one for words that come at once would only flicker.
  const event = keyOf(receiving, wanted.event);
  if (command.paints) await acknowledgePainting(acknowledge, { event, audience: audienceOf(wanted, source), locale });
  else await acknowledge();
  await ask(receiving, { ...source, acknowledged: command.paints }, wanted);
}

/** Slack lets nobody change what an acknowledgement says, so it says what stays true, and offers to stop what it is about. */
async function acknowledgePainting(
  acknowledge: Acknowledge,
  { event, audience, locale }: { readonly event: string; readonly audience: Audience; readonly locale: string },
): Promise<void> {
  const text = words(say(audience === "private" ? "slack.taken-direct" : "slack.taken"), locale);
  await acknowledge({
    response_type: "ephemeral",
    text,
    blocks: [
      { type: "section", text: { type: "plain_text", text } },
      {
        type: "actions",
        elements: [
          {
            type: "button",
            action_id: askingAction("cancel"),
            value: event,
            text: { type: "plain_text", text: words(say("button.cancel"), locale) },
          },
        ],
      },
    ],
  });
}

async function answerAlone(acknowledge: Acknowledge, texts: readonly Message[], locale: string): Promise<void> {
  await acknowledge({
    response_type: "ephemeral",
    text: texts.map((text) => escaped(words(text, locale))).join("\n"),
  });
}

/** What Slack would take for markup, in words that somebody typed. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
