import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { asAppError } from "#core/errors.ts";
import type { ModelInfo } from "#core/model.ts";
import { dollars } from "#core/money.ts";
import type { Studio } from "#core/studio.ts";
import { words } from "#core/words.ts";
import { type Chat, openChats } from "./chats.ts";
import type { Config } from "./config.ts";
import { healthRoutes } from "./http/health.ts";
import { type HttpServer, startHttpServer } from "./http/server.ts";
import { isOffline, loadModel } from "./image-model.ts";
import { type Limner, type Log, openLimner } from "./limner.ts";

export interface ServiceOptions {
  readonly config: Config;
  readonly log: Log;
  /** Sentences for whoever starts it; the log goes elsewhere. */
  note(text: string): void;
  /** Calls the listener at every signal to stop. */
  onStop(listener: () => void): void;
  /** Ends the process at once; for a second signal. */
  leave(): void;
  /** How to ask for a picture in the terminal. */
  readonly tryIt: string;
  readonly locale: string;
}

/** A model that goes within this many days is worth a line at every start. */
const warnDays = 60;

/** Runs until it is told to stop, then finishes what runs; resolves with the exit code: 1 when it could not start. */
export async function runService(options: ServiceOptions): Promise<number> {
  const { config, log } = options;
  const version = await ownVersion();
  const stop = Promise.withResolvers<void>();
  let told = false;
  options.onStop(() => {
    if (told) options.leave();
    told = true;
    stop.resolve();
  });
  let limner: Limner | null = null;
  let server: HttpServer | null = null;
  try {
    let models: readonly ModelInfo[] = [];
    let chats: readonly Chat[] = [];
    limner = await openLimner(config, log, (ground) => {
      models = ground.model.models();
      chats = openChats(config, log, ground);
      return chats.map(({ platform }) => platform);
    });
    const checks = [...limner.checks, ...chats.map(({ check }) => check)];
    server = await startHttpServer({
      ...{ host: config.HOST, port: config.PORT, log },
      routes: [
        ...healthRoutes({ version, uptimeMs: () => process.uptime() * 1000, checks }),
        ...chats.flatMap(({ routes }) => routes),
      ],
    });
    options.note(summary(options, version, server.origin, models, chats));
    log("started", { version, health: server.origin });
    await loadModel();
    const { studio } = limner;
    // A chat service that is away is waited for; what is set up wrongly ends it all.
    await Promise.race([
      stop.promise,
      Promise.all(chats.map((chat) => start(chat, studio, options))).then(() => stop.promise),
    ]);
    const seconds = Math.round(config.SHUTDOWN_GRACE_MS / 1000);
    options.note(
      `Stopping. What is being painted has up to ${seconds} s to finish; a second signal ends it at once.\n`,
    );
    // It answers until the end, so that whoever watches sees a process that is alive and not ready.
    await limner.stop();
    await server.close(1_000);
    log("stopped", {});
    return 0;
  } catch (error) {
    const failure = asAppError(error);
    log("not started", { error: failure });
    const detail = failure.code === "bug" ? `\n${failure.message}` : "";
    options.note(`Limner cannot start. ${words(failure.text, options.locale)}${detail}\n`);
    await limner?.stop().catch(() => {});
    // Whoever listens keeps the process alive.
    await server?.close(0).catch(() => {});
    return 1;
  }
}

function summary(
  { config, tryIt }: ServiceOptions,
  version: string,
  origin: string,
  models: readonly ModelInfo[],
  chats: readonly Chat[],
): string {
  const pictures = isOffline(config)
    ? "offline sketches, for nothing (set OPENAI_API_KEY for real pictures)"
    : `${config.IMAGE_MODEL} at ${config.OPENAI_BASE_URL ?? "api.openai.com"}`;
  const lines = [
    ["pictures", pictures],
    ...leaving(config, models).map((text) => ["careful", text]),
    ["data", config.DATA_DIR],
    ["kept", kept(config)],
    ["limits", limits(config)],
    ["health", `${origin}/healthz and ${origin}/readyz`],
    [
      "chat",
      chats.length > 0
        ? chats.map(({ platform }) => platform.name).join(", ")
        : "none: set DISCORD_TOKEN or SLACK_BOT_TOKEN; the terminal works in any case, also while this runs",
    ],
  ];
  const table = lines.map(([name = "", text = ""]) => line(name, text));
  return [`Limner ${version}`, ...table, "", `  ${tryIt}`, "", "Ctrl-C stops it.", ""].join("\n");
}

function line(name: string, text: string): string {
  return `  ${name.padEnd(9)} ${text}`;
}

/** Starts a platform and says what there is to say of it. */
async function start(chat: Chat, studio: Studio, { note, log }: ServiceOptions): Promise<void> {
  const started = chat.started();
  started.catch(() => {});
  await chat.platform.start(studio);
  note(`${(await started).map(([name, text]) => line(name, text)).join("\n")}\n`);
  log("platform started", { platform: chat.platform.name });
}

function leaving({ IMAGE_MODEL }: Config, models: readonly ModelInfo[]): readonly string[] {
  const today = Temporal.Now.plainDateISO("UTC");
  const date = models.find(({ id }) => id === IMAGE_MODEL)?.shutdownOn;
  if (!date) return [];
  const daysLeft = today.until(date, { largestUnit: "days" }).days;
  if (daysLeft > warnDays) return [];
  return [`${IMAGE_MODEL} ${daysLeft > 0 ? "shuts" : "was shut"} down on ${date}: set IMAGE_MODEL to another model`];
}

function kept({ RETENTION_DAYS, BACKUPS, DATA_DIR }: Config): string {
  const pictures =
    RETENTION_DAYS === undefined ? "pictures for ever (set RETENTION_DAYS)" : `pictures for ${RETENTION_DAYS} days`;
  return `${pictures}; ${BACKUPS === 0 ? "no backups" : `${BACKUPS} nightly backups in ${join(DATA_DIR, "backups")}`}`;
}

function limits({ DAILY_BUDGET_USD, MONTHLY_BUDGET_USD, IMAGES_PER_MINUTE, TIME_ZONE }: Config): string {
  const budgets = [
    ...(DAILY_BUDGET_USD === undefined ? [] : [`${dollars(DAILY_BUDGET_USD)} a day`]),
    ...(MONTHLY_BUDGET_USD === undefined ? [] : [`${dollars(MONTHLY_BUDGET_USD)} a month`]),
  ];
  const money =
    budgets.length > 0
      ? `${budgets.join(" and ")} (days begin at midnight in ${TIME_ZONE})`
      : "no budget (set DAILY_BUDGET_USD or MONTHLY_BUDGET_USD)";
  return IMAGES_PER_MINUTE === undefined ? money : `${money}; ${IMAGES_PER_MINUTE} pictures a minute`;
}

async function ownVersion(): Promise<string> {
  const manifest: { version: string } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
  return manifest.version;
}
