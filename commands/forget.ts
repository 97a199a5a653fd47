import { answer } from "#core/answer.ts";
import { type Context, defineCommand, noCheck } from "#core/command.ts";
import { forgetPerson } from "#core/forget.ts";
import { type Message, say } from "#core/message.ts";
import type { KeptOfPerson } from "#core/removal-records.ts";

export const forget = defineCommand({
  name: "forget",
  description: "Delete everything that is kept of you here",
  triggers: ["slash"],
  mayUse: "anyone",
  paints: false,
  audience: "asker",
  options: {
    sure: { kind: "flag", description: "Really do it; otherwise this only says what would go", rank: 1 },
  },
  check: noCheck,
  run: async (values, context) => (values.sure ? goOn(context) : preview(context)),
});

async function preview({ rows, actor }: Context) {
  const kept = await rows.people.kept(actor);
  return answer({
    text: [
      ...(isNothing(kept)
        ? [say("forget.nothing")]
        : [say("forget.preview", { jobs: kept.jobs, images: kept.images }), say("forget.costs")]),
      ...about(kept, "forget.posted"),
    ],
    facts: channels(kept),
  });
}

async function goOn(context: Context) {
  const kept = await forgetPerson(context.rows, context, context.actor);
  return answer({
    text: [
      ...(isNothing(kept) ? [say("forget.nothing")] : [say("forget.done", { jobs: kept.jobs, images: kept.images })]),
      say("forget.costs"),
      ...about(kept, "forget.still-posted"),
    ],
    facts: channels(kept),
  });
}

function isNothing({ jobs, images }: KeptOfPerson): boolean {
  return jobs === 0 && images === 0;
}

function about({ messages }: KeptOfPerson, code: "forget.posted" | "forget.still-posted"): readonly Message[] {
  const count = messages.reduce((all, channel) => all + channel.count, 0);
  return count === 0 ? [] : [say(code, { count })];
}

function channels({ messages }: KeptOfPerson) {
  return messages.map(({ channel, count }) => ({
    label: { literal: channel },
    value: say("forget.channel", { count }),
  }));
}
