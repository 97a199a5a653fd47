import { AsyncLocalStorage } from "node:async_hooks";
import type { Kysely } from "kysely";
import type { Records, TransactionOptions } from "#core/records.ts";
import type { Database } from "./database-types.ts";
import { deliveryRows } from "./delivery-rows.ts";
import { draftRows } from "./draft-rows.ts";
import { imageRows } from "./image-rows.ts";
import { inboxRows } from "./inbox-rows.ts";
import { jobRows } from "./job-rows.ts";
import { ledgerRows } from "./ledger-rows.ts";
import type { LogSync } from "./log-sync.ts";
import { personRows } from "./person-rows.ts";
import { pictureRows } from "./picture-rows.ts";
import { rateRows } from "./rate-rows.ts";
import { removalRows } from "./removal-rows.ts";
import { sessionRows } from "./session-rows.ts";
import { settingRows } from "./setting-rows.ts";
import { spendingRows } from "./spending-rows.ts";

/**
 * The rows of an open, migrated database of either dialect. `log` hears of effects that threw after their commit. A
 * database that does not bring its commits to the disk by itself comes with a `sync`.
 */
export function kyselyRecords(
  database: Kysely<Database>,
  log: (message: string, error: unknown) => void,
  sync: LogSync,
): Records {
  const running = new Set<Promise<unknown>>();
  // A nested transaction would wait for the outer one, and the outer one for it: better an error than silence.
  const inside = new AsyncLocalStorage<{ open: boolean }>();

  async function run<T>(
    work: Parameters<typeof records.transaction<T>>[0],
    { mayBeUndone = false }: TransactionOptions,
  ): Promise<T> {
    const effects: (() => void)[] = [];
    let seen = 0;
    const scope = { open: true };
    const result = await inside
      .run(scope, () =>
        database.transaction().execute((transaction) => {
          seen = sync.count();
          return work({
            inbox: inboxRows(transaction),
            jobs: jobRows(transaction),
            pictures: pictureRows(transaction),
            images: imageRows(transaction),
            ledger: ledgerRows(transaction),
            deliveries: deliveryRows(transaction),
            removals: removalRows(transaction),
            people: personRows(transaction),
            drafts: draftRows(transaction),
            settings: settingRows(transaction),
            spending: spendingRows(transaction),
            rates: rateRows(transaction),
            sessions: sessionRows(transaction),
            afterCommit: (effect) => {
              effects.push(effect);
            },
          });
        }),
      )
      .finally(() => {
        scope.open = false;
      });
    for (const effect of effects) {
      try {
        effect();
      } catch (error) {
        log("an effect of a committed transaction failed", error);
      }
    }
    // After the effects: what they set going begins with a transaction of its own, which waits here for both. And also
    // when nothing was written: what was read may have been committed a moment ago.
    await sync.durable(mayBeUndone ? seen : sync.count());
    return result;
  }

  const records: Records = {
    async transaction(work, options = {}) {
      if (inside.getStore()?.open) throw new Error("transactions are never nested");
      const promise = run(work, options);
      running.add(promise);
      try {
        return await promise;
      } finally {
        running.delete(promise);
      }
    },

    async close() {
      await Promise.allSettled(running);
      await database.destroy();
      await sync.close();
    },
  };
  return records;
}
