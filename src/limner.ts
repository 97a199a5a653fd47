import { createHash, randomUUID } from "node:crypto";
import { access, constants, mkdir } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { commands } from "#commands/index.ts";
import { type Chance, realChance } from "#core/clock.ts";
import { deliver } from "#core/delivery.ts";
import { AppError } from "#core/errors.ts";
import type { ImageStore } from "#core/image-store.ts";
import type { ImageTools } from "#core/image-tools.ts";
import { say } from "#core/message.ts";
import type { ImageModel } from "#core/model.ts";
import { openStudio } from "#core/open-studio.ts";
import type { Platform } from "#core/platform.ts";
import type { Records } from "#core/records.ts";
import { remove } from "#core/removal.ts";
import { readSnapshots } from "#core/snapshot.ts";
import type { Studio } from "#core/studio.ts";
import { startSweep } from "#core/sweep.ts";
import { type Timing, usualTiming } from "#core/timing.ts";
import { paintJob } from "#core/worker.ts";
import type { Config } from "./config.ts";
import { ensureUsualRoom, startHousekeeping } from "./housekeeping.ts";
import type { Check } from "./http/health.ts";
import { isOffline, openModel } from "./image-model.ts";
import { imageTools } from "./image-tools/image-tools.ts";
import { endUserOf, secretKey } from "./secret-key.ts";
import { inProcessFeed } from "./stores/feeds/in-process-feed.ts";
import { folderImageStore } from "./stores/images/folder-store.ts";
import { inProcessQueue } from "./stores/queues/in-process-queue.ts";
import { openSqliteRecords } from "./stores/records/sqlite.ts";

export type Log = (message: string, details: Readonly<Record<string, unknown>>) => void;

/** What platforms are made with. */
export interface Ground {
  readonly model: ImageModel;
  readonly images: ImageStore;
  readonly tools: ImageTools;
  readonly records: Records;
}

export interface Limner {
  readonly studio: Studio;
  readonly platforms: readonly Platform[];
  /** This process, as the rows that it works on name it. */
  readonly owner: string;
  /** What must be well before work may come. */
  readonly checks: readonly Check[];
  /** Takes nothing more in, lets what runs finish within the grace period, and closes everything. */
  stop(): Promise<void>;
}

/** Jobs that one process paints at once; each may fan out to ten requests. */
const paintSlots = 16;
const deliverySlots = 8;

/** Puts the parts together: stores, model and platforms by configuration, and the core between them. */
export async function openLimner(
  config: Config,
  log: Log,
  makePlatforms: (ground: Ground) => readonly Platform[],
  timing: Timing = usualTiming,
  chance: Chance = realChance,
): Promise<Limner> {
  // Whatever is open when a later step fails is closed again.
  await using opened = new AsyncDisposableStack();
  await makeDataFolder(config.DATA_DIR);
  const failed = (message: string, error: unknown) => log(message, { error });
  const database = join(config.DATA_DIR, "limner.db");
  const records = await openSqliteRecords({ path: database, log: failed });
  opened.defer(() => records.close());
  const images = await folderImageStore({ folder: join(config.DATA_DIR, "images") });
  const tools = imageTools({ drawsSvg: isOffline(config) });
  const endUser = endUserOf(await secretKey(config.SECRET_KEY, config.DATA_DIR));
  const { model, close: closeModel } = await openModel(config, log);
  opened.defer(closeModel);
  const queue = inProcessQueue({ slots: { paint: paintSlots, deliver: deliverySlots, remove: 2 }, log: failed });
  const feed = inProcessFeed({
    read: (topic) => records.transaction((transaction) => readSnapshots(transaction, topic, chance.now())),
    log: failed,
  });
  const platforms = makePlatforms({ model, images, tools, records });
  const stopping = new AbortController();
  const owner = `${hostname()}:${randomUUID()}`;
  const onUnknown = config.ON_UNKNOWN;
  const rate = { key: rateKey(config), perMinute: config.IMAGES_PER_MINUTE ?? null };
  const parts = {
    records,
    images,
    tools,
    model,
    queue,
    feed,
    platforms,
    chance,
    log,
    owner,
    timing,
    endUser,
    rate,
    onUnknown,
  };
  const studio = openStudio({
    ...parts,
    commands,
    defaults: { model: config.IMAGE_MODEL, quality: config.IMAGE_QUALITY, size: config.IMAGE_SIZE },
    partialImages: config.PARTIAL_IMAGES,
    limits: {
      timeZone: config.TIME_ZONE,
      dailyMicros: config.DAILY_BUDGET_USD ?? null,
      monthlyMicros: config.MONTHLY_BUDGET_USD ?? null,
    },
    maxOpenJobs: config.MAX_OPEN_JOBS,
    signal: stopping.signal,
  });
  for (const { name, session } of platforms) {
    const from = { platforms: [name], session };
    queue.work(["paint"], from, (work, signal) => paintJob(parts, work, signal));
    queue.work(["deliver"], from, (work, signal) => deliver(parts, work, signal));
    queue.work(["remove"], from, (work, signal) => remove(parts, work, signal));
  }
  const sweep = startSweep({ ...parts, studio });
  await sweep.first;
  // What answers one session only ends with it, too soon for a copy of the whole database.
  const lasts = platforms.every(({ session }) => session === null);
  const housekeeping = startHousekeeping({
    ...{ records, images, log, now: chance.now, timeZone: config.TIME_ZONE },
    retentionDays: config.RETENTION_DAYS ?? null,
    backups:
      lasts && config.BACKUPS > 0 ? { database, folder: join(config.DATA_DIR, "backups"), keep: config.BACKUPS } : null,
  });

  let stopped = false;
  const closing = opened.move();
  return {
    studio,
    platforms,
    owner,
    checks: [
      { name: "database", run: () => records.transaction(async ({ settings }) => void (await settings.all("total"))) },
      { name: "pictures", run: () => ensureUsualRoom(images) },
      { name: "queue", run: async () => takesWork(stopped) },
    ],
    async stop() {
      stopped = true;
      for (const platform of platforms) await platform.stop();
      await housekeeping.stop();
      await sweep.stop();
      const grace = setTimeout(() => stopping.abort(), config.SHUTDOWN_GRACE_MS);
      await Promise.all([queue.close(config.SHUTDOWN_GRACE_MS), studio.settled()]);
      clearTimeout(grace);
      stopping.abort();
      await closing.disposeAsync();
    },
  };
}

/** Makes the data folder; rejects with a `misconfigured` AppError that names it when it cannot be used. */
export async function makeDataFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
    await access(path, constants.W_OK);
  } catch (cause) {
    const reason = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    throw new AppError("misconfigured", say("data.unusable", { path, reason }), { log: `${path}: ${reason}`, cause });
  }
}

function takesWork(stopped: boolean): void {
  if (stopped) throw new AppError("cancelled", say("service.stopping"));
}

/** Workers with the same account share its rate; the key itself is in no row. */
function rateKey({ OPENAI_API_KEY, OPENAI_BASE_URL }: Config): string {
  return createHash("sha256")
    .update(`${OPENAI_BASE_URL ?? ""} ${OPENAI_API_KEY ?? ""}`)
    .digest("hex")
    .slice(0, 16);
}
