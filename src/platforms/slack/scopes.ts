/** `minimal`: what nothing works without. `full`: also what an admin may decline. */
export type ManifestKind = "minimal" | "full";

interface Scope {
  readonly name: string;
  /** What does not work without it, for operators. */
  readonly lost: string;
}

const needed: readonly Scope[] = [
  { name: "commands", lost: "slash commands and shortcuts" },
  { name: "chat:write", lost: "every answer" },
  { name: "files:write", lost: "every picture" },
  { name: "files:read", lost: "editing what people attach, and the proof that a picture has arrived" },
  { name: "app_mentions:read", lost: "being spoken to in channels" },
  { name: "im:history", lost: "being spoken to in direct messages" },
  { name: "im:write", lost: "private results, and results for conversations that the bot is not in" },
];

/** What tells people's languages. */
export const localeScope = "users:read";

const optional: readonly Scope[] = [
  { name: "channels:read", lost: "knowing before a picture is paid for whether it can be shown in a public channel" },
  { name: "groups:read", lost: "the same for private channels" },
  { name: "channels:join", lost: "joining a public channel by itself (SLACK_AUTO_JOIN)" },
  {
    name: "channels:history",
    lost: "!imagine, replies without a mention and pictures of shared files in public channels",
  },
  { name: "groups:history", lost: "the same in private channels" },
  { name: "mpim:history", lost: "the same in group messages" },
  { name: localeScope, lost: "speaking to people in the language that they have set, so far English or German" },
];

/** The scopes that a manifest of this kind asks for, to be compared with those of a token. */
export function neededScopes(kind: ManifestKind): readonly string[] {
  return scopesOf(kind).map(({ name }) => name);
}

/** The scopes of that kind that a token lacks, each with what does not work without it. */
export function missingScopes(kind: ManifestKind, granted: readonly string[]): readonly Scope[] {
  return scopesOf(kind).filter(({ name }) => !granted.includes(name));
}

function scopesOf(kind: ManifestKind): readonly Scope[] {
  return kind === "full" ? [...needed, ...optional] : needed;
}
