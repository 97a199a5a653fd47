/** Money is counted in integer micro-dollars: 1,000,000 are one US dollar. Floats never enter a sum. */
export type Micros = number;

/** Writes an amount for people: `$0.053`, `$1.20`, `free`. Amounts below a cent keep three digits, so that a cheap picture does not read as $0.00. */
export function dollars(micros: Micros): string {
  const amount = micros / 1_000_000;
  return (micros !== 0 && amount < 1 ? belowDollar : usual).format(amount);
}

/** Made once: making one takes a hundred times as long as using it. */
const usual = formatWith(2);
const belowDollar = formatWith(3);

function formatWith(digits: number): Intl.NumberFormat {
  const of = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat("en", { style: "currency", currency: "USD", ...of });
}

/** Dollars as a number for spreadsheets; the nearest that a float can hold of six digits after the point. */
export function plainDollars(micros: Micros): number {
  return micros / 1_000_000;
}
