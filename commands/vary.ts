import { defineCommand, noCheck } from "#core/command.ts";
import { wishesOf } from "#core/wishes.ts";

const instructions = {
  subtle:
    "Paint this picture again with small differences. Keep the subject, the composition, the colours and the style. It was made from these words:",
  strong:
    "Paint a new take on this picture. Keep the subject and the mood; change the composition, the viewpoint and the details. It was made from these words:",
};

export const vary = defineCommand({
  name: "vary",
  description: "Make variations of a result",
  triggers: ["slash", "button", "menu"],
  mayUse: "anyone",
  paints: true,
  audience: "place",
  options: {
    subject: {
      kind: "subject",
      onePicture: true,
      description: "Which result; your newest one here when left out",
      rank: 1,
    },
    strength: { kind: "choice", description: "How different", choices: ["subtle", "strong"], rank: 2 },
    count: { kind: "integer", description: "How many pictures", min: 1, max: 10, rank: 3, short: "n" },
    private: { kind: "flag", description: "Show the result to you alone", rank: 4, short: "p" },
  },
  check: noCheck,
  run: async (values, context) => {
    const { job, image, notes } = await context.picture(values.subject);
    return {
      kind: "image-request",
      prompt: job.request.prompt,
      instruction: instructions[values.strength ?? "subtle"],
      images: [{ stored: image.id }],
      mask: null,
      wishes: { ...wishesOf(job.request, context), count: values.count },
      parentJobId: job.id,
      notes,
    };
  },
});
