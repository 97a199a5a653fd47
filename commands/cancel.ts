import { findVisible } from "#core/access.ts";
import { answer } from "#core/answer.ts";
import { cancelJob } from "#core/cancel.ts";
import { defineCommand, noCheck } from "#core/command.ts";
import { say } from "#core/message.ts";

export const cancel = defineCommand({
  name: "cancel",
  description: "Stop what is under way",
  triggers: ["slash", "button"],
  mayUse: "anyone",
  paints: false,
  audience: "asker",
  options: {
    subject: { kind: "subject", description: "Which result; your newest one under way when left out", rank: 1 },
  },
  check: noCheck,
  run: async (values, context) => {
    const { rows, actor } = context;
    const newest = (await rows.jobs.newest({ actor }, null, 20)).find((job) => job.handedOverAt === null);
    const job = values.subject ? await findVisible(rows, context, values.subject.jobId) : newest;
    if (!job) {
      const text = values.subject ? say("subject.not-found", { id: values.subject.jobId }) : say("cancel.nothing");
      return answer({ text: [text], problem: "invalid" });
    }
    const outcome = await cancelJob(rows, context, job, actor);
    return answer({
      text: [say(`cancel.${outcome}`, { id: job.id })],
      problem: outcome === "cancelled" ? null : "invalid",
    });
  },
});
