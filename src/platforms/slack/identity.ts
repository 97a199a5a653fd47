import type { webApi } from "@slack/bolt";
import { AppError } from "#core/errors.ts";
import { say } from "#core/message.ts";
import { refusedTokens } from "./errors.ts";
import { missingScopes } from "./scopes.ts";

/** Whose token it is, and what it may do. */
export interface Identity {
  readonly team: string;
  readonly teamName: string;
  readonly botUser: string;
  readonly botName: string;
  /** What does not work for want of a scope, a sentence each. */
  readonly missing: readonly string[];
}

/** Asks Slack who the token belongs to. Rejects with a `misconfigured` AppError when it is refused. */
export async function identify(client: webApi.WebClient): Promise<Identity> {
  try {
    const me = await client.auth.test();
    return {
      team: me.team_id ?? "",
      teamName: me.team ?? "",
      botUser: me.user_id ?? "",
      botName: me.user ?? "",
      missing: missingScopes("full", me.response_metadata?.scopes ?? []).map(
        ({ name, lost }) => `without the scope ${name}: ${lost}`,
      ),
    };
  } catch (error) {
    throw asMisconfigured(error, "slack.token");
  }
}

/** The sentence for whoever runs it, where Slack says that a token does not count; everything else as it is. */
export function asMisconfigured(error: unknown, code: "slack.token" | "slack.app-token"): unknown {
  const refused = refusedCode(error);
  return refused === null ? error : new AppError("misconfigured", say(code), { log: `Slack refused it: ${refused}` });
}

/** Slack's code for why a token does not count; null when it is something else. */
function refusedCode(error: unknown): string | null {
  if (!(error instanceof Error) || !("data" in error)) return null;
  const { data } = error;
  const code = typeof data === "object" && data !== null && "error" in data ? String(data.error) : "";
  return refusals.includes(code) ? code : null;
}

/** https://docs.slack.dev/reference/methods/auth.test and apps.connections.open */
const refusals: readonly string[] = [
  ...refusedTokens,
  ...["not_allowed_token_type", "missing_scope", "user_removed_from_team", "team_disabled"],
];
