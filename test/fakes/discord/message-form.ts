import { z } from "zod";
import { messageComponent } from "./component-form.ts";

/** Bodies of messages. Numbers: https://docs.discord.com/developers/resources/message#create-message */
const embedMedia = z.object({ url: z.string().max(2048) }).nullish();

const embed = z.looseObject({
  title: z.string().max(256).nullish(),
  description: z.string().max(4096).nullish(),
  url: z.string().nullish(),
  image: embedMedia,
  thumbnail: embedMedia,
  fields: z
    .array(
      z.object({
        name: z.string().min(1).max(256),
        value: z.string().min(1).max(1024),
        inline: z.boolean().optional(),
      }),
    )
    .max(25)
    .nullish(),
  footer: z.looseObject({ text: z.string().max(2048) }).nullish(),
  author: z.looseObject({ name: z.string().max(256) }).nullish(),
});

const attachment = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  filename: z.string().max(1024).nullish(),
  description: z.string().max(1024).nullish(),
  title: z.string().max(1024).nullish(),
  is_spoiler: z.boolean().nullish(),
});

const allowedMentions = z.object({
  parse: z.array(z.enum(["everyone", "users", "roles"])).optional(),
  users: z.array(z.string()).max(100).optional(),
  roles: z.array(z.string()).max(100).optional(),
  replied_user: z.boolean().nullish(),
});

export const messageForm = z.object({
  content: z.string().max(2000).nullish(),
  embeds: z.array(embed).max(10).nullish(),
  components: z.array(messageComponent).nullish(),
  attachments: z.array(attachment).max(10).nullish(),
  flags: z.number().int().min(0).nullish(),
  allowed_mentions: allowedMentions.nullish(),
  nonce: z.union([z.string().max(25), z.number().int()]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  message_reference: z
    .object({
      message_id: z.string(),
      channel_id: z.string().optional(),
      guild_id: z.string().optional(),
      fail_if_not_exists: z.boolean().optional(),
      type: z.number().optional(),
    })
    .nullish(),
  tts: z.boolean().nullish(),
});

export type MessageForm = z.infer<typeof messageForm>;
export type Embed = z.infer<typeof embed>;

/** https://docs.discord.com/developers/resources/message#message-object-message-flags */
export const flag = {
  suppressEmbeds: 1 << 2,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const;
