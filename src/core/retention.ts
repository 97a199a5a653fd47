import { setTimeout as pause } from "node:timers/promises";
import type { ImageStore } from "./image-store.ts";
import type { Records, Transaction } from "./records.ts";
import type { ImageRow, Milliseconds } from "./rows.ts";

export interface RetentionParts {
  readonly records: Records;
  readonly images: ImageStore;
  /** Milliseconds since 1970. */
  now(): number;
}

/** How many went, of each kind. */
export interface Cleared {
  readonly images: number;
  readonly files: number;
  readonly jobs: number;
  readonly deliveries: number;
  readonly askings: number;
  readonly drafts: number;
}

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/** How long an answered asking is kept when nothing else is said, in days; it only serves bug reports. */
const askingDays = 30;

/**
 * Bytes written in this time may belong to a row that is about to be written: taking in sixteen attachments or finishing
 * a picture takes minutes at most.
 */
const freshMs = hourMs;

/** Rows of one transaction: a few milliseconds. */
const atOnce = 100;

/** Between two transactions, in milliseconds: a process that waits for the database looks every 5 ms, and goes first. */
const breathMs = 20;

/**
 * Deletes what is older than `days`: images, and the words of jobs and deliveries; for ever when null. Forms that nobody
 * sent off go after a day, answered askings after `days` or 30. What is being worked on or not delivered yet stays
 * whatever its age; hash, cost and ledger stay always. Rows first, then bytes: killed in between, the next run goes on.
 * Several processes may do it at once. Between two batches it ends when `signal` aborts.
 */
export async function clearOld(parts: RetentionParts, days: number | null, signal: AbortSignal): Promise<Cleared> {
  const { records } = parts;
  const now = parts.now();
  const forget = (before: Milliseconds, work: (rows: Transaction, before: Milliseconds) => Promise<number>) =>
    inBatches(signal, () => records.transaction((transaction) => work(transaction, before)));

  const drafts = await forget(now - dayMs, ({ drafts }, before) => drafts.removeBefore(before, atOnce));
  await forget(now - dayMs, ({ sessions }, before) => sessions.removeBefore(before, atOnce));
  const askings = await forget(now - (days ?? askingDays) * dayMs, ({ inbox }, before) =>
    inbox.forget(before, now, atOnce),
  );
  const cleared = { drafts, askings, images: 0, jobs: 0, deliveries: 0 };
  if (days !== null) {
    const before = now - days * dayMs;
    cleared.images = await deleteImages(parts, before, signal);
    cleared.jobs = await forget(before, ({ jobs }) => jobs.forget(before, now, atOnce));
    cleared.deliveries = await forget(before, ({ deliveries }) => deliveries.forget(before, now, atOnce));
  }
  return { ...cleared, files: await removeBytes(parts, signal) };
}

/**
 * Removes what the store holds and no row needs: bytes whose process died before it could write the row. Only what is
 * older than a day, so that no attempt can still be under way. Looks at every file, so once a day is enough. How many.
 */
export async function removeOrphans({ records, images, now }: RetentionParts, signal: AbortSignal): Promise<number> {
  const before = now() - dayMs;
  let removed = 0;
  let batch: string[] = [];
  const removeBatch = async () => {
    const keys = batch;
    batch = [];
    const needed = await records.transaction((transaction) => neededKeys(transaction, keys));
    for (const key of keys) {
      if (!needed.has(key) && (await images.removeOlder(key, before))) removed += 1;
    }
    await pause(breathMs);
  };
  for await (const { key, modifiedAt } of images.list()) {
    if (signal.aborted) return removed;
    if (modifiedAt >= before) continue;
    batch.push(key);
    if (batch.length >= atOnce) await removeBatch();
  }
  if (batch.length > 0) await removeBatch();
  return removed;
}

/** Marks old images as deleted; those in use are passed over. How many. */
async function deleteImages({ records, now }: RetentionParts, before: Milliseconds, signal: AbortSignal) {
  let deleted = 0;
  let after: ImageRow | null = null;
  for (;;) {
    const seen: readonly ImageRow[] = await records.transaction(async ({ images }) => {
      const old = await images.keptBefore(before, after, atOnce);
      const inUse = old.length > 0 ? await images.inUse() : null;
      const free = old.filter(({ id, key }) => !inUse?.ids.has(id) && !inUse?.keys.has(key));
      await images.markDeleted(
        free.map(({ id }) => id),
        now(),
      );
      deleted += free.length;
      return old;
    });
    after = seen.at(-1) ?? null;
    if (after === null || signal.aborted) return deleted;
    await pause(breathMs);
  }
}

/** Removes the bytes of deleted images, unless another image with the same bytes needs them. How many files. */
export async function removeBytes({ records, images, now }: RetentionParts, signal: AbortSignal): Promise<number> {
  let removed = 0;
  let after: string | null = null;
  for (;;) {
    const from: string | null = after;
    const { rows, kept, inUse } = await records.transaction(async (transaction) => {
      const rows = await transaction.images.unremoved(from, atOnce);
      const keys = rows.map(({ key }) => key);
      const kept = await transaction.images.neededKeys(keys);
      return { rows, kept, inUse: rows.length > 0 ? (await transaction.images.inUse()).keys : new Set<string>() };
    });
    const settled: string[] = [];
    for (const { id, key, jobId, createdAt } of rows) {
      // What was painted for a job was stored before its row: only who wrote the same bytes since may still need them.
      const before = jobId === null ? now() - freshMs : createdAt + 1;
      if (kept.has(key)) settled.push(id);
      else if (!inUse.has(key) && (await images.removeOlder(key, before))) {
        settled.push(id);
        removed += 1;
      }
    }
    await records.transaction((transaction) => transaction.images.markRemoved(settled, now()));
    after = rows.at(-1)?.id ?? null;
    if (after === null || signal.aborted) return removed;
    await pause(breathMs);
  }
}

async function neededKeys({ images }: Transaction, keys: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set([...(await images.neededKeys(keys)), ...(await images.inUse()).keys]);
}

/** Repeats a batch until one is not full; how many rows in all. */
async function inBatches(signal: AbortSignal, batch: () => Promise<number>): Promise<number> {
  for (let all = 0; ; await pause(breathMs)) {
    const count = await batch();
    all += count;
    if (count < atOnce || signal.aborted) return all;
  }
}
