import { mayManage } from "#core/access.ts";
import { answer } from "#core/answer.ts";
import { defineCommand, noCheck } from "#core/command.ts";
import { say } from "#core/message.ts";
import { removePictures } from "#core/removal.ts";
import { subjectText } from "#core/subject.ts";

export const remove = defineCommand({
  name: "remove",
  description: "Delete a result, or one of its pictures, for good",
  triggers: ["slash", "button", "menu"],
  mayUse: "anyone",
  paints: false,
  audience: "asker",
  options: {
    subject: { kind: "subject", description: "Which result or picture", required: true, rank: 1 },
  },
  check: noCheck,
  run: async (values, context) => {
    const records = await context.pictures(values.subject);
    const id = subjectText(values.subject);
    const [first] = records;
    if (!first) throw new Error("a subject always has at least one picture");
    const { job } = first;
    if (!mayManage(context.actor, job)) {
      return answer({ text: [say("remove.not-yours", { id })], problem: "forbidden" });
    }
    const delivery = await context.rows.deliveries.ofJob(job.id);
    const onItsWay = delivery !== null && delivery.settledAt === null;
    if (job.handedOverAt === null || onItsWay) {
      return answer({ text: [say("subject.under-way", { id })], problem: "busy" });
    }
    const pictures = records.map(({ picture }) => picture);
    const all = await context.rows.pictures.ofJob(job.id);
    const removed = await removePictures(context.rows, context, job, pictures, pictures.length === all.length);
    if (removed.pictures === 0 && removed.messages === 0) {
      const at = records.find(({ image }) => image?.deletedAt)?.image?.deletedAt;
      const text = at ? say("remove.already", { id, at }) : say("remove.nothing", { id });
      return answer({ text: [text], problem: "invalid" });
    }
    const { pictures: deleted, messages, postedAgain: count } = removed;
    return answer({
      text: [
        say("remove.removed", { id, pictures: deleted, messages }),
        ...(count > 0 ? [say("remove.others", { count })] : []),
      ],
    });
  },
});
