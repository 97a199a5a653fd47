import { buttonLabel, buttonsIn, choicesIn } from "./controls.ts";
import { messageJson, repliesTo } from "./message-json.ts";
import type { FileRow, MessageRow } from "./rows.ts";
import type { SeenFile, SeenMessage } from "./seen-types.ts";
import { asRead, linesOf } from "./words.ts";
import type { World } from "./world.ts";

/** A message as a person or a test looks at it; it follows the row. */
export function seenMessage(world: World, row: MessageRow): SeenMessage {
  return {
    channelId: row.channelId,
    ts: row.ts,
    threadTs: row.threadTs,
    author: world.user(row.userId).displayName,
    onlyFor: row.onlyFor === null ? null : world.user(row.onlyFor).displayName,
    get isDeleted() {
      return row.isDeleted;
    },
    text: () => messageText(world, row),
    files: () => row.fileIds.flatMap((id) => world.files.get(id) ?? []).map(seenFile),
    buttons: () => buttonsIn(row.blocks).map(buttonLabel),
    choices: () => choicesIn(row.blocks).map(({ label }) => label),
    reactions: () => [...row.reactions],
    replies: () => repliesTo(world, row).map((each) => seenMessage(world, each)),
    get edits() {
      return row.versions;
    },
    json: () => messageJson(world, row),
  };
}

/** The blocks where there are any: the text is then for notifications only. People's own rich text is their text. */
export function messageText(world: World, row: MessageRow): string {
  const lines = row.byBot && row.blocks.length > 0 ? linesOf(row.blocks) : [row.text];
  const forwarded = row.attachments.flatMap(({ text, fallback }) => {
    const words = typeof text === "string" ? text : fallback;
    return typeof words === "string" && words !== "" ? [`> ${words}`] : [];
  });
  return asRead(world, [...lines, ...forwarded].filter((line) => line !== "").join("\n"));
}

function seenFile(file: FileRow): SeenFile {
  return {
    id: file.id,
    name: file.name,
    title: file.title,
    alt: file.altText,
    get isDeleted() {
      return file.isDeleted;
    },
    highlightType: file.highlightType,
    bytes() {
      if (file.bytes === null) throw new Error(`The bytes of ${file.name} made room for newer ones.`);
      return file.bytes;
    },
  };
}
