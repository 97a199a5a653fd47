import { mayShare } from "#core/access.ts";
import { answer } from "#core/answer.ts";
import { defineCommand, noCheck } from "#core/command.ts";
import { say } from "#core/message.ts";
import { samePlace } from "#core/people.ts";
import { post } from "#core/removal.ts";

export const share = defineCommand({
  name: "share",
  description: "Show a result that was made for you alone to everybody",
  triggers: ["slash", "button"],
  mayUse: "anyone",
  paints: false,
  audience: "asker",
  options: {
    subject: { kind: "subject", description: "Which result", required: true, rank: 1 },
    where: { kind: "choice", description: "Here, or where it was made", choices: ["here", "there"], rank: 2 },
  },
  check: noCheck,
  run: async (values, context) => {
    // Who may see a result may see all of its pictures, so it is shared whole.
    const { job } = await context.picture({ ...values.subject, position: null });
    const { id } = job;
    if (!mayShare(context.actor, job)) {
      return answer({ text: [say("share.not-yours", { id })], problem: "forbidden" });
    }
    const there = values.where === "there";
    const where = there ? job.place : context.place;
    const toAll = (await context.rows.removals.deliveries(id, [])).filter(
      ({ replyTo }) => replyTo.audience === "public",
    );
    // Made public once, and then refused by a filter or a lost right, it may be tried again.
    const failed = toAll.length > 0 && toAll.every(({ state }) => state === "undelivered");
    if (job.replyTo.audience === "public" && !failed)
      return answer({ text: [say("share.already", { id })], problem: "invalid" });
    if (job.handedOverAt === null) return answer({ text: [say("subject.under-way", { id })], problem: "busy" });
    if (context.replyTo.session !== null) return answer({ text: [say("share.nobody")], problem: "invalid" });
    // Shown elsewhere, it is for those there: where it was made it stays what it was.
    if (there || samePlace(context.place, job.place)) await context.rows.jobs.makePublic(id);
    await post(context.rows, context, id, where, null);
    return answer({ text: [say(there ? "share.shared-there" : "share.shared", { id })] });
  },
});
