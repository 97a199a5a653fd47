import type { webApi } from "@slack/bolt";
import type { Command, Surroundings } from "#core/command.ts";
import { AppError, asAppError } from "#core/errors.ts";
import type { RawValues, Trigger } from "#core/invocation.ts";
import { type Message, say } from "#core/message.ts";
import type { Audience, ReplyAddress } from "#core/people.ts";
import type { Reply } from "#core/platform.ts";
import type { Studio } from "#core/studio.ts";
import type { SlackAddress } from "./address.ts";
import type { Locales } from "./locales.ts";
import { actorOf, defaultLocale, isDirect, type Members, placeOf, platformName } from "./people.ts";

/** What everything that takes something in from Slack needs. */
export interface Receiving {
  /** For forms and pages: what is limited is refused at once, for a form that waits comes too late. */
  readonly client: webApi.WebClient;
  /** For looking up what was said: it waits, and nothing else waits with it. */
  readonly lookups: webApi.WebClient;
  readonly studio: Studio;
  readonly members: Members;
  readonly locales: Locales;
  /** The bot's own user. */
  readonly botUser: string;
  /** Whether people of connected workspaces may ask for pictures. */
  readonly allowsStrangers: boolean;
  /** Whether a reply under a result edits it without a mention. */
  readonly followsThreads: boolean;
  surroundings(): Pick<Surroundings, "models" | "today">;
  reply(address: ReplyAddress): Reply;
  log(message: string, details: Readonly<Record<string, unknown>>): void;
}

/** Who did something, where, and how they can be answered. */
export interface Source {
  readonly person: { readonly id: string; readonly name: string; readonly team: string | null };
  readonly channel: string;
  /** The thread in which it was done, and under which message its answer belongs: the same, or the message itself. */
  readonly thread: string | null;
  readonly answerUnder: string | null;
  /** Whether it was done in a thread that was there already. */
  readonly inThread?: boolean;
  /** Whether an acknowledgement stays that says that it is under way. */
  readonly acknowledged?: boolean;
  readonly responseUrl: string | null;
  readonly audience: Audience;
  readonly nowMs: number;
}

export interface Wanted {
  readonly command: Command;
  readonly trigger: Trigger;
  readonly values: RawValues;
  /** The same event, however often it comes. */
  readonly event: string;
}

/** In which language somebody is spoken to at once. Whatever is said later finds out by itself. */
export function localeOf({ locales }: Receiving, person: string): string {
  return locales.known(person) ?? defaultLocale;
}

export function addressOf(receiving: Receiving, source: Source, audience: Audience): ReplyAddress {
  const data: SlackAddress = {
    team: receiving.members.team,
    person: source.person.id,
    channel: source.channel,
    thread: source.answerUnder,
    ...{ inThread: source.inThread === true, acknowledged: source.acknowledged === true },
    responseUrl: source.responseUrl,
    issuedAt: source.responseUrl === null ? 0 : source.nowMs,
    bringTo: audience === "private" ? "direct" : "channel",
  };
  return { platform: platformName, session: null, audience, locale: localeOf(receiving, source.person.id), data };
}

/**
 * For whom what somebody wants is: the asker alone when they or the command say so, or when they ask in a conversation of two.
 * With the app nobody else reads there; with somebody else no app can post, so that it goes to the asker alone anyway.
 */
export function audienceOf({ command, values }: Pick<Wanted, "command" | "values">, from: Source): Audience {
  const isAlone = command.audience === "asker" || values.private === true || isDirect(from.channel);
  return isAlone ? "private" : from.audience;
}

/** Hands an asking to the core; whatever comes of it is said through its address. */
export async function ask(receiving: Receiving, source: Source, wanted: Wanted): Promise<void> {
  await receiving.studio.receive(invocationOf(receiving, source, wanted));
}

export function invocationOf(receiving: Receiving, source: Source, { command, trigger, values, event }: Wanted) {
  const { members } = receiving;
  const replyTo = addressOf(receiving, source, audienceOf({ command, values }, source));
  return {
    command: command.name,
    trigger,
    values,
    actor: { ...actorOf(members, source.person), locale: replyTo.locale },
    place: placeOf(members, source.channel, source.thread),
    replyTo,
    dedupeKey: keyOf(receiving, event),
  };
}

/** The key by which the core knows an event. */
export function keyOf({ members }: Receiving, event: string): string {
  return `${platformName}:${members.team}:${event}`;
}

/** Says something to somebody alone, at once. */
export async function tell(receiving: Receiving, source: Source, text: Message): Promise<void> {
  await receiving.reply(addressOf(receiving, source, "private")).fail(new AppError("invalid", text));
}

/**
 * Does what may fail before the core has the asking, such as reading rows. Slack was told already that it was heard and will
 * not tell of it again, so whoever asked reads at once that it failed.
 */
export async function orTell(receiving: Receiving, source: Source, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    receiving.log("not taken in from slack", { error });
    await receiving.reply(addressOf(receiving, source, "private")).fail(asAppError(error));
  }
}

/** Why somebody may not ask for what costs money; null when they may. People of other workspaces are nobody's employees here. */
export function refusalOf({ members, allowsStrangers }: Receiving, source: Source, command: Command): Message | null {
  const { team } = source.person;
  const stranger = team !== null && team !== members.team;
  return stranger && !allowsStrangers && command.paints ? say("slack.stranger") : null;
}
