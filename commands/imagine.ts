import { defineCommand } from "#core/command.ts";
import { checkWishes } from "#core/wishes.ts";
import { pictureOptions } from "./picture-options.ts";

export const imagine = defineCommand({
  name: "imagine",
  description: "Paint a picture from words",
  triggers: ["slash", "mention"],
  mayUse: "anyone",
  paints: true,
  audience: "place",
  options: {
    prompt: { kind: "text", description: "What to paint", required: true, maxLength: 32_000, rank: 1 },
    references: {
      kind: "images",
      description: "Pictures to take things or a style from",
      max: 16,
      rank: 10,
      short: "r",
    },
    ...pictureOptions,
  },
  check: (values, surroundings) =>
    checkWishes(values, { imageCount: values.references?.length ?? 0, masked: false }, surroundings),
  run: async (values) => ({
    kind: "image-request",
    prompt: values.prompt,
    images: values.references ?? [],
    mask: null,
    wishes: values,
    parentJobId: null,
    notes: [],
  }),
});
