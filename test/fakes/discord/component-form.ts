import { z } from "zod";

/** Components as requests may have them. Numbers: https://docs.discord.com/developers/components/reference */
const id = z.number().int().optional();
const customId = z.string().min(1).max(100);
const emoji = z.object({ id: z.string().nullish(), name: z.string().nullish(), animated: z.boolean().optional() });
const media = z.object({ url: z.string().min(1).max(2048) });
const spoiler = z.boolean().optional();
const altText = z.string().max(1024).nullish();

const button = z
  .object({
    type: z.literal(2),
    id,
    style: z.number().int().min(1).max(6),
    label: z.string().max(80).optional(),
    emoji: emoji.optional(),
    custom_id: customId.optional(),
    url: z.string().max(512).optional(),
    sku_id: z.string().optional(),
    disabled: z.boolean().optional(),
  })
  .superRefine((value, context) => {
    const needs = (path: string, message = "This field is required") =>
      context.addIssue({ code: "custom", path: [path], message, params: { code: "BASE_TYPE_REQUIRED" } });
    if (value.style === 5 && value.url === undefined) needs("url", "A url is required");
    if (value.style < 5 && value.custom_id === undefined) needs("custom_id", "A custom id is required");
    if (value.style < 6 && !value.label && value.emoji === undefined) needs("label", "A label or emoji is required");
    if (value.style > 4 && value.custom_id !== undefined)
      context.addIssue({
        code: "custom",
        path: ["custom_id"],
        message: "A custom id and url cannot both be specified",
        params: { code: "BUTTON_COMPONENT_CUSTOM_ID_AND_URL" },
      });
  });

const selectOption = z.object({
  label: z.string().min(1).max(100),
  value: z.string().min(1).max(100),
  description: z.string().max(100).nullish(),
  emoji: emoji.optional(),
  default: z.boolean().optional(),
});

const selectCommon = {
  id,
  custom_id: customId,
  placeholder: z.string().max(150).optional(),
  min_values: z.number().int().min(0).max(25).optional(),
  max_values: z.number().int().min(1).max(25).optional(),
  disabled: z.boolean().optional(),
  required: z.boolean().optional(),
};

export const stringSelect = z.object({
  type: z.literal(3),
  ...selectCommon,
  options: z.array(selectOption).min(1).max(25),
});

export const entitySelect = z.object({
  type: z.union([z.literal(5), z.literal(6), z.literal(7), z.literal(8)]),
  ...selectCommon,
  default_values: z.array(z.object({ id: z.string(), type: z.string() })).optional(),
  channel_types: z.array(z.number()).optional(),
});

const actionRow = z
  .object({
    type: z.literal(1),
    id,
    components: z
      .array(z.union([button, stringSelect, entitySelect]))
      .min(1)
      .max(5),
  })
  .superRefine(({ components }, context) => {
    const selects = components.filter(({ type }) => type !== 2).length;
    if (selects > 0 && components.length > 1)
      context.addIssue({
        code: "custom",
        path: ["components"],
        message: "The specified component exceeds the maximum width",
        params: { code: "COMPONENT_LAYOUT_WIDTH_EXCEEDED" },
      });
  });

export const textDisplay = z.object({ type: z.literal(10), id, content: z.string().min(1).max(4000) });
const thumbnail = z.object({ type: z.literal(11), id, media, description: altText, spoiler });
const gallery = z.object({
  type: z.literal(12),
  id,
  items: z
    .array(z.object({ media, description: altText, spoiler }))
    .min(1)
    .max(10),
});
const file = z.object({
  type: z.literal(13),
  id,
  file: z.object({ url: z.string().regex(/^(attachment:\/\/|https?:)/) }),
  spoiler,
});
const separator = z.object({
  type: z.literal(14),
  id,
  divider: z.boolean().optional(),
  spacing: z.number().int().min(1).max(2).optional(),
});
const section = z.object({
  type: z.literal(9),
  id,
  components: z.array(textDisplay).min(1).max(3),
  accessory: z.discriminatedUnion("type", [button, thumbnail]),
});
const container = z.object({
  type: z.literal(17),
  id,
  accent_color: z.number().int().min(0).max(0xffffff).nullish(),
  spoiler,
  components: z.array(z.discriminatedUnion("type", [actionRow, textDisplay, section, gallery, separator, file])).min(1),
});

export const messageComponent = z.discriminatedUnion("type", [
  actionRow,
  textDisplay,
  section,
  gallery,
  separator,
  file,
  container,
]);

/** Any component of a message's top level. */
export type MessageComponent = z.infer<typeof messageComponent>;
export type RowItem = z.infer<typeof actionRow>["components"][number];
