/** A stretch of time that a budget is for. */
export interface Period {
  /** 2026-11-20 for a day, 2026-11 for a month. */
  readonly name: string;
  readonly each: "day" | "month";
  /** Milliseconds since 1970. */
  readonly endsAt: number;
}

/** A day, from its first moment up to the next day's. */
export interface Day {
  /** 2026-11-20. */
  readonly name: string;
  readonly startsAt: number;
  readonly endsAt: number;
}

/** Today alone, or every day of this month up to today, in an IANA time zone. */
export function daysOf(each: "day" | "month", now: number, timeZone: string): readonly Day[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).startOfDay();
  const count = each === "day" ? 1 : today.day;
  return Array.from({ length: count }, (_, index) => {
    const day = today.subtract({ days: count - 1 - index }).startOfDay();
    const endsAt = day.add({ days: 1 }).startOfDay().epochMilliseconds;
    return { name: day.toPlainDate().toString(), startsAt: day.epochMilliseconds, endsAt };
  });
}

/** The day and the month that a moment belongs to in an IANA time zone; days may have 23 or 25 hours there. */
export function periodsAt(now: number, timeZone: string): readonly [day: Period, month: Period] {
  const day = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).startOfDay();
  const month = day.with({ day: 1 }).startOfDay();
  const date = day.toPlainDate().toString();
  return [
    { name: date, each: "day", endsAt: day.add({ days: 1 }).startOfDay().epochMilliseconds },
    { name: date.slice(0, 7), each: "month", endsAt: month.add({ months: 1 }).startOfDay().epochMilliseconds },
  ];
}
