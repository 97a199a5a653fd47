import { mayManage, mayShare } from "#core/access.ts";
import { type Answer, answer } from "#core/answer.ts";
import { defineCommand, type PictureRecord } from "#core/command.ts";
import { jobFacts } from "#core/facts.ts";
import type { ImageValue } from "#core/image-value.ts";
import { say } from "#core/message.ts";
import type { Actor } from "#core/people.ts";
import { answerImage } from "#core/result-answer.ts";
import type { Job } from "#core/rows.ts";
import { parseSubject } from "#core/subject.ts";

export const info = defineCommand({
  name: "info",
  description: "Tell how a result was made",
  triggers: ["slash", "button", "menu"],
  mayUse: "anyone",
  paints: false,
  audience: "asker",
  options: {
    subject: { kind: "subject", description: "Which result; your newest one here when left out", rank: 1 },
    image: { kind: "image", description: "Or any picture, for what can be told of it", rank: 2 },
  },
  check: ({ subject, image }) => (subject && image ? [{ option: "image", text: say("info.both") }] : []),
  run: async (values, context) => {
    const { image } = values;
    if (image && !("result" in image)) return ofSomebodysPicture(image);
    const subject = values.subject ?? (image && (parseSubject(image.result) ?? undefined));
    const records = await context.pictures(subject);
    const [first] = records;
    if (!first) throw new Error("a subject always has at least one picture");
    return ofResult(context.actor, first.job, records);
  },
});

function ofResult(actor: Actor, job: Job, records: readonly PictureRecord[]): Answer {
  const [first, ...others] = records;
  const subject = first && others.length === 0 ? first.picture.id : job.id;
  const states = records.map(({ picture, image }) => {
    const file = image && say("value.file", { format: image.format, kilobytes: Math.ceil(image.bytes / 1000) });
    const deleted = image?.deletedAt ? say("info.deleted", { at: image.deletedAt }) : null;
    const value = deleted ?? file ?? picture.failure?.text ?? say(`state.${picture.state}`);
    return { label: { literal: picture.id }, value };
  });
  const images = records.flatMap(answerImage);
  // Whoever looks at what everybody sees, and asks for more of it, asks in front of everybody.
  const forAll = job.replyTo.audience === "public";
  return answer({
    images,
    facts: [
      { label: say("fact.id"), value: { literal: subject } },
      ...jobFacts(job, records),
      ...(job.parentJobId ? [{ label: say("fact.from"), value: { literal: job.parentJobId } }] : []),
      { label: say("fact.command"), value: { literal: job.command } },
      { label: say("fact.by"), value: { literal: job.actor.name } },
      { label: say("fact.when"), value: say("value.when", { at: job.createdAt }) },
      ...states,
    ],
    buttons: [
      { command: "again", subject, forAll },
      ...(images.length > 0 ? ["vary", "edit", "upscale"].map((command) => ({ command, subject, forAll })) : []),
      ...[
        ...(images.length > 0 ? ["original"] : []),
        ...(mayShare(actor, job) && !forAll ? ["share"] : []),
        ...(mayManage(actor, job) ? ["remove"] : []),
      ].map((command) => ({ command, subject, forAll: false })),
    ],
  });
}

function ofSomebodysPicture(image: ImageValue): Answer {
  const facts =
    "attached" in image
      ? [
          { label: say("fact.name"), value: { literal: image.name } },
          ...(image.bytes === null
            ? []
            : [
                {
                  label: say("fact.bytes"),
                  value: say("value.kilobytes", { kilobytes: Math.ceil(image.bytes / 1000) }),
                },
              ]),
        ]
      : [];
  return answer({ text: [say("info.not-ours")], facts });
}
