import type { AnswerFile } from "./answer.ts";
import type { Context } from "./command.ts";
import { csv } from "./csv.ts";
import { type Message, say, type Text } from "./message.ts";
import { dollars, plainDollars } from "./money.ts";
import { daysOf } from "./periods.ts";
import type { LedgerSum } from "./records.ts";

/** What was booked, a row for each person or day. */
export interface Booked {
  readonly rows: readonly BookedRow[];
  readonly all: BookedRow;
  /** Each person on each day, or in the whole time: what the file lists. */
  readonly sums: readonly (LedgerSum & { readonly day: string })[];
}

interface BookedRow {
  readonly label: Text;
  readonly value: Message;
}

/** Reads the books of one workspace, or all of them, for today or for this month up to now. */
export async function bookedBy(
  { rows, chance, limits }: Context,
  by: "person" | "day",
  period: "today" | "month",
  within: { readonly platform: string; readonly workspace: string } | null,
): Promise<Booked> {
  const days = daysOf(period === "today" ? "day" : "month", chance.now(), limits.timeZone);
  const [first] = days;
  const last = days.at(-1);
  const span = { name: `${first?.name}..${last?.name}`, startsAt: first?.startsAt ?? 0, endsAt: last?.endsAt ?? 0 };
  const sums: (LedgerSum & { day: string })[] = [];
  for (const { name, startsAt, endsAt } of by === "day" ? days : [span]) {
    for (const sum of await rows.ledger.sums(within, startsAt, endsAt)) sums.push({ ...sum, day: name });
  }
  const groups = by === "day" ? [...Map.groupBy(sums, ({ day }) => day).values()] : sums.map((sum) => [sum]);
  return {
    sums,
    rows: groups.map((group) => row(by === "day" ? dayOf(group) : personOf(group, within === null), group)),
    all: row(say("usage.all"), sums),
  };
}

/** The same as a file, by person and, where it was asked by day, by day as well. */
export function bookedFile({ sums }: Booked, by: "person" | "day"): AnswerFile {
  const rows = sums.map(({ day, platform, workspace, id, name, images, costMicros }) => [
    ...[day, platform, workspace, id, name],
    ...[images, plainDollars(costMicros)],
  ]);
  const heading = [by === "day" ? "day" : "days", "platform", "workspace", "person", "name", "pictures", "dollars"];
  return { name: `usage-by-${by}.csv`, mediaType: "text/csv", text: csv([heading, ...rows]) };
}

function row(label: Text, sums: readonly LedgerSum[]): BookedRow {
  const costMicros = sums.reduce((all, sum) => all + sum.costMicros, 0);
  const images = sums.reduce((all, sum) => all + sum.images, 0);
  return { label, value: say("usage.amount", { amount: dollars(costMicros), images }) };
}

function dayOf([sum]: Booked["sums"]): Text {
  return { literal: sum?.day ?? "" };
}

function personOf([sum]: Booked["sums"], everywhere: boolean): Text {
  const name = sum?.name === "" ? `(${sum.id})` : (sum?.name ?? "");
  return { literal: everywhere ? `${name} · ${sum?.platform}/${sum?.workspace}` : name };
}
