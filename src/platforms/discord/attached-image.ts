import { type APIAttachment, AttachmentFlags } from "discord.js";
import type { AttachedImage } from "#core/image-value.ts";
import { platformName } from "./people.ts";

/** What Discord puts before the name of a file that was sent covered. */
const spoilerPrefix = "SPOILER_";

/** A file that somebody attached, as an image value. Its link lives about a day, so it is opened at admission. */
export function attachedImage({ filename, url, size, flags }: APIAttachment): AttachedImage {
  return imageAt(url, filename, size, ((flags ?? 0) & AttachmentFlags.IsSpoiler) !== 0);
}

/** A picture behind a link of Discord's; `bytes` is null where Discord does not say. */
export function imageAt(url: string, fileName: string, bytes: number | null, covered: boolean): AttachedImage {
  const named = fileName.startsWith(spoilerPrefix);
  return {
    attached: platformName,
    reference: url,
    name: named ? fileName.slice(spoilerPrefix.length) : fileName,
    bytes,
    ...(covered || named ? { spoiler: true } : {}),
  };
}

/** Whether it is a picture: as Discord says, otherwise by the ending of its name. */
export function isPicture(contentType: string | null | undefined, fileName: string): boolean {
  if (contentType) return contentType.startsWith("image/");
  return /\.(png|jpe?g|jfif|webp|gif|avif|heic|heif|bmp|tiff?|svg)$/i.test(fileName);
}
