import { defineCommand } from "#core/command.ts";
import { checkWishes } from "#core/wishes.ts";
import { pictureOptions } from "./picture-options.ts";

/** What else the model is told when nobody says how. */
const instruction = "Keep what is most striking in each picture, and let it look as if it had always been one.";

export const blend = defineCommand({
  name: "blend",
  description: "Join two or more pictures into one",
  triggers: ["slash", "mention"],
  mayUse: "anyone",
  paints: true,
  audience: "place",
  options: {
    images: {
      kind: "images",
      description: "The pictures to join, the leading one first",
      required: true,
      min: 2,
      max: 16,
      rank: 1,
    },
    prompt: { kind: "text", description: "How to join them", maxLength: 32_000, rank: 2 },
    ...pictureOptions,
  },
  check: (values, surroundings) =>
    checkWishes(values, { imageCount: values.images.length, masked: false }, surroundings),
  run: async (values) => ({
    kind: "image-request",
    prompt: values.prompt ?? "Join these pictures into one scene",
    instruction: values.prompt === undefined ? instruction : null,
    images: values.images,
    mask: null,
    wishes: values,
    parentJobId: null,
    notes: [],
  }),
});
