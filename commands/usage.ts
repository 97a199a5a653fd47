import { usageSeenBy } from "#core/access.ts";
import { type Answer, answer } from "#core/answer.ts";
import { type Context, defineCommand, noCheck } from "#core/command.ts";
import { say } from "#core/message.ts";
import { bookedBy, bookedFile } from "#core/usage-of-all.ts";
import { ownUsage } from "#core/usage-of-one.ts";

/** More rows than this are only in the file: a message holds about 25 facts. */
const shownRows = 20;

export const usage = defineCommand({
  name: "usage",
  description: "Tell what was used, what is left and what is under way",
  triggers: ["slash"],
  mayUse: "anyone",
  paints: false,
  audience: "asker",
  options: {
    by: {
      kind: "choice",
      description: "Yours, or everybody's by person or day",
      choices: ["me", "person", "day"],
      rank: 1,
    },
    period: { kind: "choice", description: "For which time", choices: ["today", "month"], rank: 2 },
    csv: { kind: "flag", description: "As a file for spreadsheets", rank: 3 },
  },
  check: noCheck,
  run: async (values, context) => {
    const by = values.by ?? "me";
    const period = values.period ?? "month";
    if (by === "me") return answer(await ownUsage(context, values.csv));
    return usageOfAll(context, by, period, values.csv);
  },
});

async function usageOfAll(
  context: Context,
  by: "person" | "day",
  period: "today" | "month",
  csv: boolean,
): Promise<Answer> {
  const seen = usageSeenBy(context.actor);
  if (seen === "own") return answer({ text: [say("usage.forbidden")], problem: "forbidden" });
  const within = seen === "workspace" ? context.actor : null;
  const booked = await bookedBy(context, by, period, within);
  const heading = say(`usage.of-${seen}`, { period: say(`usage.period-${period}`) });
  if (booked.rows.length === 0) return answer({ text: [heading, say("usage.nothing")] });
  const more = booked.rows.length - shownRows;
  return answer({
    text: [heading, ...(more > 0 && !csv ? [say("usage.more", { count: more })] : [])],
    facts: [...booked.rows.slice(0, shownRows), booked.all].map(({ label, value }) => ({ label, value })),
    file: csv ? bookedFile(booked, by) : null,
  });
}
