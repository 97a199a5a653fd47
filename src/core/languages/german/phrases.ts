const language = "de";

/** `1.234,5` */
export function number(value: number): string {
  return new Intl.NumberFormat(language).format(value);
}

/** `20. November 2026, 14:05`, in the machine's time zone: for tables. */
export function moment(at: number | string): string {
  if (typeof at === "string") return at;
  const time = new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(at);
  return `${new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(at)}, ${time}`;
}

/** `20. November 2026 um 14:05 Uhr`, in the machine's time zone: for sentences. */
export function momentInWords(at: number): string {
  return `${new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" }).format(at)} Uhr`;
}

/** `20. November 2026` for `2026-11-20`. */
export function day(date: string): string {
  const at = Date.parse(date);
  if (Number.isNaN(at)) return date;
  return new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(at);
}

export function pictures(count: number): string {
  return count === 1 ? "1 Bild" : `${number(count)} Bilder`;
}

export function messages(count: number): string {
  return count === 1 ? "1 Nachricht" : `${number(count)} Nachrichten`;
}
