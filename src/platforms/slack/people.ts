import type { Actor, Place } from "#core/people.ts";

export const platformName = "slack";

/** For whom Slack does not tell, which it does only with a scope of its own; the operator's readers of English are the most. */
export const defaultLocale = "en-US";

export interface Members {
  /** The workspace that the token belongs to. */
  readonly team: string;
  /** Ids of those who may set limits and look after others' results. */
  readonly admins: ReadonlySet<string>;
}

/** Who asks. */
export function actorOf({ team, admins }: Members, person: { readonly id: string; readonly name: string }): Actor {
  return {
    platform: platformName,
    workspace: team,
    id: person.id,
    name: person.name,
    right: admins.has(person.id) ? "moderator" : "anyone",
    roles: [],
    locale: defaultLocale,
  };
}

export function placeOf({ team }: Members, channel: string, thread: string | null): Place {
  return { platform: platformName, workspace: team, channel, thread };
}

/** Conversations of two begin with a D. */
export function isDirect(channel: string): boolean {
  return channel.startsWith("D");
}

/**
 * Under which message an answer to a message belongs: under its thread's first one, or under itself. In a conversation of
 * two there is nobody to be spared, so answers stand there in a row.
 */
export function threadFor(channel: string, ts: string, thread: string | undefined): string | null {
  return thread ?? (isDirect(channel) ? null : ts);
}
