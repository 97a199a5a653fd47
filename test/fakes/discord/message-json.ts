import type { APIMessage } from "discord.js";
import type { MessageComponent, RowItem } from "./component-form.ts";
import { asSent, type Json } from "./json.ts";
import { attachmentIdIn, linkTo, proxied } from "./links.ts";
import type { Embed } from "./message-form.ts";
import type { AttachmentRow, MessageRow, UserRow } from "./rows.ts";
import type { World } from "./world.ts";

/** How users, attachments and messages look in answers and events. */
export function userJson(user: UserRow): Json {
  return {
    id: user.id,
    username: user.name,
    avatar: null,
    discriminator: user.isBot ? "0001" : "0",
    public_flags: 0,
    flags: 0,
    global_name: user.isBot ? null : user.displayName,
    primary_guild: null,
    ...(user.isBot ? { bot: true } : {}),
  };
}

export function attachmentJson(world: World, row: AttachmentRow): Json {
  const url = linkTo(world, row);
  return {
    id: row.id,
    filename: row.name,
    size: row.sizeBytes,
    url,
    proxy_url: url,
    content_type: row.contentType,
    ...(row.width === null ? {} : { width: row.width, height: row.height }),
    ...(row.description === null ? {} : { description: row.description }),
    ...(row.isEphemeral ? { ephemeral: true } : {}),
    // https://docs.discord.com/developers/resources/message#attachment-object-attachment-flags
    ...(row.isSpoiler ? { flags: 1 << 3 } : {}),
  };
}

export function messageJson(world: World, row: MessageRow, isNested = false): APIMessage {
  const own = row.attachmentIds.flatMap((id) => world.attachments.get(id) ?? []);
  const shownElsewhere = new Set(embeddedIds(world, row, own));
  const isV2 = (row.flags & (1 << 15)) !== 0;
  const replyTo = row.replyToId === null ? undefined : world.messages.get(row.replyToId);
  return asSent<APIMessage>({
    type: row.type,
    content: row.content,
    mentions: row.mentionIds.flatMap((id) => {
      const user = world.users.get(id);
      return user === undefined ? [] : [userJson(user)];
    }),
    mention_roles: [],
    attachments: isV2 ? [] : own.filter(({ id }) => !shownElsewhere.has(id)).map((each) => attachmentJson(world, each)),
    embeds: row.embeds.map((embed) => embedJson(world, embed, own)),
    timestamp: new Date(row.createdAtMs).toISOString(),
    edited_timestamp: row.editedAtMs === null ? null : new Date(row.editedAtMs).toISOString(),
    flags: row.flags,
    components: componentsJson(world, row.components, own),
    id: row.id,
    channel_id: row.channelId,
    author: userJson(world.user(row.authorId)),
    pinned: false,
    mention_everyone: false,
    tts: false,
    ...(row.nonce === null ? {} : { nonce: row.nonce }),
    ...(row.authorId === world.bot.id ? { application_id: world.applicationId } : {}),
    ...(row.interactionId === null ? {} : { webhook_id: world.applicationId }),
    ...(row.interactionMetadata === null ? {} : { interaction_metadata: row.interactionMetadata }),
    ...(row.replyToId === null
      ? {}
      : {
          message_reference: { type: 0, channel_id: row.channelId, message_id: row.replyToId },
          ...(isNested
            ? {}
            : {
                referenced_message:
                  replyTo === undefined || replyTo.isDeleted ? null : messageJson(world, replyTo, true),
              }),
        }),
  });
}

function* embeddedIds(world: World, row: MessageRow, own: readonly AttachmentRow[]): Generator<string> {
  for (const { image, thumbnail } of row.embeds)
    for (const media of [image, thumbnail]) {
      const named = media ? attachmentNamed(world, media.url, own) : undefined;
      if (named !== undefined) yield named.id;
    }
}

function embedJson(world: World, embed: Embed, own: readonly AttachmentRow[]): Json {
  const { image, thumbnail, fields, ...rest } = embed;
  return {
    type: "rich",
    ...rest,
    ...(fields ? { fields: fields.map((field) => ({ inline: false, ...field })) } : {}),
    ...(image ? { image: embedMediaJson(world, image.url, own) } : {}),
    ...(thumbnail ? { thumbnail: embedMediaJson(world, thumbnail.url, own) } : {}),
  };
}

/** The attachment of this message that a component or an embed names. */
export function attachmentNamed(world: World, url: string, own: readonly AttachmentRow[]): AttachmentRow | undefined {
  const name = url.startsWith("attachment://") ? url.slice("attachment://".length) : null;
  const id = attachmentIdIn(world, url);
  return own.find((row) => row.name === name || row.id === id);
}

function embedMediaJson(world: World, url: string, own: readonly AttachmentRow[]): Json {
  const { id: _, attachment_id: __, ...media } = mediaJson(world, url, own);
  return media;
}

function mediaJson(world: World, url: string, own: readonly AttachmentRow[]): Json {
  const row = attachmentNamed(world, url, own);
  if (row === undefined) {
    const external = world.externals.get(url);
    const about =
      external === undefined || external.width === null
        ? {}
        : { width: external.width, height: external.height, content_type: external.contentType };
    return { id: world.clock.snowflake(), url, proxy_url: proxied(world, url), ...about };
  }
  const link = linkTo(world, row);
  return {
    id: row.id,
    url: link,
    proxy_url: link,
    content_type: row.contentType,
    attachment_id: row.id,
    ...(row.width === null ? {} : { width: row.width, height: row.height }),
  };
}

function componentsJson(
  world: World,
  components: readonly MessageComponent[],
  own: readonly AttachmentRow[],
): readonly Json[] {
  let lastId = 0;
  const numbered = (id: number | undefined): number => {
    lastId = id === undefined || id === 0 ? lastId + 1 : id;
    return lastId;
  };
  const rowItem = (item: RowItem): Json => {
    const id = numbered(item.id);
    return item.type === 2 ? { ...item, id } : { min_values: 1, max_values: 1, ...item, id };
  };
  const render = (component: MessageComponent): Json => {
    const id = numbered(component.id);
    switch (component.type) {
      case 1:
        return { type: 1, id, components: component.components.map(rowItem) };
      case 9: {
        const texts = component.components.map((text) => ({ ...text, id: numbered(text.id) }));
        const { accessory } = component;
        const accessoryId = numbered(accessory.id);
        return {
          type: 9,
          id,
          components: texts,
          accessory:
            accessory.type === 2
              ? { ...accessory, id: accessoryId }
              : {
                  type: 11,
                  id: accessoryId,
                  media: mediaJson(world, accessory.media.url, own),
                  description: accessory.description ?? null,
                  spoiler: accessory.spoiler ?? false,
                },
        };
      }
      case 10:
        return { ...component, id };
      case 12:
        return {
          type: 12,
          id,
          items: component.items.map((item) => ({
            media: mediaJson(world, item.media.url, own),
            description: item.description ?? null,
            spoiler: item.spoiler ?? false,
          })),
        };
      case 13: {
        const row = attachmentNamed(world, component.file.url, own);
        return {
          type: 13,
          id,
          file: mediaJson(world, component.file.url, own),
          name: row?.name ?? null,
          size: row?.sizeBytes ?? null,
          spoiler: component.spoiler ?? false,
        };
      }
      case 14:
        return { type: 14, id, spacing: component.spacing ?? 1, divider: component.divider ?? true };
      case 17:
        return {
          type: 17,
          id,
          accent_color: component.accent_color ?? null,
          spoiler: component.spoiler ?? false,
          components: component.components.map(render),
        };
    }
  };
  return components.map(render);
}
