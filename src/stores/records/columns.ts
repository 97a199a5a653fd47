import type { Invocation } from "#core/invocation.ts";
import type { Actor, Place, ReplyAddress } from "#core/people.ts";
import type { ActorColumns, PlaceColumns, ReplyColumns } from "./database-types.ts";

/** JSON as text; what is undefined becomes null. */
export function toJson(value: unknown): string {
  return JSON.stringify(value ?? null);
}

/** Reads back what `toJson` wrote. Only this program writes these columns, so their shape is not checked again. */
export function fromJson<T>(text: string): T {
  return JSON.parse(text);
}

export function actorColumns(actor: Actor): ActorColumns {
  return { ...personColumns(actor), actor: toJson(actor) };
}

/** Who it is, by id alone. */
export function personColumns(actor: Pick<Actor, "platform" | "workspace" | "id">): Omit<ActorColumns, "actor"> {
  return { actorPlatform: actor.platform, actorWorkspace: actor.workspace, actorId: actor.id };
}

export function placeColumns(place: Place): PlaceColumns {
  return {
    placePlatform: place.platform,
    placeWorkspace: place.workspace,
    placeChannel: place.channel,
    placeThread: place.thread,
  };
}

export function placeOf(row: PlaceColumns): Place {
  return {
    platform: row.placePlatform,
    workspace: row.placeWorkspace,
    channel: row.placeChannel,
    thread: row.placeThread,
  };
}

/** Where an answer went, without the platform's tokens and ids. */
export function withoutData(address: ReplyAddress): ReplyAddress {
  return { ...address, data: {} };
}

/** Still of an invocation's shape, without anything that a person wrote or is called. */
export function emptied({ actor, replyTo, ...invocation }: Invocation): Invocation {
  return {
    ...invocation,
    values: {},
    actor: { ...actor, name: "", roles: [] },
    replyTo: withoutData(replyTo),
  };
}

export function replyColumns(address: ReplyAddress): ReplyColumns {
  return { replyPlatform: address.platform, replySession: address.session, replyTo: toJson(address) };
}
