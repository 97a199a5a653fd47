import { defineCommand } from "#core/command.ts";
import { checkWishes } from "#core/wishes.ts";
import { pictureOptions } from "./picture-options.ts";

export const edit = defineCommand({
  name: "edit",
  description: "Change a picture by saying what should be different",
  triggers: ["slash", "menu", "mention", "button"],
  mayUse: "anyone",
  paints: true,
  audience: "place",
  options: {
    image: { kind: "image", description: "The picture to change", required: true, rank: 1 },
    prompt: {
      kind: "text",
      description: "What to change, and what to keep",
      required: true,
      maxLength: 32_000,
      rank: 2,
    },
    mask: { kind: "image", description: "PNG of the same size, transparent where the picture may change", rank: 10 },
    references: {
      kind: "images",
      description: "Pictures to take things or a style from",
      max: 16,
      rank: 11,
      short: "r",
    },
    ...pictureOptions,
  },
  check: (values, surroundings) =>
    checkWishes(
      values,
      { imageCount: 1 + (values.references?.length ?? 0), masked: values.mask !== undefined },
      surroundings,
    ),
  run: async (values) => ({
    kind: "image-request",
    prompt: values.prompt,
    images: [values.image, ...(values.references ?? [])],
    mask: values.mask ?? null,
    wishes: values,
    parentJobId: null,
    notes: [],
  }),
});
