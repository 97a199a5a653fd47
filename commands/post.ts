import { checkMayShow } from "#core/access.ts";
import { defineCommand, noCheck } from "#core/command.ts";
import { AppError } from "#core/errors.ts";
import { say } from "#core/message.ts";
import { resultAnswer } from "#core/result-answer.ts";

export const post = defineCommand({
  name: "post",
  description: "Bring a result from history here again",
  triggers: ["slash", "button"],
  mayUse: "anyone",
  paints: false,
  audience: "place",
  options: {
    subject: { kind: "subject", description: "Which result or picture", required: true, rank: 1 },
    private: { kind: "flag", description: "Show it to you alone", rank: 2, short: "p" },
  },
  check: noCheck,
  run: async (values, context) => {
    // Says what is wrong when there is nothing to bring: deleted, never finished, or not for this person.
    const { job } = await context.picture(values.subject);
    if (job.handedOverAt === null) throw new AppError("busy", say("subject.under-way", { id: job.id }));
    checkMayShow(job, context);
    const records = await context.pictures(values.subject);
    const there = records.filter(({ image }) => image === null || image.deletedAt === null);
    return { ...(await resultAnswer(context.rows, job, there)), problem: null };
  },
});
