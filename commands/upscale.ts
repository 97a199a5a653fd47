import { answer } from "#core/answer.ts";
import { defineCommand, noCheck } from "#core/command.ts";
import { say } from "#core/message.ts";
import { nearestSize, sizeText } from "#core/size.ts";
import { wishesOf } from "#core/wishes.ts";

/** Pixels of 2560x1440, up to which sizes are not called experimental, and of 3840x2160, the largest: the size rules of the Images API. */
const targets = { "2k": 3_686_400, "4k": 8_294_400 };

const instruction =
  "Paint this same picture at a higher resolution. Keep subject, composition, colours and style exactly; only add fine, natural detail. It was made from these words:";

export const upscale = defineCommand({
  name: "upscale",
  description: "Make a result larger",
  triggers: ["slash", "button"],
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
    to: { kind: "choice", description: "How large", choices: ["2k", "4k"], rank: 2 },
    private: { kind: "flag", description: "Show the result to you alone", rank: 3, short: "p" },
  },
  check: noCheck,
  run: async (values, context) => {
    const { job, image, notes } = await context.picture(values.subject);
    const wishes = wishesOf(job.request, context);
    const model = context.models.find(({ id }) => id === (wishes.model ?? context.defaults.model));
    const size = model ? nearestSize(image.size, model.sizes, targets[values.to ?? "2k"]) : image.size;
    if (size.width * size.height <= image.size.width * image.size.height) {
      return answer({ text: [say("upscale.largest", { size: sizeText(image.size) })], problem: "invalid" });
    }
    return {
      kind: "image-request",
      prompt: job.request.prompt,
      instruction,
      images: [{ stored: image.id }],
      mask: null,
      wishes: { ...wishes, size, count: 1 },
      parentJobId: job.id,
      notes,
    };
  },
});
