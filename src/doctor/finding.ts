import type { Config } from "#src/config.ts";

/** `not-proved`: neither right nor wrong, because only something that was not done here would tell. */
export type State = "ok" | "warning" | "failed" | "not-proved";

/** What one look found. Plain data; holds no secret once it was reported. */
export interface Finding {
  /** What was looked at: two or three words. */
  readonly name: string;
  readonly state: State;
  /** One sentence about how it is. */
  readonly says: string;
  /** What to do about it, or null when nothing has to be done. */
  readonly fix: string | null;
}

/** What a check is given. */
export interface Context {
  readonly config: Config;
  /** Whether a picture may be paid for. */
  readonly paint: boolean;
  /** Names, out of those in `bystanders.ts`, that the environment has. Never their values. */
  readonly alsoSet: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Aborted when the operator has enough. */
  readonly signal: AbortSignal;
  /** What the checks before this one found. */
  readonly before: readonly Finding[];
}

/** One thing to look at. Every wait inside has an end of its own. */
export interface Check {
  readonly name: string;
  run(context: Context): Promise<readonly Finding[]>;
}

/** All is well. */
export function ok(name: string, says: string): Finding {
  return { name, state: "ok", says, fix: null };
}

/** It works, but not as somebody may expect. */
export function warning(name: string, says: string, fix: string | null): Finding {
  return { name, state: "warning", says, fix };
}

/** It cannot work like this. */
export function failed(name: string, says: string, fix: string): Finding {
  return { name, state: "failed", says, fix };
}

/** Nobody knows yet. */
export function notProved(name: string, says: string, fix: string | null = null): Finding {
  return { name, state: "not-proved", says, fix };
}

/** What is wrong and what to do about it, before it has a name. */
export interface Trouble {
  readonly says: string;
  readonly fix: string;
}
