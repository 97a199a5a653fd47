import type { BlockAction, BlockElementAction } from "@slack/bolt";
import { say } from "#core/message.ts";
import { parseSubject } from "#core/subject.ts";
import { missingIn } from "#core/values.ts";
import { type Pressed, readAction } from "./action-ids.ts";
import { picturesIn } from "./message-pictures.ts";
import { openForm } from "./opened-forms.ts";
import { actorOf, isDirect, threadFor } from "./people.ts";
import { ask, orTell, type Receiving, refusalOf, type Source, tell } from "./receiving.ts";
import { optionOf } from "./shortcuts.ts";

/** A pressed button or a chosen entry under one of our messages, or in the app's home. It is acknowledged already. */
export async function takeAction(receiving: Receiving, body: BlockAction, nowMs: number): Promise<void> {
  const [action] = body.actions;
  const pressed = action && readAction(action.action_id);
  const source = sourceOf(body, pressed?.forAll === true, nowMs);
  await orTell(receiving, source, () => act(receiving, body, source, pressed ?? null));
}

async function act(receiving: Receiving, body: BlockAction, source: Source, pressed: Pressed | null): Promise<void> {
  const [action] = body.actions;
  const value = action && chosenIn(action);
  const about = pressed?.kind === "asking" && value ? await jobSoon(receiving, value) : value;
  const command = receiving.studio.commands.find(({ name }) => name === pressed?.command);
  if (pressed?.kind === "asking" && !about) return tell(receiving, source, say("cancel.nothing"));
  if (!pressed || !command || !about) return tell(receiving, source, say("button.unknown"));
  const refusal = refusalOf(receiving, source, command);
  if (refusal) return tell(receiving, source, refusal);
  // What becomes of it is said in a moment anyway; only why it cannot be cancelled needs an answer of its own.
  const actor = actorOf(receiving.members, source.person);
  if (command.name === "cancel" && (await receiving.studio.cancel(about, actor))) return;
  const subject = optionOf(command, "subject");
  const image = optionOf(command, "image");
  const option = subject ?? image;
  if (option === null) return tell(receiving, source, say("button.unknown"));
  const values = {
    [option]: subject === null ? { result: about } : about,
    // Where nobody else is, nothing can be shown to anybody: it belongs to where it was asked.
    ...(command.options.where && isDirect(source.channel) ? { where: "there" } : {}),
  };
  const wanted = { command, trigger: "button", values, event: body.trigger_id } as const;
  const pictures = severalOf(about, receiving, body);
  const definition = command.options[option];
  const wantsOne = definition?.kind === "image" || (definition?.kind === "subject" && definition.onePicture === true);
  const choose = wantsOne && pictures.length > 1;
  if (missingIn(command, values).length > 0 || choose) {
    const meant = choose ? { option, pictures } : null;
    return openForm(receiving, source, wanted, { trigger: body.trigger_id, meant });
  }
  await ask(receiving, source, wanted);
}

function sourceOf(body: BlockAction, forAll: boolean, nowMs: number): Source {
  const { user, channel, message, container, response_url } = body;
  const channelId = channel?.id ?? user.id;
  const ts = message?.ts ?? (typeof container.message_ts === "string" ? container.message_ts : null);
  const thread = message?.thread_ts ?? (typeof container.thread_ts === "string" ? container.thread_ts : undefined);
  const isAlone = container.is_ephemeral === true || channel === undefined;
  return {
    person: { id: user.id, name: user.username ?? user.name ?? user.id, team: user.team_id ?? null },
    channel: channelId,
    thread: thread ?? (isAlone ? null : ts),
    answerUnder: ts === null || isAlone ? (thread ?? null) : threadFor(channelId, ts, thread),
    inThread: thread !== undefined,
    responseUrl: response_url || null,
    audience: isAlone && !forAll ? "private" : "public",
    nowMs,
  };
}

function chosenIn(action: BlockElementAction): string | null {
  if (action.type === "button") return action.value ?? null;
  if (action.type === "static_select") return action.selected_option?.value ?? null;
  return null;
}

/** Of a result named as a whole, the pictures that the message shows. */
function severalOf(about: string, { botUser }: Receiving, { message }: BlockAction) {
  const subject = parseSubject(about);
  if (!message || !subject || subject.position !== null) return [];
  const { pictures } = picturesIn(message, botUser);
  return pictures.filter(({ value }) => "result" in value && value.result.startsWith(`${subject.jobId}-`));
}

/** Pauses before it is looked again, in milliseconds: whoever is quick presses before what they asked for is a job. */
const pausesMs = [0, 250, 750, 2_000];

async function jobSoon({ studio }: Receiving, event: string): Promise<string | null> {
  for (const pauseMs of pausesMs) {
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    const job = await studio.jobOf(event);
    if (job !== null) return job;
  }
  return null;
}
