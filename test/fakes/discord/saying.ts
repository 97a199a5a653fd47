import { flag, type MessageForm } from "./message-form.ts";
import { createMessage } from "./messages.ts";
import type { SayOptions } from "./place-types.ts";
import type { ChannelRow, MessageRow, UserRow } from "./rows.ts";
import { contentTypeOf, storeFile } from "./uploads.ts";
import type { FileToAttach } from "./value-types.ts";
import type { World } from "./world.ts";

/** What a person, or another bot, says in a channel. `@Name` becomes a mention. */
export async function sayIn(
  world: World,
  user: UserRow,
  channel: ChannelRow,
  text: string,
  { files = [], gallery = [], embeds = [], replyTo }: SayOptions,
): Promise<MessageRow> {
  const content = text.replace(/@([\w.-]+)/g, (mention, name: string) => {
    const named = [...world.users.values()].find((each) =>
      [each.name, each.displayName].some((called) => called.toLowerCase() === name.toLowerCase()),
    );
    return named === undefined ? mention : `<@${named.id}>`;
  });
  const attached = [...files, ...gallery];
  const shown = [];
  for (const picture of embeds) shown.push({ image: { url: await hosted(world, channel, picture) } });
  return await createMessage(world, {
    author: user,
    channel,
    form: {
      ...(gallery.length > 0 ? inGallery(content, gallery) : { content, embeds: shown }),
      attachments: attached.map(({ description, spoiler }, index) => ({
        id: String(index),
        description: description ?? null,
        is_spoiler: spoiler === true,
      })),
      message_reference: replyTo === undefined ? null : { message_id: replyTo.id },
    },
    files: attached.map(({ name, bytes, contentType }, index) => ({
      field: `files[${index}]`,
      name,
      bytes,
      contentType: contentType ?? contentTypeOf(name),
    })),
    // People have limits of their own, which are none of the bot's business.
    maxFileBytes: Number.POSITIVE_INFINITY,
  });
}

function inGallery(content: string, gallery: readonly FileToAttach[]): MessageForm {
  const items = gallery.map(({ name, description, spoiler }) => ({
    media: { url: `attachment://${name}` },
    description: description ?? null,
    spoiler: spoiler === true,
  }));
  const words = content === "" ? [] : [{ type: 10 as const, content }];
  return { flags: flag.componentsV2, components: [...words, { type: 12, items }] };
}

/** Puts a picture on another site, and gives its address. */
async function hosted(world: World, channel: ChannelRow, picture: FileToAttach): Promise<string> {
  const url = `https://pictures.example/${world.clock.snowflake()}/${picture.name}`;
  const contentType = picture.contentType ?? contentTypeOf(picture.name);
  const about = { channelId: channel.id, isEphemeral: false };
  world.externals.set(url, await storeFile(world, { ...picture, contentType }, about));
  return url;
}
