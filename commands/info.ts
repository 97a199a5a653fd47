import { mayManage, mayShare } from "#core/access.ts";
import { answer } from "#core/answer.ts";
import { defineCommand, noCheck } from "#core/command.ts";
import { jobFacts } from "#core/facts.ts";
import { say } from "#core/message.ts";
import { answerImage } from "#core/result-answer.ts";

export const info = defineCommand({
  name: "info",
  description: "Tell how a result was made",
  triggers: ["slash", "button", "menu"],
  mayUse: "anyone",
  paints: false,
  audience: "asker",
  options: {
    subject: { kind: "subject", description: "Which result; your newest one here when left out", rank: 1 },
  },
  check: noCheck,
  run: async (values, context) => {
    const records = await context.pictures(values.subject);
    const [first] = records;
    if (!first) throw new Error("a subject always has at least one picture");
    const { job } = first;
    const states = records.map(({ picture, image }) => {
      const file = image && say("value.file", { format: image.format, kilobytes: Math.ceil(image.bytes / 1000) });
      const deleted = image?.deletedAt ? say("info.deleted", { at: image.deletedAt }) : null;
      const value = deleted ?? file ?? picture.failure?.text ?? say(`state.${picture.state}`);
      return { label: { literal: picture.id }, value };
    });
    return answer({
      images: records.flatMap(answerImage),
      facts: [
        { label: say("fact.id"), value: { literal: values.subject?.position ? first.picture.id : job.id } },
        ...jobFacts(job, records),
        ...(job.parentJobId ? [{ label: say("fact.from"), value: { literal: job.parentJobId } }] : []),
        { label: say("fact.command"), value: { literal: job.command } },
        { label: say("fact.by"), value: { literal: job.actor.name } },
        { label: say("fact.when"), value: say("value.when", { at: job.createdAt }) },
        ...states,
      ],
      buttons: [
        ...["again", "vary", "edit", "upscale", "original"],
        ...(mayShare(context.actor, job) && job.replyTo.audience === "private" ? ["share"] : []),
        ...(mayManage(context.actor, job) ? ["remove"] : []),
      ].map((command) => ({ command, subject: job.id })),
    });
  },
});
