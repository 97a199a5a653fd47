import { type FileHandle, open } from "node:fs/promises";

export interface LogSync {
  /** A transaction has written something and committed. */
  committed(): void;
  /** How many that were. */
  count(): number;
  /** Resolves when the first so many, otherwise all so far, would survive a power cut; rejects with what the disk said. */
  durable(count?: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Brings SQLite's write-ahead log to the disk without holding up the thread, which also acknowledges within 3 s: SQLite
 * itself would wait for the disk inside every commit, 20 ms and more while pictures are being written. Commits that come
 * while the disk is busy share the next sync.
 */
export function openLogSync(path: string): LogSync {
  let committed = 0;
  let synced = 0;
  let underWay: Promise<void> | null = null;
  let log: Promise<FileHandle> | null = null;
  let failure: { readonly error: unknown } | null = null;

  async function sync(): Promise<void> {
    try {
      // SQLite keeps the file for as long as it is open, and holds no locks on it that closing would drop.
      log ??= open(path, "r+");
      const file = await log.catch((error: unknown) => {
        log = null;
        throw error;
      });
      const upTo = committed;
      await file.datasync().catch((error: unknown) => {
        // A system tells once of what it could not write, and then drops it: the next sync would succeed without it.
        // https://wiki.postgresql.org/wiki/Fsync_Errors
        failure = { error };
        throw error;
      });
      synced = upTo;
    } finally {
      underWay = null;
    }
  }

  return {
    committed() {
      committed += 1;
    },
    count: () => committed,
    async durable(count = committed) {
      while (synced < count) {
        if (failure) throw failure.error;
        underWay ??= sync();
        await underWay;
      }
    },
    async close() {
      await underWay?.catch(() => {});
      const file = await log?.catch(() => null);
      await file?.close();
    },
  };
}

/** For what is on the disk when it is committed. */
export const noLogSync: LogSync = { committed() {}, count: () => 0, async durable() {}, async close() {} };
