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
  return {
    actorPlatform: actor.platform,
    actorWorkspace: actor.workspace,
    actorId: actor.id,
    actor: toJson(actor),
  };
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

export function replyColumns(address: ReplyAddress): ReplyColumns {
  return { replyPlatform: address.platform, replySession: address.session, replyTo: toJson(address) };
}
