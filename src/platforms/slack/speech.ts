import { z } from "zod";
import type { Command } from "#core/command.ts";
import type { ImageValue } from "#core/image-value.ts";
import type { RawValues } from "#core/invocation.ts";
import { type Message, say } from "#core/message.ts";
import type { ThreadResult } from "#core/studio.ts";
import { parseSubject } from "#core/subject.ts";
import { pickedIn, pictureMeant } from "#core/thread-reply.ts";
import { asTyped } from "./escapes.ts";
import type { SlackMessage } from "./message-files.ts";
import { picturesIn } from "./message-pictures.ts";
import { actorOf, isDirect, placeOf, threadFor } from "./people.ts";
import { ask, orTell, type Receiving, refusalOf, type Source, tell } from "./receiving.ts";
import { type TypedCommand, typedBang } from "./slash-names.ts";
import { readText } from "./slash-text.ts";
import { messageAbove, withFiles } from "./whole-message.ts";

const speech = z.looseObject({
  channel: z.string(),
  ts: z.string(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  subtype: z.string().optional(),
  text: z.string().default(""),
  thread_ts: z.string().optional(),
  user_team: z.string().optional(),
  team: z.string().optional(),
  hidden: z.boolean().optional(),
  parent_user_id: z.string().optional(),
});

/** A message as its event tells of it. */
export type Speech = z.infer<typeof speech>;

/** Subtypes that are somebody speaking; all others are the service's own, or edits. */
const spoken: readonly (string | undefined)[] = [undefined, "file_share", "thread_broadcast"];

/**
 * Takes in what somebody said to the bot: with its name, in their own conversation with it, as `!imagine`, or, where that is
 * wished, under a result. A mention arrives twice, as such and as a message; both are the same event.
 */
export async function takeSpeech(receiving: Receiving, event: unknown, nowMs: number): Promise<void> {
  const said = speech.safeParse(event).data;
  if (!said?.user || said.bot_id || said.hidden || !spoken.includes(said.subtype)) return;
  const { commands } = receiving.studio;
  const isMention = new RegExp(`<@${receiving.botUser}(\\|[^>]*)?>`).test(said.text);
  const text = said.text.replaceAll(new RegExp(`<@${receiving.botUser}(\\|[^>]*)?>`, "g"), " ").trim();
  const bang = typedBang(text, commands);
  const isUnderResult = receiving.followsThreads && said.thread_ts !== undefined;
  if (!isMention && !isDirect(said.channel) && !bang && !isUnderResult) return;
  const source: Source = {
    person: { id: said.user, name: said.user, team: said.user_team ?? said.team ?? null },
    channel: said.channel,
    thread: said.thread_ts ?? null,
    answerUnder: threadFor(said.channel, said.ts, said.thread_ts),
    inThread: said.thread_ts !== undefined,
    responseUrl: null,
    audience: isDirect(said.channel) ? "private" : "public",
    nowMs,
  };
  const takeIn = () => takeWords(receiving, said, source, { text, bang, isMention });
  // What others say to each other is no business of ours, whatever fails.
  if (isMention || bang || isDirect(said.channel)) await orTell(receiving, source, takeIn);
  else await takeIn();
}

/** What was said without the bot's name, and how it was addressed. */
interface Addressed {
  readonly text: string;
  readonly bang: TypedCommand | null;
  readonly isMention: boolean;
}

async function takeWords(
  receiving: Receiving,
  said: Speech,
  source: Source,
  { text, bang, isMention }: Addressed,
): Promise<void> {
  const { commands } = receiving.studio;
  const known = await receiving.studio.newestIn(
    actorOf(receiving.members, source.person),
    placeOf(receiving.members, source.channel, source.thread),
    source.audience,
  );
  const mayLookAbove = isMention || bang !== null || said.parent_user_id === receiving.botUser;
  // What was shown a moment ago is not written down yet, and what others have shown never is.
  const above = known || !mayLookAbove ? null : await messageAbove(receiving.lookups, said, receiving.log);
  const { result, others } = shownIn(above, receiving.botUser);
  const under = known ?? result;
  // Said among people, it is only for us when it stands under something of ours.
  if (!isMention && !isDirect(said.channel) && !bang && !under) return;
  const whole = await withFiles(receiving.lookups, said, { expected: isMention, log: receiving.log });
  const { pictures, ignored, notes } = picturesIn(whole as SlackMessage, receiving.botUser);
  const meant = bang ?? spokenCommand(text, commands);
  const own = pictures.map(({ value }) => value);
  const wish = wishOf(meant, text, { own, under, others }, commands);
  if ("refused" in wish) return tell(receiving, source, ignored[0] ?? wish.refused);
  const refusal = refusalOf(receiving, source, wish.command);
  if (refusal) return tell(receiving, source, refusal);
  for (const reason of [...ignored, ...notes]) await tell(receiving, source, reason);
  // Words about a file that cannot be used are not to be painted by themselves.
  if (wish.command.paints && own.length === 0 && ignored.length > 0) return;
  await ask(receiving, source, {
    command: wish.command,
    trigger: "mention",
    values: wish.values,
    event: `${said.channel}:${said.ts}`,
  });
}

type Wish = { readonly command: Command; readonly values: RawValues } | { readonly refused: Message };

/** The name of a command before the words, as in "@Limner imagine a fox"; only of those that may be said. */
function spokenCommand(text: string, commands: readonly Command[]): TypedCommand | null {
  const [, word = "", rest = ""] = /^[/!]?([a-z]+):?(?:\s+|$)([\s\S]*)/i.exec(text) ?? [];
  // What was asked for by a mention has no button while it is under way; it is cancelled by the same means.
  const isStop = (name: string) => name === "cancel" && rest === "";
  const command = commands.find(
    ({ name, triggers }) => name === word.toLowerCase() && (triggers.includes("mention") || isStop(name)),
  );
  return command ? { command, text: rest } : null;
}

/** The pictures that somebody may mean: those of their own message, and above it in its thread a result or other people's. */
interface Shown {
  readonly own: readonly ImageValue[];
  readonly under: ThreadResult | null;
  readonly others: readonly ImageValue[];
}

/** What the first message of a thread shows: a result of ours, or pictures of others. */
function shownIn(
  message: SlackMessage | null,
  botUser: string,
): { result: ThreadResult | null } & Pick<Shown, "others"> {
  const values = message ? picturesIn(message, botUser).pictures.map(({ value }) => value) : [];
  const ours = values.flatMap((value) => ("result" in value ? (parseSubject(value.result) ?? []) : []));
  const [first] = ours;
  if (!first || ours.length < values.length || ours.some(({ jobId }) => jobId !== first.jobId))
    return { result: null, others: values };
  return { result: { jobId: first.jobId, positions: ours.flatMap(({ position }) => position ?? []) }, others: [] };
}

/** With pictures, or under some, it is an edit; otherwise a picture is painted. */
function wishOf(
  meant: TypedCommand | null,
  text: string,
  { own: pictures, under, others }: Shown,
  commands: readonly Command[],
): Wish {
  const of = (name: string) => {
    const command = commands.find((candidate) => candidate.name === name);
    if (!command) throw new Error(`there is no command ${name}`);
    return command;
  };
  const { position, words } = pickedIn(meant?.text ?? text);
  const command = meant?.command ?? of(pictures.length > 0 || under || others.length > 0 ? "edit" : "imagine");
  if (!command.paints) return { command, values: readText(command, meant?.text ?? "").values };
  const typed = readText(command, command.name === "edit" ? words : (meant?.text ?? text));
  const [problem] = typed.problems;
  if (problem) return { refused: problem.text };
  const values: Record<string, RawValues[string]> = { ...typed.values };
  const [image, ...references] = pictures;
  if (command.name === "edit") {
    const found = image ?? (under ? pictureMeant(under, position) : oneOf(others, position));
    if (found === null) return { refused: say("slack.mention-how") };
    if ("which" in found) return { refused: found.which };
    values.image = found;
    if (references.length > 0) values.references = references as never;
  } else if (pictures.length > 0) {
    values[command.name === "blend" ? "images" : "references"] = pictures as never;
  }
  if (asTyped(String(values.prompt ?? "")).trim() === "" && command.options.prompt?.required)
    return { refused: say("slack.mention-how") };
  return { command, values };
}

/** Of other people's pictures the only one, or the one they name by its number; otherwise the question which. */
function oneOf(
  pictures: readonly ImageValue[],
  picked: number | null,
): ImageValue | { readonly which: Message } | null {
  const found = pictures.length > 1 || picked !== null ? pictures[(picked ?? 0) - 1] : pictures[0];
  return found ?? (pictures.length > 0 ? { which: say("slack.which", { count: pictures.length }) } : null);
}
