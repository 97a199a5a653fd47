import type { BlockAction, BlockElementAction } from "@slack/bolt";
import { say } from "#core/message.ts";
import { parseSubject } from "#core/subject.ts";
import { readAction } from "./action-ids.ts";
import { picturesIn } from "./message-pictures.ts";
import { missingIn, openForm } from "./opened-forms.ts";
import { isDirect, threadFor } from "./people.ts";
import { ask, type Receiving, refusalOf, type Source, tell } from "./receiving.ts";
import { optionOf } from "./shortcuts.ts";

/** A pressed button or a chosen entry under one of our messages, or in the app's home. It is acknowledged already. */
export async function takeAction(receiving: Receiving, body: BlockAction, nowMs: number): Promise<void> {
  const [action] = body.actions;
  const pressed = action && readAction(action.action_id);
  const value = action && valueOf(action);
  const about = pressed?.kind === "asking" && value ? await receiving.studio.jobOf(value) : value;
  const source = sourceOf(body, pressed?.forAll === true, nowMs);
  const command = receiving.studio.commands.find(({ name }) => name === pressed?.command);
  if (pressed?.kind === "asking" && !about) return tell(receiving, source, say("cancel.nothing"));
  if (!pressed || !command || !about) return tell(receiving, source, say("button.unknown"));
  const refusal = refusalOf(receiving, source, command);
  if (refusal) return tell(receiving, source, refusal);
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

function valueOf(action: BlockElementAction): string | null {
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
