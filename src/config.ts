import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { parseSize, type Size } from "#core/size.ts";

interface Setting<Schema extends z.ZodType> {
  readonly schema: Schema;
  /** One sentence for .env.example. */
  readonly about: string;
  /** What .env.example shows; the default where there is one. */
  readonly example: string;
}

function setting<Schema extends z.ZodType>(about: string, example: string, schema: Schema): Setting<Schema> {
  return { about, example, schema };
}

const text = z.string().trim().min(1);
const whole = z.string().regex(/^\d+$/, "must be a whole number").transform(Number);
const size = z.string().transform((value, context): Size => {
  const parsed = parseSize(value);
  if (parsed) return parsed;
  context.addIssue({ code: "custom", message: "must be square, landscape, portrait, wide, tall or WIDTHxHEIGHT" });
  return z.NEVER;
});

const list = z.string().transform((value) => value.split(",").flatMap((word) => word.trim() || []));
const prices = list.transform((entries, context) => {
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
const dollars = z
  .string()
  .regex(/^\d+(\.\d{1,6})?$/, "must be an amount such as 12.50")
  .transform((value) => Math.round(Number(value) * 1_000_000));
const timeZone = z.string().refine(isTimeZone, "must be an IANA name such as Europe/Berlin");

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Every setting there is. `.env.example` is made from this table. */
const settings = {
  OPENAI_API_KEY: setting(
    "Key of the image service. With neither a key nor a base URL, Limner draws offline sketches, for nothing.",
    "",
    text.optional(),
  ),
  OPENAI_BASE_URL: setting(
    "Another server that speaks the Images API, for example http://127.0.0.1:8080/v1",
    "",
    z
      .url()
      .refine(
        (value) => !/^\w+:\/\/[^/?#]*@/.test(value),
        "must not hold a name or password; a key goes into OPENAI_API_KEY",
      )
      .optional(),
  ),
  IMAGE_PROVIDER: setting(
    "What that server is: openai, azure or compatible",
    "openai",
    z.enum(["openai", "azure", "compatible"]).default("openai"),
  ),
  AZURE_OPENAI_API_VERSION: setting("Only for azure: the api-version of its older addresses", "", text.optional()),
  IMAGE_MODEL: setting("Model when nobody says which", "gpt-image-2", text.default("gpt-image-2")),
  IMAGE_QUALITY: setting("Quality when nobody says which", "medium", text.default("medium")),
  IMAGE_SIZE: setting(
    "Shape or WIDTHxHEIGHT when nobody says which",
    "1024x1024",
    size.default({ width: 1024, height: 1024 }),
  ),
  IMAGE_MODELS: setting("More model ids to offer, separated by commas", "", list.default([])),
  IMAGE_PRICES: setting(
    "Prices of models that Limner does not know: dollars a picture, or a known model that costs the same (mine=0.04, other=gpt-image-2)",
    "",
    prices.default({}),
  ),
  IMAGE_ORIGINS: setting(
    "Origins from which a picture may be fetched when the answer only names its address, separated by commas",
    "",
    list.default([]),
  ),
  PARTIAL_IMAGES: setting(
    "Unfinished pictures to show while one is painted, 0 to 3; each costs 100 output tokens",
    "1",
    whole.pipe(z.number().max(3, "must be from 0 to 3")).default(1),
  ),
  DAILY_BUDGET_USD: setting(
    "What all pictures of a day may cost together, in dollars; no limit when empty",
    "",
    dollars.optional(),
  ),
  MONTHLY_BUDGET_USD: setting("The same for a month", "", dollars.optional()),
  TIME_ZONE: setting("Where days and months begin, as an IANA name", "UTC", timeZone.default("UTC")),
  IMAGES_PER_MINUTE: setting(
    "What the account may ask for in a minute (5 in tier 1); all workers keep to it together; no limit when empty",
    "",
    whole.pipe(z.number().min(1)).optional(),
  ),
  MAX_OPEN_JOBS: setting(
    "Results under way, of everybody, from which on no more are taken",
    "1000",
    whole.default(1000),
  ),
  ON_UNKNOWN: setting(
    "When nobody knows whether a picture was charged: ask (offer a retry) or retry-once (retry by itself)",
    "ask",
    z.enum(["ask", "retry-once"]).default("ask"),
  ),
  RETENTION_DAYS: setting(
    "After how many days pictures and their words are deleted; costs stay. Kept for ever when empty",
    "",
    whole.pipe(z.number().min(1, "must be 1 or more")).optional(),
  ),
  BACKUPS: setting(
    "How many nightly copies of the database are kept in DATA_DIR/backups; 0 makes none",
    "7",
    whole.default(7),
  ),
  HOST: setting(
    "Address on which the service tells how it is (/healthz, /readyz)",
    "127.0.0.1",
    text.default("127.0.0.1"),
  ),
  PORT: setting("Its port", "8787", whole.pipe(z.number().max(65_535, "must be at most 65535")).default(8787)),
  DATA_DIR: setting("Folder for the database and the pictures", "data", text.default("data")),
  SECRET_KEY: setting(
    "Makes ids of people unreadable to the image service; made and kept in DATA_DIR when not given",
    "",
    z.string().min(16, "must have at least 16 characters").optional(),
  ),
  LOG_LEVEL: setting(
    "debug, info, warn, error or silent",
    "info",
    z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  ),
  SHUTDOWN_GRACE_MS: setting(
    "How long a stop waits for pictures being painted, in milliseconds",
    "150000",
    whole.default(150_000),
  ),
} as const;

type Name = keyof typeof settings;
export type Config = { readonly [Key in Name]: z.output<(typeof settings)[Key]["schema"]> };

/** Something in the environment is wrong; the message lists everything that is, one line each. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Takes in `.env` of the current folder where there is one; what the environment says already stays. */
export function loadEnvironmentFile(): void {
  // Node's own flag for this writes a line to people who have no such file.
  if (existsSync(".env")) process.loadEnvFile(".env");
}

/** Reads and checks all settings; an empty value counts as not given. Throws a ConfigError with every problem at once. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.keys(settings).map((name) => [name, environment[name]?.trim() || undefined]);
  const schema = z.object(Object.fromEntries(Object.entries(settings).map(([name, { schema }]) => [name, schema])));
  const read = schema.safeParse(Object.fromEntries(given));
  if (!read.success) {
    const lines = read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new ConfigError(lines.join("\n"));
  }
  // The schema above was made from the same table that Config is inferred from.
  const config = read.data as Config;
  return { ...config, DATA_DIR: resolve(config.DATA_DIR) };
}

/** Which of these names the environment has; never their values. */
export function namesSet(names: readonly string[], environment: NodeJS.ProcessEnv = process.env): readonly string[] {
  return names.filter((name) => environment[name]?.trim());
}

/** The text of `.env.example`. */
export function envExample(): string {
  const lines = Object.entries(settings).map(([name, { about, example }]) => `# ${about}\n${name}=${example}\n`);
  return `# Copy to .env and fill in what you need; everything has a default.\n\n${lines.join("\n")}`;
}

/** What a terminal tells of itself and its person, as far as it is known. */
export interface Shell {
  /** Where the person stands: npm runs scripts in the project's folder. */
  readonly folder: string;
  readonly locale: string;
  readonly program: string;
  readonly kind: string;
  readonly trueColor: boolean;
  readonly kitty: boolean;
}

/** Reads what the shell says of itself. */
export function readShell(environment: NodeJS.ProcessEnv = process.env): Shell {
  const language = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "en";
  return {
    folder: environment.INIT_CWD ?? process.cwd(),
    locale: language.split(".")[0]?.replace("_", "-") || "en",
    program: environment.TERM_PROGRAM ?? "",
    kind: environment.TERM ?? "",
    trueColor: /truecolor|24bit/.test(environment.COLORTERM ?? ""),
    kitty: environment.KITTY_WINDOW_ID !== undefined,
  };
}
