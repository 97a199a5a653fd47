import type { Actor, Place } from "./people.ts";

export type ScopeKind = "person" | "role" | "channel" | "workspace" | "total";

/** The one scope that everything belongs to. */
export const totalScope = "total";

/** Everybody of a workspace begins like this. */
export function peopleOf(of: { platform: string; workspace: string }): string {
  return scope("person", of, "");
}

export function personScope(actor: Pick<Actor, "platform" | "workspace" | "id">): string {
  return scope("person", actor, actor.id);
}

export function roleScope(of: { platform: string; workspace: string }, role: string): string {
  return scope("role", of, role);
}

export function channelScope(place: Pick<Place, "platform" | "workspace" | "channel">): string {
  return scope("channel", place, place.channel);
}

export function workspaceScope(of: { platform: string; workspace: string }): string {
  return scope("workspace", of);
}

/** Ids are foreign words: encoded, so that a slash in one makes it nobody else's scope. */
function scope(kind: ScopeKind, of: { platform: string; workspace: string }, ...ids: readonly string[]): string {
  return `${kind}:${[of.platform, of.workspace, ...ids].map(encodeURIComponent).join("/")}`;
}
