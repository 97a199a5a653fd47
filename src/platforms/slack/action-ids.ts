import type { Audience } from "#core/people.ts";

/** What an element of a message or a form says: a command whose subject is in its value, or an open form. */
export type Pressed =
  | { readonly kind: "command"; readonly command: string; readonly forAll: boolean }
  | { readonly kind: "choice"; readonly command: string; readonly forAll: boolean }
  /** Its value is the key of the event that was acknowledged: what became of it was not known yet. */
  | { readonly kind: "asking"; readonly command: string; readonly forAll: boolean };

/**
 * The id of a button; its subject is the button's value. It works for ever: nothing but a command and the id of a result is
 * in the two. `position` tells buttons of one command apart, which Slack demands.
 */
export function commandAction(command: string, forAll: boolean, position = 0): string {
  return `v1:${command}:${forAll ? "all" : "same"}:${position}`;
}

/** The id of a menu whose chosen value is the subject. */
export function choiceAction(command: string, forAll: boolean): string {
  return `v1-choice:${command}:${forAll ? "all" : "same"}`;
}

/** The id of a button in an acknowledgement; its value is the key of the event. */
export function askingAction(command: string): string {
  return `v1-asking:${command}:same`;
}

const kinds: Readonly<Record<string, Pressed["kind"]>> = {
  v1: "command",
  "v1-choice": "choice",
  "v1-asking": "asking",
};

/** Null for what Limner never made. */
export function readAction(actionId: string): Pressed | null {
  const [prefix = "", command = "", audience] = actionId.split(":");
  const kind = kinds[prefix];
  return kind === undefined || command === "" ? null : { kind, command, forAll: audience === "all" };
}

/** What a form carries while it is open, as its private metadata (Slack: at most 3,000 characters). The rest is in the draft. */
export interface FormState {
  readonly draft: string;
  readonly command: string;
  readonly audience: Audience;
  /** Where it was opened, so that what is to be said about it at once is said there. */
  readonly opened?: { readonly channel: string; readonly thread: string | null };
  /** Options that the draft has a value for already. */
  readonly filled: readonly string[];
}
