import { defineCommand, noCheck } from "#core/command.ts";
import { AppError } from "#core/errors.ts";
import { isForgotten } from "#core/forgotten.ts";
import { say } from "#core/message.ts";
import { wishesOf } from "#core/wishes.ts";

export const again = defineCommand({
  name: "again",
  description: "Ask for the same thing once more",
  triggers: ["slash", "button"],
  mayUse: "anyone",
  paints: true,
  audience: "place",
  options: {
    subject: { kind: "subject", description: "Which result; your newest one here when left out", rank: 1 },
    private: { kind: "flag", description: "Show the result to you alone", rank: 2, short: "p" },
  },
  check: noCheck,
  run: async (values, context) => {
    const [first] = await context.pictures(values.subject);
    if (!first) throw new Error("a subject always has at least one picture");
    const { job } = first;
    if (isForgotten(job)) throw new AppError("invalid", say("subject.forgotten", { id: job.id }));
    return {
      kind: "image-request",
      prompt: job.request.prompt,
      instruction: job.request.instruction ?? null,
      images: job.request.images.map((stored) => ({ stored })),
      mask: job.request.mask === null ? null : { stored: job.request.mask },
      wishes: { ...wishesOf(job.request, context), count: job.request.count },
      parentJobId: job.id,
      notes: values.subject ? [] : [say("note.subject-newest", { picture: first.picture.id })],
    };
  },
});
