import type { AckFn, ViewResponseAction, ViewSubmitAction } from "@slack/bolt";
import { say } from "#core/message.ts";
import { chosenDraft, fieldErrors, formNotes, readChannel, readForm, readState, withDraft } from "./form-values.ts";
import { actorOf, placeOf } from "./people.ts";
import { addressOf, audienceOf, localeOf, orTell, type Receiving, type Source, tell } from "./receiving.ts";

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
  const opened = channel === null ? state?.opened : undefined;
  const source: Source = {
    person: { id: user.id, name: user.name, team: user.team_id ?? null },
    channel: channel ?? opened?.channel ?? user.id,
    ...{ thread: null, answerUnder: opened?.thread ?? null, inThread: typeof opened?.thread === "string" },
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
  const errors = fieldErrors(view, problems, state.filled, localeOf(receiving, user.id));
  if (errors) return acknowledge({ response_action: "errors", errors });
  await acknowledge();
  // Unless the form asked where the result belongs, that is where it was opened, which its draft knows.
  const elsewhere =
    channel === null
      ? {}
      : {
          place: placeOf(members, channel, null),
          replyTo: addressOf(receiving, source, audienceOf({ command, values }, source)),
        };
  const draft = chosenDraft(view) ?? state.draft;
  const form = { values, actor: actorOf(members, source.person), ...elsewhere };
  const takeIn = async () => {
    if ((await studio.submit(draft, form)) === null) await tell(receiving, source, say("form.gone"));
  };
  const tellNotes = async () => {
    for (const note of formNotes(view)) await tell(receiving, source, note);
  };
  // The form is closed, and nobody could send it again: nothing is waited for before it is on disk.
  await Promise.all([orTell(receiving, source, takeIn), tellNotes()]);
}
