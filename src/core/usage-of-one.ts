import type { Answer } from "./answer.ts";
import type { Context } from "./command.ts";
import { csv } from "./csv.ts";
import { type Limit, limitsFor } from "./limits.ts";
import { type Message, say, type Text } from "./message.ts";
import { dollars, plainDollars } from "./money.ts";
import { periodsAt } from "./periods.ts";
import type { Spending } from "./rows.ts";
import { personScope } from "./scopes.ts";

/** What somebody has used, what is left of every limit that they count against here, and what of theirs is under way. */
export async function ownUsage(context: Context, asFile: boolean): Promise<Partial<Answer>> {
  const { rows, actor, limits: policy, chance } = context;
  const now = chance.now();
  const [day, month] = periodsAt(now, policy.timeZone);
  const used = {
    day: await rows.spending.get(personScope(actor), day.name),
    month: await rows.spending.get(personScope(actor), month.name),
  };
  const left: { readonly label: Text; readonly value: Message }[] = [];
  for (const limit of await limitsFor(rows, context, policy, now)) {
    left.push({
      label: say(`usage.of-${limit.kind}-${limit.period.each}`),
      value: leftOf(limit, await rows.spending.get(limit.scope, limit.period.name)),
    });
  }
  const { open, painting } = await rows.jobs.openOf(actor);
  return {
    text: left.length === 0 ? [say("usage.no-limit")] : [],
    facts: [
      { label: say("usage.today"), value: amount(used.day) },
      { label: say("usage.month"), value: amount(used.month) },
      ...left,
      { label: say("usage.jobs"), value: say("usage.running", { running: painting, waiting: open - painting }) },
    ],
    file: asFile ? { name: "usage.csv", mediaType: "text/csv", text: ownFile(used.day, used.month) } : null,
  };
}

function amount({ spentMicros, reservedMicros, images }: Spending): Message {
  const spent = dollars(spentMicros);
  if (reservedMicros === 0) return say("usage.amount", { amount: spent, images });
  return say("usage.amount-held", { amount: spent, held: dollars(reservedMicros), images });
}

function leftOf({ maxMicros, maxImages, period }: Limit, { spentMicros, reservedMicros, images }: Spending): Message {
  const until = period.endsAt;
  const money =
    maxMicros === null
      ? null
      : say("usage.money-left", {
          left: dollars(Math.max(0, maxMicros - spentMicros - reservedMicros)),
          max: dollars(maxMicros),
          until,
        });
  if (maxImages === null) return money ?? say("usage.no-limit");
  const pictures = say("usage.images-left", { left: Math.max(0, maxImages - images), max: maxImages, until });
  return money ? say("usage.both-left", { money, images: pictures }) : pictures;
}

function ownFile(...periods: readonly Spending[]): string {
  return csv([
    ["period", "pictures", "dollars", "held"],
    ...periods.map(({ period, images, spentMicros, reservedMicros }) => [
      period,
      images,
      plainDollars(spentMicros),
      plainDollars(reservedMicros),
    ]),
  ]);
}
