import type { AttachedImage } from "#core/image-value.ts";
import { type Message, say } from "#core/message.ts";
import { limits } from "./limits.ts";
import { platformName } from "./people.ts";

/** A file as Slack describes it, as far as it is read. Of a file from a connected workspace there is no more than its id. */
export interface SlackFile {
  readonly id?: string;
  readonly name?: string | null;
  readonly title?: string | null;
  readonly mimetype?: string | null;
  /** Slack's own word for it, such as `jpg` or `heic`. */
  readonly filetype?: string | null;
  readonly size?: number;
  readonly mode?: string;
  readonly is_external?: boolean;
  readonly file_access?: string;
  /** Whoever uploaded it. */
  readonly user?: string;
  /** Not Slack's word: whoever named it by its id in the blocks of their message, and need not be allowed to see it. */
  readonly namedBy?: string;
  readonly url_private?: string;
  readonly url_private_download?: string;
}

/** A file that somebody attached, as an image value. Its link is asked for when it is opened, by its id. */
export function attachedImage(file: SlackFile & { readonly id: string }): AttachedImage {
  const reference = file.namedBy === undefined ? file.id : `${file.id} ${file.namedBy}`;
  return { attached: platformName, reference, name: nameOf(file), bytes: file.size ?? null };
}

/** The file behind an image value, and whose it must be: null where Slack itself said that it was attached. */
export function readReference({ reference }: AttachedImage): { readonly id: string; readonly owner: string | null } {
  const [id = "", owner = null] = reference.split(" ");
  return { id, owner };
}

/** Why a file cannot be used as a picture; null when nothing speaks against it. */
export function unusable(file: SlackFile): Message | null {
  const name = nameOf(file);
  if (file.mode === "tombstone" || file.file_access === "file_not_found") return say("slack.file-deleted");
  if (file.mode === "hidden_by_limit") return say("slack.file-hidden", { name });
  // A remote file's address is whatever its app has registered: with the token it would go to a stranger.
  if (file.mode === "external" || file.is_external === true) return say("slack.file-remote", { name });
  if (file.file_access === "access_denied") return say("slack.file-no-access", { name });
  if (isUndescribed(file)) return null;
  if (!isPicture(file)) return say("slack.file-not-a-picture", { name });
  const max = limits.maxAttachmentBytes;
  if ((file.size ?? 0) <= max) return null;
  const megabytes = (bytes = 0) => Math.round(bytes / 100_000) / 10;
  return say("attachment.too-large", { name, megabytes: megabytes(file.size), max: megabytes(max) });
}

/** Pictures of iPhones: image models do not take them, and Slack makes previews of them. */
export function isHeic({ mimetype, filetype, name }: SlackFile): boolean {
  const said = mimetype || filetype;
  return said ? /hei[cf]/i.test(said) : /\.hei[cf]$/i.test(name ?? "");
}

export function nameOf({ name, title }: SlackFile): string {
  return name || title || "image";
}

/** From a connected workspace, or known by its id alone: what it is, `files.info` says. */
function isUndescribed({ file_access, mode, name, mimetype, filetype }: SlackFile): boolean {
  return file_access === "check_file_info" || mode === "file_access" || !(name || mimetype || filetype);
}

/** As Slack says, otherwise by the ending of its name. */
function isPicture({ mimetype, name }: SlackFile): boolean {
  if (mimetype) return mimetype.startsWith("image/");
  return /\.(png|jpe?g|jfif|webp|gif|avif|heic|heif|bmp|tiff?|svg)$/i.test(name ?? "");
}
