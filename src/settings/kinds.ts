import { z } from "zod";
import { parseSize, type Size } from "#core/size.ts";

export interface Setting<Schema extends z.ZodType> {
  readonly schema: Schema;
  /** One sentence for .env.example. */
  readonly about: string;
  /** What .env.example shows; the default where there is one. */
  readonly example: string;
}

export function setting<Schema extends z.ZodType>(about: string, example: string, schema: Schema): Setting<Schema> {
  return { about, example, schema };
}

export const text = z.string().trim().min(1);
export const whole = z.string().regex(/^\d+$/, "must be a whole number").transform(Number);
export const size = z.string().transform((value, context): Size => {
  const parsed = parseSize(value);
  if (parsed) return parsed;
  context.addIssue({ code: "custom", message: "must be square, landscape, portrait, wide, tall or WIDTHxHEIGHT" });
  return z.NEVER;
});

export const list = z.string().transform((value) => value.split(",").flatMap((word) => word.trim() || []));
export const prices = list.transform((entries, context) => {
  const read = entries.map((entry) => /^([^=\s]+)\s*=\s*(\S+)$/.exec(entry));
  const wrong = entries.find((_, index) => !read[index]);
  if (wrong !== undefined)
    context.addIssue({ code: "custom", message: `${wrong} must be MODEL=DOLLARS or MODEL=OTHER-MODEL` });
  return Object.fromEntries(
    read.map((found) => {
      const [, model = "", price = ""] = found ?? [];
      const dollars = Number(price);
      return [model, Number.isNaN(dollars) ? { like: price } : { microsPerPicture: Math.round(dollars * 1_000_000) }];
    }),
  );
});

/** In micro-dollars. */
export const dollars = z
  .string()
  .regex(/^\d+(\.\d{1,6})?$/, "must be an amount such as 12.50")
  .transform((value) => Math.round(Number(value) * 1_000_000));
export const timeZone = z.string().refine(isTimeZone, "must be an IANA name such as Europe/Berlin");

export const yesNo = z.enum(["yes", "no"], { error: "must be yes or no" }).transform((word) => word === "yes");
export const slash = z
  .string()
  .regex(/^\/[a-z0-9_-]{1,31}$/, "must be a slash and up to 31 small letters, digits, - or _")
  .refine((name) => name !== "/limner", "must not be /limner, behind which all other commands are");

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
