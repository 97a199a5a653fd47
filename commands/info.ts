import { answer } from "#core/answer.ts";
import { defineCommand, noCheck } from "#core/command.ts";
import { jobFacts } from "#core/facts.ts";
import { say, type Text } from "#core/message.ts";
import { answerImage } from "#core/result-answer.ts";

export const info = defineCommand({
  name: "info",
  description: "Tell how a result was made",
  triggers: ["slash", "button", "menu"],
  mayUse: "anyone",
  paints: false,
  options: {
    subject: { kind: "subject", description: "Which result; your newest one here when left out", rank: 1 },
  },
  check: noCheck,
  run: async (values, context) => {
    const records = await context.pictures(values.subject);
    const [first] = records;
    if (!first) throw new Error("a subject always has at least one picture");
    const { job } = first;
    const text: Text[] = [];
    for (const { image } of records) {
      if (image?.deletedAt) text.push(say("info.deleted", { at: image.deletedAt }));
    }
    const states = records.map(({ picture, image }) => ({
      label: { literal: picture.id },
      value: image
        ? say("value.file", { format: image.format, kilobytes: Math.ceil(image.bytes / 1000) })
        : (picture.failure?.text ?? say(`state.${picture.state}`)),
    }));
    return answer({
      text,
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
      buttons: ["again", "vary", "edit", "upscale"].map((command) => ({ command, subject: job.id })),
    });
  },
});
