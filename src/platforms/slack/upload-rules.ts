import type { Message } from "#core/message.ts";
import { ruleOf, type Trouble } from "./errors.ts";

/** What is known of a workspace that takes no pictures, so that nobody pays for what cannot be shown. */
export interface UploadRules {
  /** Null when nothing is known against it. */
  refusal(team: string): Message | null;
  refused(team: string, trouble: Trouble): void;
  taken(team: string): void;
}

/** An admin may change it any time. */
const knownForMs = 10 * 60_000;

export function openUploadRules(now: () => number): UploadRules {
  const refusals = new Map<string, { readonly rule: Message; readonly until: number }>();
  return {
    refusal(team) {
      const known = refusals.get(team);
      return known && now() < known.until ? known.rule : null;
    },
    refused: (team, trouble) => void refusals.set(team, { rule: ruleOf(trouble), until: now() + knownForMs }),
    taken: (team) => void refusals.delete(team),
  };
}
