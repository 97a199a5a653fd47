import { filetypeOf, mimetypeOf } from "./file-json.ts";
import { pixelsOf } from "./pixels.ts";
import type { FileRow } from "./rows.ts";
import type { FileToShare } from "./value-types.ts";
import type { World } from "./world.ts";

/** What Slack makes thumbnails of by itself. */
const drawable = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/** A person's file, not shared anywhere yet. */
export async function keepFile(
  world: World,
  file: FileToShare,
  userId: string,
  about: { readonly givenToApp: boolean },
): Promise<FileRow> {
  const mimetype = file.mimetype ?? mimetypeOf(file.name);
  const size = await pixelsOf(file.bytes);
  const row: FileRow = {
    id: world.id("F"),
    name: file.name,
    title: file.title ?? file.name,
    mimetype,
    filetype: filetypeOf(file.name),
    userId,
    byBot: false,
    altText: file.altText ?? null,
    bytes: file.bytes,
    sizeBytes: file.bytes.byteLength,
    thumbnail: file.thumbnail ?? (drawable.has(mimetype) ? file.bytes : null),
    remoteUrl: file.remoteUrl ?? null,
    highlightType: null,
    createdTs: world.clock.ts(),
    givenToApp: about.givenToApp,
    width: size?.width ?? null,
    height: size?.height ?? null,
    isDeleted: false,
    shares: [],
  };
  addFile(world, row);
  return row;
}

/** How many bytes are kept in all; older files make room. */
const maxKeptBytes = 256 * 1024 * 1024;

export function addFile(world: World, row: FileRow): void {
  world.files.set(row.id, row);
  let kept = 0;
  for (const file of [...world.files.values()].reverse()) {
    kept += file.bytes?.byteLength ?? 0;
    if (kept > maxKeptBytes) file.bytes = null;
  }
}
