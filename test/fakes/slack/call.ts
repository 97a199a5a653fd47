import { type Json, stringOf, textIn } from "./json.ts";
import { slackError, slackErrorBecause } from "./refusal.ts";
import type { World } from "./world.ts";

/** One call of a Web API method. */
export interface Call {
  readonly world: World;
  readonly args: Json;
  /** The argument as text, or undefined. */
  text(name: string): string | undefined;
  flag(name: string): boolean;
}

export interface Method {
  /** The bot's scope; for methods whose scope depends on the conversation, none here. */
  readonly scope?: string;
  readonly required: readonly string[];
  /** `app`: the xapp token. */
  readonly token?: "app";
  run(call: Call): Json | Promise<Json>;
}

export type Methods = Readonly<Record<string, Method>>;

export function openCall(world: World, args: Json): Call {
  return {
    world,
    args,
    text: (name) => textIn(args[name]),
    flag: (name) => args[name] === true || stringOf(args[name]) === "true" || stringOf(args[name]) === "1",
  };
}

/** Throws `missing_scope`, as the method's page in Slack's reference says; any of the scopes will do. */
export function needScope(world: World, ...anyOf: readonly string[]): void {
  if (anyOf.some((scope) => world.scopes.has(scope))) return;
  throw slackError("missing_scope", { needed: anyOf.join(","), provided: [...world.scopes].join(",") });
}

export function needArguments(call: Call, names: readonly string[]): void {
  const missing = names.filter(
    (name) => stringOf(call.args[name]) === "" && typeof call.args[name] !== "object" && call.args[name] !== "",
  );
  if (missing.length > 0)
    throw slackErrorBecause("invalid_arguments", ...missing.map((name) => `missing required field: ${name}`));
}
