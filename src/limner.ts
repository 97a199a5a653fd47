import { createHash, randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { commands } from "#commands/index.ts";
import { realChance } from "#core/clock.ts";
import { deliver } from "#core/delivery.ts";
import type { ImageStore } from "#core/image-store.ts";
import type { ImageTools } from "#core/image-tools.ts";
import type { ImageModel } from "#core/model.ts";
import { openStudio } from "#core/open-studio.ts";
import type { Platform } from "#core/platform.ts";
import { readSnapshots } from "#core/snapshot.ts";
import type { Studio } from "#core/studio.ts";
import { startSweep } from "#core/sweep.ts";
import { paintJob } from "#core/worker.ts";
import type { Config } from "./config.ts";
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
}

export interface Limner {
  readonly studio: Studio;
  readonly platforms: readonly Platform[];
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
): Promise<Limner> {
  await mkdir(config.DATA_DIR, { recursive: true });
  const failed = (message: string, error: unknown) => log(message, { error });
  const records = await openSqliteRecords({ path: join(config.DATA_DIR, "limner.db"), log: failed });
  const images = await folderImageStore({ folder: join(config.DATA_DIR, "images") });
  const tools = imageTools({ drawsSvg: isOffline(config) });
  const { model, close: closeModel } = await openModel(config, log);
  const queue = inProcessQueue({ slots: { paint: paintSlots, deliver: deliverySlots, remove: 2 }, log: failed });
  const feed = inProcessFeed({
    read: (topic) => records.transaction((transaction) => readSnapshots(transaction, topic, Date.now())),
    log: failed,
  });
  const platforms = makePlatforms({ model, images, tools });
  const stopping = new AbortController();
  const chance = realChance;
  const owner = `${hostname()}:${randomUUID()}`;
  const endUser = endUserOf(await secretKey(config.SECRET_KEY, config.DATA_DIR));
  const rate = { key: rateKey(config), perMinute: config.IMAGES_PER_MINUTE ?? null };
  const parts = { records, images, tools, model, queue, feed, platforms, chance, log, owner, endUser, rate };
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
    queue.work(["deliver"], from, (work) => deliver(parts, work));
  }
  const sweep = startSweep({ ...parts, studio, onUnknown: config.ON_UNKNOWN });
  await sweep.first;

  return {
    studio,
    platforms,
    async stop() {
      for (const platform of platforms) await platform.stop();
      await sweep.stop();
      await queue.close(config.SHUTDOWN_GRACE_MS);
      stopping.abort();
      await closeModel();
      await records.close();
    },
  };
}

/** Workers with the same account share its rate; the key itself is in no row. */
function rateKey({ OPENAI_API_KEY, OPENAI_BASE_URL }: Config): string {
  return createHash("sha256")
    .update(`${OPENAI_BASE_URL ?? ""} ${OPENAI_API_KEY ?? ""}`)
    .digest("hex")
    .slice(0, 16);
}
