import { textsIn } from "./message-rules.ts";
import type { AttachmentRow, MessageRow } from "./rows.ts";
import type { World } from "./world.ts";

/** Everything that is written in a message, in order, a line each. */
export function textOf(row: MessageRow): string {
  const embeds = row.embeds.flatMap(({ title, description, fields, footer }) => [
    title ?? "",
    description ?? "",
    ...(fields ?? []).map(({ name, value }) => `${name}: ${value}`),
    footer?.text ?? "",
  ]);
  return [row.content, ...embeds, ...textsIn(row.components)].filter((line) => line !== "").join("\n");
}

/** The attached files that people see as pictures. */
export function picturesIn(world: World, row: MessageRow): readonly AttachmentRow[] {
  return row.attachmentIds
    .flatMap((id) => world.attachments.get(id) ?? [])
    .filter(({ contentType, width }) => width !== null || contentType.startsWith("image/"));
}
