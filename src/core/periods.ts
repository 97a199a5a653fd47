/** A stretch of time that a budget is for. */
export interface Period {
  /** 2026-11-20 for a day, 2026-11 for a month. */
  readonly name: string;
  readonly each: "day" | "month";
  /** Milliseconds since 1970. */
  readonly endsAt: number;
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
