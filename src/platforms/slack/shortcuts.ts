import type { GlobalShortcut, MessageShortcut } from "@slack/bolt";
import type { Command } from "#core/command.ts";
import { say } from "#core/message.ts";
import { missingIn } from "#core/values.ts";
import { commandOfShortcut } from "./menu-names.ts";
import { picturesIn, resultIn } from "./message-pictures.ts";
import { openForm } from "./opened-forms.ts";
import { threadFor } from "./people.ts";
import { ask, orTell, type Receiving, refusalOf, type Source, tell } from "./receiving.ts";

/** What somebody chose in the menu of a message: a command about the pictures in it. It is acknowledged already. */
export async function takeMessageShortcut(receiving: Receiving, body: MessageShortcut, nowMs: number): Promise<void> {
  const command = commandOfShortcut(receiving.studio.commands, body.callback_id);
  const { message, channel, user } = body;
  const thread = typeof message.thread_ts === "string" ? message.thread_ts : null;
  const source: Source = {
    person: { id: user.id, name: user.name, team: user.team_id ?? null },
    channel: channel.id,
    thread: thread ?? String(message.ts),
    answerUnder: threadFor(channel.id, String(message.ts), thread ?? undefined),
    inThread: thread !== null,
    responseUrl: body.response_url,
    audience: "public",
    nowMs,
  };
  if (!command) return tell(receiving, source, say("button.unknown"));
  await orTell(receiving, source, () => actOn(receiving, source, command, body));
}

async function actOn(
  receiving: Receiving,
  source: Source,
  command: Command,
  { message, trigger_id }: MessageShortcut,
): Promise<void> {
  const refusal = refusalOf(receiving, source, command);
  if (refusal) return tell(receiving, source, refusal);
  const { pictures, ignored, notes } = picturesIn(message, receiving.botUser);
  const subject = optionOf(command, "subject");
  const result = resultIn(message, receiving.botUser);
  const trigger = { trigger: trigger_id };
  const wanted = { command, trigger: "menu", event: trigger_id } as const;
  if (subject !== null && result !== null) {
    return ask(receiving, source, { ...wanted, values: { [subject]: result } });
  }
  const image = optionOf(command, "image");
  if (image === null) return tell(receiving, source, say("message.not-a-result"));
  const [first, ...others] = pictures;
  if (!first) return tell(receiving, source, ignored[0] ?? say("message.no-picture"));
  const values = { [image]: first.value };
  if (missingIn(command, values).length === 0) return ask(receiving, source, { ...wanted, values });
  const meant = others.length > 0 ? { option: image, pictures } : null;
  await openForm(receiving, source, { ...wanted, values }, { ...trigger, meant, notes: [...ignored, ...notes] });
}

/** What somebody chose in the search or behind the plus button: a form, which also asks where the result belongs. */
export async function takeGlobalShortcut(receiving: Receiving, body: GlobalShortcut, nowMs: number): Promise<void> {
  const command = commandOfShortcut(receiving.studio.commands, body.callback_id);
  const { id, username, team_id } = body.user;
  const source: Source = {
    person: { id, name: username, team: team_id ?? null },
    // Their own conversation with the app, until they say where.
    channel: id,
    thread: null,
    answerUnder: null,
    responseUrl: null,
    audience: "public",
    nowMs,
  };
  if (!command) return tell(receiving, source, say("button.unknown"));
  const refusal = refusalOf(receiving, source, command);
  if (refusal) return tell(receiving, source, refusal);
  const wanted = { command, trigger: "menu", values: {}, event: body.trigger_id } as const;
  await openForm(receiving, source, wanted, { trigger: body.trigger_id, anywhere: true });
}

export function optionOf(command: Command, kind: "subject" | "image"): string | null {
  return Object.entries(command.options).find(([, option]) => option.kind === kind)?.[0] ?? null;
}
