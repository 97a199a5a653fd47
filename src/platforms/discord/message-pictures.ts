import { type APIMessage, ComponentType } from "discord.js";
import type { ImageValue } from "#core/image-value.ts";
import { say, type Text } from "#core/message.ts";
import { parseSubject, pictureId } from "#core/subject.ts";
import { readCustomId } from "./custom-ids.ts";
import { mediaIn } from "./message-media.ts";

/** A picture in a message that somebody may mean. */
export interface MessagePicture {
  readonly value: ImageValue;
  /** How people tell it from the others. */
  readonly label: Text;
}

/**
 * The pictures of a message, with those of the messages that it forwards, in the order in which people see them. Those of
 * our own messages are the results themselves, whatever became of their links.
 */
export function picturesIn(message: APIMessage, application: string): readonly MessagePicture[] {
  const ours = isOurs(message, application);
  const own = mediaIn(message).map((media) => {
    const result = ours ? resultOf(media.fileName) : null;
    return { ...media, value: result === null ? media.image : { result } };
  });
  // A forwarded message does not say whose it was, and a file's name alone proves nothing.
  const forwarded = (message.message_snapshots ?? [])
    .flatMap((snapshot) => mediaIn(snapshot.message))
    .map((media) => ({ ...media, value: media.image }));
  const all = [...own, ...forwarded];
  return all.map(({ value, image }, index) => {
    const alone = all.filter((other) => other.image.name === image.name).length === 1;
    // Pasted pictures are all called alike, and ours by words that the person knows already.
    const literal = alone && "attached" in value ? image.name : null;
    return { value, label: literal === null ? say("choose.picture", { position: index + 1 }) : { literal } };
  });
}

/** What a message of ours is about: a picture when it shows just that, the job when it shows several of it; null when it is not ours or about several jobs. */
export function resultIn(message: APIMessage, application: string): string | null {
  if (!isOurs(message, application)) return null;
  const shown = mediaIn(message).flatMap(({ fileName }) => resultOf(fileName) ?? []);
  return commonSubject(shown) ?? (shown.length > 0 ? null : commonSubject(subjectsOfComponents(message)));
}

function isOurs({ application_id, author }: APIMessage, application: string): boolean {
  return application_id === application || author.id === application;
}

/** The picture's id at the end of a result's file name, `a-red-fox-k3f9qax2m4-2.png`; null when there is none. */
function resultOf(fileName: string): string | null {
  const found = /(?:^|[-_])([0-9a-z]{10})-([1-9]\d?)(?:-painted|-small)?\.[a-z0-9]+$/.exec(fileName);
  return found?.[1] === undefined ? null : pictureId(found[1], Number(found[2]));
}

function commonSubject(ids: readonly string[]): string | null {
  const subjects = ids.flatMap((id) => parseSubject(id) ?? []);
  const [first] = subjects;
  if (!first || subjects.some(({ jobId }) => jobId !== first.jobId)) return null;
  const positions = new Set(subjects.flatMap(({ position }) => position ?? []));
  const [only, ...others] = positions;
  return only === undefined || others.length > 0 ? first.jobId : pictureId(first.jobId, only);
}

function subjectsOfComponents(message: APIMessage): readonly string[] {
  const rows = (message.components ?? []).flatMap((component) =>
    component.type === ComponentType.Container ? component.components : [component],
  );
  const items = rows.flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []));
  return items.flatMap((item) => {
    const pressed = "custom_id" in item ? readCustomId(item.custom_id) : null;
    if (pressed?.kind === "command") return [pressed.subject];
    if (pressed?.kind !== "choice" || item.type !== ComponentType.StringSelect) return [];
    return item.options.map(({ value }) => value);
  });
}
