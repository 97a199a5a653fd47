/** What somebody may do, from least to most. A moderator runs one place or workspace, an operator hosts the bot. */
export const rights = ["anyone", "moderator", "operator"] as const;
export type Right = (typeof rights)[number];

/** Who asks. Plain JSON. */
export interface Actor {
  readonly platform: string;
  /** Server, workspace or machine; the person's budget and history end at its border. */
  readonly workspace: string;
  readonly id: string;
  readonly name: string;
  readonly right: Right;
  /** The platform's ids of the roles or groups that they belong to; limits may hang on them. */
  readonly roles: readonly string[];
  /** BCP 47, such as `en-US`. */
  readonly locale: string;
}

/** Where it was asked. Plain JSON. */
export interface Place {
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
  readonly thread: string | null;
  /** Only the person and the bot are there, so what is said to all is said to them. */
  readonly alone?: true;
}

export type Audience = "public" | "private";

/** Plain data with which any process can answer later. Core reads the common fields; `data` belongs to the platform. */
export interface ReplyAddress {
  readonly platform: string;
  /** The one process that can answer, where only one can (a terminal); null where any can. */
  readonly session: string | null;
  readonly audience: Audience;
  readonly locale: string;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
}

/** A person in their workspace, as one word. */
export function personKey({ platform, workspace, id }: { platform: string; workspace: string; id: string }): string {
  return JSON.stringify([platform, workspace, id]);
}

export function samePerson(a: { platform: string; workspace: string; id: string }, b: typeof a): boolean {
  return a.platform === b.platform && a.workspace === b.workspace && a.id === b.id;
}

export function samePlace(a: Place, b: Place): boolean {
  return a.platform === b.platform && a.workspace === b.workspace && a.channel === b.channel;
}
