import type { Audience } from "#core/people.ts";

/** What the id of a component says: a command with its subject filled in, or an open form. */
export type Pressed =
  | { readonly kind: "command"; readonly command: string; readonly subject: string; readonly forAll: boolean }
  /** A select that fills the subject by what is chosen. */
  | { readonly kind: "choice"; readonly command: string; readonly forAll: boolean }
  | { readonly kind: "form"; readonly draft: string; readonly audience: Audience };

/** A button. It works for ever: nothing but the command and the id of a result is in it. */
export function commandId({ command, subject, forAll }: Omit<Extract<Pressed, { kind: "command" }>, "kind">): string {
  return `v1:${command}:${subject}${forAll ? ":all" : ""}`;
}

export function choiceId({ command, forAll }: Omit<Extract<Pressed, { kind: "choice" }>, "kind">): string {
  return `v1-choice:${command}${forAll ? ":all" : ""}`;
}

export function formId(draft: string, audience: Audience): string {
  return `v1-form:${draft}:${audience}`;
}

/** Null for what Limner never made. */
export function readCustomId(customId: string): Pressed | null {
  const [kind, first = "", second = "", third = ""] = customId.split(":");
  if (kind === "v1" && second !== "") {
    return { kind: "command", command: first, subject: second, forAll: third === "all" };
  }
  if (kind === "v1-choice" && first !== "") return { kind: "choice", command: first, forAll: second === "all" };
  if (kind === "v1-form" && (second === "public" || second === "private")) {
    return { kind: "form", draft: first, audience: second };
  }
  return null;
}
