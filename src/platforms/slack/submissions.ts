import type { AckFn, ViewResponseAction, ViewSubmitAction } from "@slack/bolt";
import { say } from "#core/message.ts";
import { chosenDraft, fieldErrors, formNotes, readChannel, readForm, readState, withDraft } from "./form-values.ts";
import { actorOf, defaultLocale, placeOf } from "./people.ts";
import { addressOf, audienceOf, type Receiving, type Source, tell } from "./receiving.ts";

/** A form that came back. What is wrong in it is said in the form itself, which then stays open and loses nothing. */
export async function takeSubmission(
  receiving: Receiving,
  body: ViewSubmitAction,
  acknowledge: AckFn<ViewResponseAction>,
  nowMs: number,
): Promise<void> {
  const { studio, members } = receiving;
  const { view, user } = body;
  const state = readState(view);
  const command = studio.commands.find(({ name }) => name === state?.command);
  const channel = readChannel(view);
  const source: Source = {
    person: { id: user.id, name: user.name, team: user.team_id ?? null },
    channel: channel ?? user.id,
    ...{ thread: null, answerUnder: null },
    responseUrl: body.response_urls?.[0]?.response_url ?? null,
    audience: state?.audience ?? "private",
    nowMs,
  };
  if (!state || !command) {
    await acknowledge();
    return tell(receiving, source, say("form.gone"));
  }
  const values = readForm(view);
  const problems = studio.check(command, withDraft(command, state.filled, values));
  const errors = fieldErrors(view, problems, state.filled, defaultLocale);
  if (errors) return acknowledge({ response_action: "errors", errors });
  await acknowledge();
  for (const note of formNotes(view)) await tell(receiving, source, note);
  // Unless the form asked where the result belongs, that is where it was opened, which its draft knows.
  const elsewhere =
    channel === null
      ? {}
      : {
          place: placeOf(members, channel, null),
          replyTo: addressOf(receiving, source, audienceOf({ command, values }, source.audience)),
        };
  const actor = actorOf(members, source.person);
  const receipt = await studio.submit(chosenDraft(view) ?? state.draft, { values, actor, ...elsewhere });
  if (receipt === null) await tell(receiving, source, say("form.gone"));
}
