/**
 * Day and minute in the machine's time zone. Platforms that show moments in everybody's own time zone put their own words
 * for it into the sentence (`moments.ts`), which then stay as they are.
 */
export function moment(at: number | string): string {
  if (typeof at === "string") return at;
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" }).format(at);
}
