import { MessageFlags } from "discord.js";
import { z } from "zod";
import type { Audience } from "#core/people.ts";
import type { DeliveredMessage } from "#core/rows.ts";
import { Trouble } from "./errors.ts";
import type { ShownImage } from "./pictures.ts";

const message = z.looseObject({
  id: z.string(),
  channel_id: z.string(),
  flags: z.number().optional(),
  attachments: z.array(z.looseObject({ id: z.string(), filename: z.string() })).optional(),
});
/** A file where a component shows it. */
const media = z.looseObject({ url: z.string(), attachment_id: z.string() });

export type PostedJson = z.infer<typeof message>;

/** A message as Discord answers it, as far as it is read. Throws a Trouble when somebody else answered who stands in between. */
export function readPosted(json: unknown): PostedJson {
  const read = message.safeParse(json);
  if (!read.success) throw new Trouble("later", `an answer that is no message: ${read.error.message}`, {});
  return read.data;
}

/** Who sees a message. What an app says Discord may make private by itself, where its server does not want it to be public. */
export function audienceOf({ flags = 0 }: { readonly flags?: number | undefined }): Audience {
  return (flags & MessageFlags.Ephemeral) !== 0 ? "private" : "public";
}

/** Which of the files that were sent became which attachment. */
export function delivered(json: PostedJson, images: readonly ShownImage[]): DeliveredMessage {
  const ids = attachmentIds(json);
  const files = images.map(({ name, pictureId }) => ({
    file: ids.get(name) ?? name,
    pictureId,
  }));
  return { channel: json.channel_id, message: json.id, files };
}

/** By file name. A message of components has no list of attachments: they are found where they are shown. */
export function attachmentIds(json: PostedJson): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const { id, filename } of json.attachments ?? []) ids.set(filename, id);
  collect(json, ids);
  return ids;
}

function collect(value: unknown, ids: Map<string, string>): void {
  if (typeof value !== "object" || value === null) return;
  const shown = media.safeParse(value).data;
  if (shown) ids.set(shown.url.replace(/[?#].*$/, "").replace(/^.*\//, ""), shown.attachment_id);
  for (const inside of Object.values(value)) collect(inside, ids);
}
