import { checkMayShow } from "#core/access.ts";
import { type Answer, answer } from "#core/answer.ts";
import { defineCommand, noCheck } from "#core/command.ts";
import { AppError } from "#core/errors.ts";
import { say } from "#core/message.ts";
import { answerImage, resultOfJob } from "#core/result-answer.ts";

export const original = defineCommand({
  name: "original",
  description: "Bring a picture as a file, in full quality",
  triggers: ["slash", "button", "menu"],
  mayUse: "anyone",
  paints: false,
  audience: "place",
  options: {
    subject: {
      kind: "subject",
      onePicture: true,
      description: "Which picture; your newest one here when left out",
      rank: 1,
    },
    painted: {
      kind: "flag",
      description: "As it was painted, before a mask put the rest of the original back",
      rank: 2,
    },
    private: { kind: "flag", description: "Show it to you alone", rank: 3, short: "p" },
  },
  check: noCheck,
  run: async (values, context): Promise<Answer> => {
    const found = await context.picture(values.subject);
    const { job, picture, notes } = found;
    checkMayShow(job, context);
    const { paintedImageId } = picture;
    const painted = values.painted && paintedImageId !== null ? await context.rows.images.find(paintedImageId) : null;
    const image = painted ?? found.image;
    if (image.deletedAt !== null) {
      throw new AppError("invalid", say("subject.deleted", { id: picture.id, at: image.deletedAt }));
    }
    return answer({
      result: await resultOfJob(context.rows, job),
      text: [say(values.painted ? "original.painted" : "original.whole", { picture: picture.id }), ...notes],
      images: answerImage({ job, picture, image }).map((shown) => ({
        ...shown,
        fileName: values.painted ? shown.fileName.replace(/(\.\w+)$/, "-painted$1") : shown.fileName,
        as: "file",
      })),
    });
  },
});
