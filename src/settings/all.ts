import { z } from "zod";
import { chatSettings } from "./chat.ts";
import { dollars, list, prices, setting, size, text, timeZone, whole } from "./kinds.ts";

/** Every setting there is. `.env.example` is made from this table. */
export const settings = {
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
  ...chatSettings,
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
