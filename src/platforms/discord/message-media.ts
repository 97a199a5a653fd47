import {
  type APIEmbed,
  type APIMessage,
  type APIMessageTopLevelComponent,
  type APISectionAccessoryComponent,
  type APIUnfurledMediaItem,
  ComponentType,
} from "discord.js";
import type { AttachedImage } from "#core/image-value.ts";
import { attachedImage, imageAt, isPicture } from "./attached-image.ts";

/** What a message shows, also one that was forwarded. */
export type Shown = Pick<APIMessage, "attachments" | "embeds" | "components">;

/** A picture in a message, and the name under which it was sent. */
export interface Media {
  /** The same for the same picture, however often a message shows it. */
  readonly key: string;
  /** As it was sent, with whatever stands before it. */
  readonly fileName: string;
  readonly image: AttachedImage;
}

/** Every picture that a message shows, in the order in which people see them: files, components, previews of links. */
export function mediaIn(message: Shown): readonly Media[] {
  const media = [
    ...message.attachments
      .filter(({ content_type, filename }) => isPicture(content_type, filename))
      .map((attachment) => ({
        key: attachment.id,
        fileName: attachment.filename,
        image: attachedImage(attachment),
      })),
    ...(message.components ?? []).flatMap((component) => mediaOfComponent(component, false)),
    ...message.embeds.flatMap(mediaOfEmbed),
  ];
  return media.filter(({ key }, index) => media.findIndex((other) => other.key === key) === index);
}

function mediaOfComponent(
  component: APIMessageTopLevelComponent | APISectionAccessoryComponent,
  covered: boolean,
): readonly Media[] {
  switch (component.type) {
    case ComponentType.Container: {
      const under = covered || component.spoiler === true;
      return component.components.flatMap((part) => mediaOfComponent(part, under));
    }
    case ComponentType.Section:
      return mediaOfComponent(component.accessory, covered);
    case ComponentType.Thumbnail:
      return mediaOfItem(component.media, null, null, covered || component.spoiler === true);
    case ComponentType.MediaGallery:
      return component.items.flatMap(({ media, spoiler }) =>
        mediaOfItem(media, null, null, covered || spoiler === true),
      );
    case ComponentType.File: {
      const { file, name = null, size = null, spoiler } = component;
      return mediaOfItem(file, name, size, covered || spoiler === true);
    }
    default:
      return [];
  }
}

/** Messages of Components V2 list no attachments; only here is it said what was uploaded (discord-api-docs#8277). */
function mediaOfItem(
  item: APIUnfurledMediaItem,
  name: string | null,
  bytes: number | null,
  covered: boolean,
): readonly Media[] {
  const { url, proxy_url, content_type, attachment_id } = item;
  const fileName = name ?? nameIn(url);
  if (!isPicture(content_type, fileName)) return [];
  // Without an attachment the link is somebody else's, who need not know who looks at it.
  const from = attachment_id === undefined && attachmentIn(url) === null ? proxy_url : url;
  if (!from) return [];
  return [{ key: attachment_id ?? attachmentIn(url) ?? url, fileName, image: imageAt(from, fileName, bytes, covered) }];
}

/** Only through Discord's own proxy: what a link points at is a stranger's server. */
function mediaOfEmbed({ image, thumbnail }: APIEmbed): readonly Media[] {
  return [image, thumbnail].flatMap((shown) => {
    if (!shown?.proxy_url) return [];
    const fileName = nameIn(shown.url);
    const key = attachmentIn(shown.url) ?? shown.url;
    return [{ key, fileName, image: imageAt(shown.proxy_url, fileName, null, false) }];
  });
}

/** The id of the attachment that a link of Discord's is to, or null. */
function attachmentIn(url: string): string | null {
  return /\/(?:ephemeral-)?attachments\/\d+\/(\d+)\//.exec(url)?.[1] ?? null;
}

/** The last part of a link's path, as a file's name. */
function nameIn(url: string): string {
  const path = URL.parse(url)?.pathname ?? "";
  return path.slice(path.lastIndexOf("/") + 1) || "image";
}
