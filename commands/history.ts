import { answer } from "#core/answer.ts";
import { defineCommand, noCheck } from "#core/command.ts";
import { say } from "#core/message.ts";
import { answerImage, clip } from "#core/result-answer.ts";

const pageSize = 10;

export const history = defineCommand({
  name: "history",
  description: "List your results, the newest first",
  triggers: ["slash"],
  mayUse: "anyone",
  paints: false,
  audience: "asker",
  options: {
    page: { kind: "integer", description: "Which page, ten results each", min: 1, max: 1000, rank: 1 },
  },
  check: noCheck,
  run: async (values, context) => {
    const page = values.page ?? 1;
    const { entries, more } = await context.history(page, pageSize);
    if (entries.length === 0)
      return answer({ text: [page === 1 ? say("history.empty") : say("history.no-page", { page })] });
    return answer({
      text: more ? [say("history.more", { page: page + 1 })] : [],
      facts: entries.map(({ job, pictures }) => ({
        label: { literal: job.id },
        value: say("history.line", {
          prompt: clip(job.request.prompt, 60),
          at: job.createdAt,
          command: job.command,
          pictures: pictures.filter(({ picture }) => picture.state === "rendered").length,
        }),
      })),
      images: entries.flatMap(({ pictures }) =>
        pictures
          .slice(0, 1)
          .flatMap(answerImage)
          .map((image) => ({ ...image, as: "thumbnail" })),
      ),
      buttons: entries
        .filter(({ pictures }) => pictures.some(({ image }) => image?.deletedAt === null))
        .map(({ job }) => ({ command: "post", subject: job.id, forAll: job.replyTo.audience === "public" })),
    });
  },
});
