import { mayManage } from "#core/access.ts";
import { answer } from "#core/answer.ts";
import { defineCommand, noCheck } from "#core/command.ts";
import { isForgotten } from "#core/forgotten.ts";
import { say } from "#core/message.ts";
import { wishesOf } from "#core/wishes.ts";

export const retry = defineCommand({
  name: "retry",
  description: "Paint again what was lost on the way, once",
  triggers: ["slash", "button"],
  mayUse: "anyone",
  paints: true,
  audience: "place",
  options: {
    subject: { kind: "subject", description: "Which result has pictures of unknown fate", required: true, rank: 1 },
    private: { kind: "flag", description: "Show the result to you alone", rank: 2, short: "p" },
  },
  check: noCheck,
  run: async (values, context) => {
    const records = await context.pictures({ ...values.subject, position: null });
    const unknown = records.filter(({ picture }) => picture.state === "unknown");
    const [first] = unknown;
    if (!first) {
      return answer({ text: [say("retry.nothing", { id: values.subject.jobId })], problem: "invalid" });
    }
    const { job } = first;
    // It can be pressed only once, so it is not for whoever happens to stand by.
    if (!mayManage(context.actor, job)) {
      return answer({ text: [say("retry.not-yours", { id: job.id })], problem: "forbidden" });
    }
    if (isForgotten(job)) return answer({ text: [say("subject.forgotten", { id: job.id })], problem: "invalid" });
    const earlier = await context.rows.jobs.retryOf(job.id);
    if (earlier) return answer({ text: [say("retry.already", { job: earlier.id })], problem: "invalid" });
    return {
      kind: "image-request",
      prompt: job.request.prompt,
      instruction: job.request.instruction ?? null,
      images: job.request.images.map((stored) => ({ stored })),
      mask: job.request.mask === null ? null : { stored: job.request.mask },
      wishes: { ...wishesOf(job.request, context), count: unknown.length },
      parentJobId: job.id,
      retryOfJobId: job.id,
      notes: [],
    };
  },
});
