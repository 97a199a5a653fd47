/** Money is counted in integer micro-dollars: 1,000,000 are one US dollar. Floats never enter a sum. */
export type Micros = number;

/** Writes an amount for people: `$0.053`, `$1.20`, `free`. Amounts below a cent keep three digits, so that a cheap picture does not read as $0.00. */
export function dollars(micros: Micros, locale = "en"): string {
  const amount = micros / 1_000_000;
  return formatOf(locale, micros !== 0 && amount < 1 ? 3 : 2).format(amount);
}

const formats = new Map<string, Intl.NumberFormat>();

/** Kept, as making one takes a hundred times as long as using it; there are as many as languages and numbers of digits. */
function formatOf(locale: string, digits: number): Intl.NumberFormat {
  const key = `${locale} ${digits}`;
  const made = {
    style: "currency",
    currency: "USD",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  } as const;
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, made);
  formats.set(key, format);
  return format;
}

/** Dollars as a number for spreadsheets; the nearest that a float can hold of six digits after the point. */
export function plainDollars(micros: Micros): number {
  return micros / 1_000_000;
}
