/** Day and minute in the machine's time zone; platforms with timestamps of their own show those instead. */
export function moment(at: number): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" }).format(at);
}
