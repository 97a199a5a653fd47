import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { expect, type TestContext } from "vitest";
import { periodsAt } from "#core/periods.ts";
import type { Records } from "#core/records.ts";
import type { LedgerRow, Picture } from "#core/rows.ts";
import { channelScope, personScope, totalScope, workspaceScope } from "#core/scopes.ts";
import { type LocalImagesApi, startLocalImagesApi } from "#src/local-images-api/server.ts";
import { openSqliteRecords } from "#src/stores/records/sqlite.ts";
import { accountAt } from "#test/image-server.ts";
import { flatPainter, type PaintingGate, paintingGates } from "#test/painters.ts";
import { type ChatService, chatService } from "#test/processes/chat-service.ts";
import { startWorker, type WorkerProcess } from "#test/processes/worker-process.ts";

/** What a crash is tested with: an image service that counts, a chat service, a folder, and processes that may be killed. */
export interface Scene {
  readonly api: LocalImagesApi;
  readonly chat: ChatService;
  /** The same rows that the processes work on. */
  readonly records: Records;
  readonly folder: string;
  /** From now on pictures are begun and not finished, and so not paid, until it is opened. */
  holdPainting(): PaintingGate;
  /** Starts a process of the service. */
  process(env?: NodeJS.ProcessEnv): Promise<WorkerProcess>;
  /** Puts a process to sleep, at a moment when it does not hold the rows: nobody else could work on them then. */
  putToSleep(worker: WorkerProcess): void;
  /** Nobody else may read or write the rows until it is released. */
  lockRows(): { release(): void };
  pictures(jobId: string | null): Promise<readonly Picture[]>;
  ledger(jobId: string | null): Promise<readonly LedgerRow[]>;
  /** How many pictures the image service was paid for. */
  paid(): number;
  /** Spent and reserved, in micro-dollars, of the person and of everybody: day and month agree. */
  budgets(): Promise<
    Record<"person" | "channel" | "workspace" | "total", readonly [spent: number, reserved: number, images: number]>
  >;
}

export const house = { platform: "desk", workspace: "house" };

/** Sets the scene for one of several tests that run at the same time. */
export async function scene({ onTestFinished }: Pick<TestContext, "onTestFinished">): Promise<Scene> {
  const folder = await mkdtemp(join(tmpdir(), "limner-crash-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const gates = paintingGates();
  const api = await startLocalImagesApi({ painter: flatPainter(gates.mayPaint) });
  const chat = await chatService();
  const database = join(folder, "limner.db");
  const records = await openSqliteRecords({ path: database, log: () => {} });
  const processes: WorkerProcess[] = [];
  onTestFinished(async () => {
    for (const worker of processes) {
      worker.signal("SIGKILL");
      await worker.ended;
    }
    await chat.stop();
    await api.close();
    await records.close();
  });

  function lockRows() {
    const file = new DatabaseSync(database, { timeout: 5_000 });
    file.exec("begin immediate");
    return {
      release() {
        file.exec("rollback");
        file.close();
      },
    };
  }

  return {
    api,
    chat,
    records,
    folder,
    holdPainting: gates.hold,
    async process(env = {}) {
      const account = accountAt(api);
      const worker = await startWorker({ chatUrl: chat.url, dataDir: folder, env: { ...account, ...env } });
      processes.push(worker);
      return worker;
    },
    lockRows,
    putToSleep(worker) {
      const lock = lockRows();
      worker.signal("SIGSTOP");
      lock.release();
    },
    pictures: (jobId) => records.transaction(({ pictures }) => pictures.ofJob(jobId ?? "")),
    ledger: (jobId) => records.transaction(({ ledger }) => ledger.ofJob(jobId ?? "")),
    paid: () => api.requests.filter((request) => request.paid).length,
    async budgets() {
      const of = async (scope: string) => {
        const [day, month] = await records.transaction(async ({ spending }) => {
          const periods = periodsAt(Date.now(), "UTC");
          return [await spending.get(scope, periods[0].name), await spending.get(scope, periods[1].name)] as const;
        });
        expect({ ...day, period: "" }).toEqual({ ...month, period: "" });
        return [day.spentMicros, day.reservedMicros, day.images] as const;
      };
      return {
        person: await of(personScope({ ...house, id: "ada" })),
        channel: await of(channelScope({ ...house, channel: "hall" })),
        workspace: await of(workspaceScope(house)),
        total: await of(totalScope),
      };
    },
  };
}

/** How long is waited for what has to come; a crash is noticed when a lease has run out. In milliseconds. */
const patienceMs = 15_000;

/** Looks again and again until it is so. Unlike `expect.poll` it knows no current test, of which there are several here. */
export function eventually<Value>(look: () => Value | Promise<Value>, everyMs = 20) {
  async function until(check: (value: Value) => void): Promise<void> {
    const deadline = performance.now() + patienceMs;
    for (;;) {
      const value = await look();
      try {
        check(value);
        return;
      } catch (error) {
        if (performance.now() > deadline) throw error;
      }
      await pause(everyMs);
    }
  }
  return {
    toBe: (wanted: Value) => until((value) => expect(value).toBe(wanted)),
    toEqual: (wanted: Value) => until((value) => expect(value).toEqual(wanted)),
    toHaveLength: (wanted: number) => until((value) => expect(value).toHaveLength(wanted)),
    toMatchObject: (wanted: readonly object[]) => until((value) => expect(value).toMatchObject(wanted)),
  };
}
