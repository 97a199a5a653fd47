import { z } from "zod";
import { entitySelect, stringSelect, textDisplay } from "./component-form.ts";

/** Numbers: https://docs.discord.com/developers/components/reference */
const id = z.number().int().optional();
const customId = z.string().min(1).max(100);
const required = z.boolean().optional();

const textInputFields = {
  type: z.literal(4),
  id,
  custom_id: customId,
  style: z.number().int().min(1).max(2),
  min_length: z.number().int().min(0).max(4000).optional(),
  max_length: z.number().int().min(1).max(4000).optional(),
  required,
  value: z.string().max(4000).optional(),
  placeholder: z.string().max(100).optional(),
};
const textInput = z
  .object({ ...textInputFields, label: z.string().max(45).nullish() })
  .superRefine((value, context) => {
    if (value.label)
      context.addIssue({
        code: "custom",
        path: ["label"],
        message: "A text input in a label must not have a label",
        params: { code: "TEXT_INPUT_LABEL_NOT_ALLOWED" },
      });
  });

const option = z.object({
  label: z.string().min(1).max(100),
  value: z.string().min(1).max(100),
  description: z.string().max(100).nullish(),
  default: z.boolean().optional(),
});
const count = {
  min_values: z.number().int().min(0).max(10).optional(),
  max_values: z.number().int().min(1).max(10).optional(),
};

const fileUpload = z.object({
  type: z.literal(19),
  id,
  custom_id: customId,
  ...count,
  required,
  file_types: z.array(z.string()).max(10).optional(),
});
const radioGroup = z.object({
  type: z.literal(21),
  id,
  custom_id: customId,
  options: z.array(option).min(2).max(10),
  required,
});
const checkboxGroup = z.object({
  type: z.literal(22),
  id,
  custom_id: customId,
  options: z.array(option).min(1).max(10),
  ...count,
  required,
});
const checkbox = z.strictObject({ type: z.literal(23), id, custom_id: customId, default: z.boolean().optional() });

const input = z
  .union([textInput, stringSelect, entitySelect, fileUpload, radioGroup, checkboxGroup, checkbox])
  .superRefine((value, context) => {
    if ("min_values" in value && value.min_values === 0 && value.required !== false)
      context.addIssue({
        code: "custom",
        path: ["min_values"],
        message: "min_values must be at least 1 for required components",
        params: { code: "NUMBER_TYPE_MIN" },
      });
  });

const label = z.object({
  type: z.literal(18),
  id,
  label: z.string().min(1).max(45),
  description: z.string().max(100).nullish(),
  component: input,
});
const row = z.object({
  type: z.literal(1),
  id,
  components: z.array(z.object({ ...textInputFields, label: z.string().min(1).max(45) })).length(1),
});

export const modalForm = z
  .object({
    custom_id: customId,
    title: z.string().min(1).max(45),
    components: z
      .array(z.discriminatedUnion("type", [label, row, textDisplay]))
      .min(1)
      .max(5),
  })
  .superRefine(({ components }, context) => {
    const ids = components.flatMap((part) =>
      part.type === 18
        ? [part.component.custom_id]
        : part.type === 1
          ? part.components.map((item) => item.custom_id)
          : [],
    );
    ids.forEach((customIdOf, index) => {
      if (ids.indexOf(customIdOf) !== index)
        context.addIssue({
          code: "custom",
          path: ["components", index, "custom_id"],
          message: "Component custom id cannot be duplicated",
          params: { code: "COMPONENT_CUSTOM_ID_DUPLICATED" },
        });
    });
  });
