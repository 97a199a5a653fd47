import { stat } from "node:fs/promises";
import { endTurnToday, giveTurnBack, takeHourlyTurn, takeTurnToday } from "#core/daily.ts";
import { AppError } from "#core/errors.ts";
import type { ImageStore } from "#core/image-store.ts";
import type { Records } from "#core/records.ts";
import { clearOld, removeOrphans } from "#core/retention.ts";
import { backUpSqlite } from "./stores/records/sqlite-backup.ts";

export interface HousekeepingParts {
  readonly records: Records;
  readonly images: ImageStore;
  /** Milliseconds since 1970. */
  now(): number;
  log(message: string, details: Readonly<Record<string, unknown>>): void;
  /** Null keeps pictures and words for ever. */
  readonly retentionDays: number | null;
  /** IANA name; nights are nights there. */
  readonly timeZone: string;
  /** Null where the process lives too short for it, or none are wanted. */
  readonly backups: { readonly database: string; readonly folder: string; readonly keep: number } | null;
  /** How often it looks what is due, in milliseconds. */
  readonly everyMs?: number;
}

/** Room that a picture of the usual size needs on disk, with what runs beside it; less is a reason to tell the operator. */
const usualBytes = 25_000_000;

/** From this hour on a backup is due, at a moment when nobody waits for a picture; from the second on at any moment. */
const backupFromHour = 3;
const backupAnywayFromHour = 5;

/**
 * Looks every minute what is due: old things and orphaned files go, the database is copied at night, a disk that runs full
 * is reported. What several processes could do is done by one; nothing here ever ends the process.
 */
export function startHousekeeping(parts: HousekeepingParts): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const chores = [
    roomWatch(parts),
    () => clear(parts, signal),
    () => orphans(parts, signal),
    () => backUp(parts, signal),
  ];
  let underWay: Promise<void> | null = null;

  async function look(): Promise<void> {
    for (const chore of chores) {
      if (signal.aborted) return;
      await chore().catch((error: unknown) => {
        if (!signal.aborted) parts.log("housekeeping failed and is tried again", { error });
      });
    }
  }

  function lookUnlessBusy(): void {
    underWay ??= look().finally(() => {
      underWay = null;
    });
  }

  lookUnlessBusy();
  const timer = setInterval(lookUnlessBusy, parts.everyMs ?? 60_000);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await underWay;
    },
  };
}

/** Rejects with the sentence that people would read when there is no room for a picture of the usual size. */
export function ensureUsualRoom(images: ImageStore): Promise<void> {
  return images.ensureRoom(usualBytes);
}

/** Says once that the disk runs full, and once that it has room again. */
function roomWatch({ images, log }: HousekeepingParts): () => Promise<void> {
  let low = false;
  return async () => {
    const error = await ensureUsualRoom(images).then(
      () => null,
      (reason: unknown) => reason,
    );
    if (error !== null && !low) log("the disk is nearly full: no new pictures are taken on", { error });
    if (error === null && low) log("the disk has room again", {});
    low = error !== null;
  };
}

async function clear(parts: HousekeepingParts, signal: AbortSignal): Promise<void> {
  const due = await parts.records.transaction((rows) => takeHourlyTurn(rows, "retention", parts.now()));
  if (!due) return;
  const cleared = await clearOld(parts, parts.retentionDays, signal);
  // A terminal lives for a second or two: the service need not wait an hour because one was there first.
  if (signal.aborted) await parts.records.transaction((rows) => giveTurnBack(rows, "retention"));
  if (Object.values(cleared).some((count) => count > 0)) parts.log("old things deleted", { ...cleared });
}

async function orphans(parts: HousekeepingParts, signal: AbortSignal): Promise<void> {
  const { day } = localTime(parts);
  if (!(await parts.records.transaction((rows) => takeTurnToday(rows, "orphans", day, parts.now())))) return;
  const files = await removeOrphans(parts, signal);
  if (signal.aborted) return;
  await parts.records.transaction((rows) => endTurnToday(rows, "orphans", day));
  if (files > 0) parts.log("files removed that no picture needs", { files });
}

async function backUp(parts: HousekeepingParts, signal: AbortSignal): Promise<void> {
  const { records, images, backups } = parts;
  const { day, hour } = localTime(parts);
  if (!backups || hour < backupFromHour) return;
  const due = await records.transaction(async (rows) => {
    if (hour < backupAnywayFromHour && (await rows.jobs.countOpen()) > 0) return false;
    return takeTurnToday(rows, "backup", day, parts.now());
  });
  if (!due) return;
  const { size } = await stat(backups.database);
  await images.ensureRoom(size).catch((cause: unknown) => {
    throw cause instanceof AppError
      ? new AppError(cause.code, cause.text, { log: "no room for a backup", cause })
      : cause;
  });
  const startedAt = performance.now();
  const made = await backUpSqlite({
    ...{ path: backups.database, folder: backups.folder, day, keep: backups.keep, signal },
  }).catch(async (error: unknown) => {
    if (signal.aborted) await records.transaction((rows) => giveTurnBack(rows, "backup"));
    throw error;
  });
  await records.transaction((rows) => endTurnToday(rows, "backup", day));
  parts.log("the database was backed up", { ...made, milliseconds: Math.round(performance.now() - startedAt) });
}

function localTime({ now, timeZone }: HousekeepingParts): { readonly day: string; readonly hour: number } {
  const local = Temporal.Instant.fromEpochMilliseconds(now()).toZonedDateTimeISO(timeZone);
  return { day: local.toPlainDate().toString(), hour: local.hour };
}
