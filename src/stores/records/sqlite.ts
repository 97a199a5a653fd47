import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { type Dialect, Kysely, type SqliteDatabase, SqliteDialect, SqliteQueryCompiler } from "kysely";
import { AppError } from "#core/errors.ts";
import { say } from "#core/message.ts";
import type { Records } from "#core/records.ts";
import type { Database } from "./database-types.ts";
import { type LogSync, noLogSync, openLogSync } from "./log-sync.ts";
import { migrate } from "./migrations/migrate.ts";
import { camelCaseResults, inSnakeCase } from "./snake-case.ts";
import { kyselyRecords } from "./transaction.ts";

export interface SqliteRecordsOptions {
  /** The database file; it and its folder are made when they do not exist. */
  readonly path: string;
  /** Hears of effects that threw after their commit. */
  readonly log: (message: string, error: unknown) => void;
  /** How long a transaction waits while another process writes, in milliseconds; then it rejects with a `busy` AppError. */
  readonly waitMs?: number;
}

/**
 * How long one attempt to get the write lock may hold up the thread, in milliseconds. SQLite waits by sleeping, and this
 * thread also acknowledges within 3 s; the long wait happens between attempts.
 */
const blockingMs = 2;
const betweenAttemptsMs = 5;

/** SQLITE_BUSY; the upper bits of an extended code say why. https://sqlite.org/rescode.html#busy */
const sqliteBusy = 5;

/** The write-ahead log is cut back to this many bytes after a checkpoint, whatever a long transaction made of it. */
const maxLogBytes = 64 * 1024 * 1024;

/**
 * Records in one SQLite file, through Node's own driver. Several processes may share the file. A transaction that has
 * resolved survives a power cut: the log is synced after every commit, beside this thread. Rejects with a `misconfigured`
 * AppError when the file cannot be used.
 */
export async function openSqliteRecords({ path, log, waitMs = 10_000 }: SqliteRecordsOptions): Promise<Records> {
  let file: DatabaseSync | undefined;
  try {
    await mkdir(dirname(path), { recursive: true });
    file = new DatabaseSync(path, { timeout: blockingMs, enableForeignKeyConstraints: true });
    const logSync = await chooseLogSync(file, path, waitMs);
    const dialect = nodeSqlite(file, waitMs, logSync);
    const database = new Kysely<Database>({ dialect, plugins: [camelCaseResults] });
    await prepare(file, database, waitMs);
    return kyselyRecords(database, log, logSync);
  } catch (error) {
    file?.close();
    if (error instanceof AppError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError("misconfigured", say("records.unusable", { path, reason }), { log: reason, cause: error });
  }
}

/** Where there is a log, it is synced here; otherwise SQLite syncs by itself: in memory, and in file systems without shared memory. */
async function chooseLogSync(file: DatabaseSync, path: string, waitMs: number): Promise<LogSync> {
  let mode: unknown;
  await whenFree(() => {
    mode = file.prepare("pragma journal_mode = wal").get()?.journal_mode;
  }, waitMs);
  file.exec(`pragma synchronous = ${mode === "wal" ? "normal" : "full"}`);
  return mode === "wal" ? openLogSync(`${path}-wal`) : noLogSync;
}

async function prepare(file: DatabaseSync, database: Kysely<Database>, waitMs: number): Promise<void> {
  file.exec(`pragma journal_size_limit = ${maxLogBytes}`);
  // A deleted word is overwritten, on pages that become free as well: `fast` would leave it on those.
  file.exec("pragma secure_delete = on");
  // Kysely has no lock of its own for SQLite: of two processes that start at once, the second finds everything done.
  await whenFree(() => file.exec("begin immediate"), waitMs);
  try {
    await migrate(database);
    file.exec("commit");
  } catch (error) {
    if (file.isTransaction) file.exec("rollback");
    throw error;
  }
}

function nodeSqlite(file: DatabaseSync, waitMs: number, logSync: LogSync): Dialect {
  const changes = file.prepare("select total_changes() as total");
  let changesBefore: unknown = 0;
  const version = file.prepare("pragma data_version");
  let versionBefore: unknown;
  const dialect = new SqliteDialect({ database: asKyselyExpects(file) });
  const driver = dialect.createDriver();
  return Object.assign(dialect, {
    createQueryCompiler: () => inSnakeCase(new SqliteQueryCompiler()),
    createDriver: () =>
      Object.assign(driver, {
        // A plain `begin` takes the write lock at the first write, too late to wait for another process's commit.
        beginTransaction: async () => {
          await whenFree(() => file.exec("begin immediate"), waitMs);
          // What another process has committed, or one before this left in the log, may not be on the disk yet.
          const { data_version } = version.get() ?? {};
          if (data_version !== versionBefore) logSync.committed();
          versionBefore = data_version;
        },
        commitTransaction: async () => {
          file.exec("commit");
          const { total } = changes.get() ?? {};
          if (total !== changesBefore) logSync.committed();
          changesBefore = total;
        },
        // On a full disk SQLite may have rolled back by itself; a second rollback would hide the reason.
        rollbackTransaction: async () => {
          if (file.isTransaction) file.exec("rollback");
        },
      }),
  });
}

/** So many statements are kept; the core has some 150, but lists of ids make more. */
const keptStatements = 500;

function asKyselyExpects(file: DatabaseSync): SqliteDatabase {
  // Preparing takes as long as running, and the same few come with every picture.
  const kept = new Map<string, ReturnType<SqliteDatabase["prepare"]>>();
  return {
    close: () => file.close(),
    prepare(sql) {
      const known = kept.get(sql);
      if (known) return known;
      const statement = file.prepare(sql);
      const prepared = {
        reader: statement.columns().length > 0,
        all: (parameters: readonly unknown[]) => statement.all(...parameters.map(bindable)),
        run: (parameters: readonly unknown[]) => statement.run(...parameters.map(bindable)),
        // Reading in steps, one of its own: meanwhile the same may be asked again.
        iterate: (parameters: readonly unknown[]) => file.prepare(sql).iterate(...parameters.map(bindable)),
      };
      if (kept.size >= keptStatements) kept.clear();
      kept.set(sql, prepared);
      return prepared;
    },
  };
}

function bindable(value: unknown): SQLInputValue {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "bigint")
    return value;
  throw new TypeError(`a column cannot take a ${typeof value}`);
}

async function whenFree(attempt: () => void, waitMs: number): Promise<void> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    try {
      attempt();
      return;
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (performance.now() > deadline) {
        throw new AppError("busy", say("records.busy"), {
          log: "the database is locked by another process",
          cause: error,
        });
      }
    }
    await pause(betweenAttemptsMs);
  }
}

function isBusy(error: unknown): boolean {
  return (
    error instanceof Error &&
    "errcode" in error &&
    typeof error.errcode === "number" &&
    (error.errcode & 0xff) === sqliteBusy
  );
}
