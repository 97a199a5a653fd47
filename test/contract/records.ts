import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Records, Transaction } from "#core/records.ts";
import type { Job } from "#core/rows.ts";
import { conversationsContract } from "./records-conversations.ts";
import { limitsContract } from "./records-limits.ts";
import { picturesContract } from "./records-pictures.ts";
import { removalContract } from "./records-removal.ts";
import { retentionContract } from "./records-retention.ts";
import {
  aJob,
  anImage,
  anInvocation,
  awkwardText,
  newId,
  replyTo,
  somebody,
  somewhere,
  writeJob,
} from "./sample-rows.ts";

export interface OpenedRecords {
  readonly records: Records;
  /** Removes what was opened, the records included. */
  close(): Promise<void>;
}

/** What whoever keeps rows must promise. All tests share one database and leave each other's rows alone. */
export function recordsContract(name: string, open: () => Promise<OpenedRecords>): void {
  describe(name, () => {
    let opened: OpenedRecords;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());
    function within<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
      return opened.records.transaction(work);
    }

    describe("a transaction", () => {
      test("that throws leaves nothing behind and runs no effects", async () => {
        const scope = newId();
        const effects: string[] = [];
        const failing = within(async (transaction) => {
          transaction.afterCommit(() => effects.push("ran"));
          await transaction.settings.set(scope, "model", "gpt-image-2");
          await transaction.jobs.insert(aJob({ id: scope }));
          throw new Error("no");
        });
        await expect(failing).rejects.toThrow("no");
        expect(await within(({ settings }) => settings.get(scope, "model"))).toBe(null);
        expect(await within(({ jobs }) => jobs.find(scope))).toBe(null);
        expect(effects).toEqual([]);
      });

      test("that breaks a rule of the tables leaves nothing behind", async () => {
        const job = await writeJob(opened.records, 1);
        const scope = newId();
        const failing = within(async (transaction) => {
          await transaction.settings.set(scope, "model", "gpt-image-2");
          await transaction.jobs.insert(job);
        });
        await expect(failing).rejects.toThrow();
        expect(await within(({ settings }) => settings.get(scope, "model"))).toBe(null);
      });

      test("runs its effects in order when its rows can be seen by others", async () => {
        const scope = newId();
        const order: string[] = [];
        let seen: Promise<string | null> | undefined;
        const result = await within(async (transaction) => {
          transaction.afterCommit(() => {
            order.push("first");
            seen = within(({ settings }) => settings.get(scope, "model"));
          });
          transaction.afterCommit(() => order.push("second"));
          await transaction.settings.set(scope, "model", "gpt-image-2");
          order.push("work");
          return 7;
        });
        expect(result).toBe(7);
        expect(order).toEqual(["work", "first", "second"]);
        expect(await seen).toBe("gpt-image-2");
      });

      test("stands, and runs its other effects, when one of them throws", async () => {
        const order: string[] = [];
        await within(async (transaction) => {
          transaction.afterCommit(() => {
            throw new Error("an effect broke");
          });
          transaction.afterCommit(() => order.push("second"));
        });
        expect(order).toEqual(["second"]);
      });

      test("sees nothing half done: fifty that count up one number at once reach fifty", async () => {
        const scope = newId();
        const countUp = () =>
          within(async ({ settings }) => {
            const count = Number((await settings.get(scope, "count")) ?? 0);
            await settings.set(scope, "count", String(count + 1));
          });
        await Promise.all(Array.from({ length: 50 }, countUp));
        expect(await within(({ settings }) => settings.get(scope, "count"))).toBe("50");
      });

      test("within another is refused instead of waiting for itself", async () => {
        const nested = within(() => within(async () => "never"));
        await expect(nested).rejects.toThrow("never nested");
        expect(await within(async () => "still works")).toBe("still works");
      });
    });

    describe("the inbox", () => {
      const claim = { owner: "edge", leaseUntil: 1_000 };

      test("receives an event once, though it arrives a hundred times at once", async () => {
        const invocation = anInvocation();
        const { dedupeKey } = invocation;
        const answers = await Promise.all(
          Array.from({ length: 100 }, (_, receivedAt) =>
            within(({ inbox }) => inbox.receive({ dedupeKey, invocation, receivedAt }, claim)),
          ),
        );
        expect(answers.filter((first) => first)).toHaveLength(1);
        const row = await within(({ inbox }) => inbox.find(dedupeKey));
        expect(row).toEqual({
          ...{ dedupeKey, invocation, receivedAt: answers.indexOf(true) },
          ...{ ...claim, closedAt: null, jobId: null, deliveryId: null },
        });
      });

      test("closes an event once, with what came of it", async () => {
        const invocation = anInvocation();
        const { dedupeKey } = invocation;
        const job = await writeJob(opened.records, 1);
        await within(({ inbox }) => inbox.receive({ dedupeKey, invocation, receivedAt: 1 }, claim));
        const outcome = { jobId: job.id, deliveryId: null };
        expect(await within(({ inbox }) => inbox.close(dedupeKey, outcome, 2))).toBe(true);
        expect(await within(({ inbox }) => inbox.close(dedupeKey, { jobId: null, deliveryId: null }, 3))).toBe(false);
        const row = await within(({ inbox }) => inbox.find(dedupeKey));
        expect(row).toEqual({
          dedupeKey,
          invocation,
          receivedAt: 1,
          owner: null,
          leaseUntil: null,
          closedAt: 2,
          ...outcome,
        });
      });

      test("hands on what was received and not closed, once its lease has run out, to one taker only", async () => {
        const left = anInvocation();
        const inTime = anInvocation();
        const done = anInvocation();
        const row = (invocation: typeof left) => ({ dedupeKey: invocation.dedupeKey, invocation, receivedAt: 1 });
        await within(({ inbox }) => inbox.receive(row(left), { owner: "gone", leaseUntil: 50 }));
        await within(({ inbox }) => inbox.receive(row(inTime), { owner: "busy", leaseUntil: 500 }));
        await within(({ inbox }) => inbox.receive(row(done), { owner: "gone", leaseUntil: 50 }));
        await within(({ inbox }) => inbox.close(done.dedupeKey, { jobId: null, deliveryId: null }, 2));
        const from = { platforms: ["web"], session: null };
        const take = (platforms: readonly string[]) =>
          within(({ inbox }) => inbox.takeOver({ ...from, platforms }, { owner: "new", leaseUntil: 900 }, 100, 9));

        expect(await take(["chat"])).toEqual([]);
        const keys = (await Promise.all([take(["web"]), take(["web"])])).flat().map(({ dedupeKey }) => dedupeKey);
        expect(keys.filter((key) => key === left.dedupeKey)).toHaveLength(1);
        expect(keys).not.toContain(inTime.dedupeKey);
        expect(keys).not.toContain(done.dedupeKey);
      });

      test("names what only one session can answer, once its lease has run out", async () => {
        const ofSession = anInvocation({ replyTo: { ...replyTo, session: "s1" } });
        const ofAnybody = anInvocation();
        for (const invocation of [ofSession, ofAnybody]) {
          const row = { dedupeKey: invocation.dedupeKey, invocation, receivedAt: 1 };
          await within(({ inbox }) => inbox.receive(row, { owner: "gone", leaseUntil: 50 }));
        }
        const keys = async (at: number) =>
          (await within(({ inbox }) => inbox.ofSessions(at, 1_000))).map(({ dedupeKey }) => dedupeKey);
        expect(await keys(50)).not.toContain(ofSession.dedupeKey);
        expect(await keys(51)).toContain(ofSession.dedupeKey);
        expect(await keys(51)).not.toContain(ofAnybody.dedupeKey);
      });

      test("knows nothing of an event that never came", async () => {
        const outcome = { jobId: null, deliveryId: null };
        expect(await within(({ inbox }) => inbox.close(newId(), outcome, 2))).toBe(false);
        expect(await within(({ inbox }) => inbox.find(newId()))).toBe(null);
      });
    });

    describe("jobs", () => {
      test("come back as they were written, whatever people typed", async () => {
        const parent = await writeJob(opened.records, 1);
        const job = await writeJob(opened.records, 1, { parentJobId: parent.id, cancelRequestedAt: 5 });
        expect(await within(({ jobs }) => jobs.find(job.id))).toEqual(job);
        expect(await within(({ jobs }) => jobs.find(newId()))).toBe(null);
      });

      test("are retried at most once", async () => {
        const job = await writeJob(opened.records, 1);
        await writeJob(opened.records, 1, { retryOfJobId: job.id });
        await expect(writeJob(opened.records, 1, { retryOfJobId: job.id })).rejects.toThrow();
      });

      test("are asked to stop once", async () => {
        const { id } = await writeJob(opened.records, 1);
        expect(await within(({ jobs }) => jobs.requestCancel(id, 5))).toBe(true);
        expect(await within(({ jobs }) => jobs.requestCancel(id, 6))).toBe(false);
        expect((await within(({ jobs }) => jobs.find(id)))?.cancelRequestedAt).toBe(5);
        expect(await within(({ jobs }) => jobs.requestCancel(newId(), 6))).toBe(false);
      });

      test("are listed newest first, page by page, also those of one millisecond", async () => {
        const actor = somebody();
        const place = somewhere();
        const times = [10, 30, 20, 20, 20, 20, 30];
        for (const createdAt of times) await writeJob(opened.records, 0, { actor, place, createdAt });
        for (const of of [{ actor }, { place }]) {
          const all = await within(({ jobs }) => jobs.newest(of, null, 100));
          expect(all.map(({ createdAt }) => createdAt)).toEqual([30, 30, 20, 20, 20, 20, 10]);
          const paged: Job[] = [];
          let page: readonly Job[];
          do {
            page = await within(({ jobs }) => jobs.newest(of, paged.at(-1) ?? null, 3));
            paged.push(...page);
          } while (page.length > 0);
          expect(paged).toEqual(all);
        }
      });

      test("of one person are those of one workspace, and of one place those of all its threads", async () => {
        const actor = somebody();
        const place = somewhere({ thread: "t1" });
        const mine = await writeJob(opened.records, 0, { actor, place });
        await writeJob(opened.records, 0, { actor: { ...actor, workspace: "w2" } });
        await writeJob(opened.records, 0, { actor: { ...actor, platform: "terminal" } });
        const theirs = await writeJob(opened.records, 0, { place: { ...place, thread: null }, createdAt: 1 });
        const ofActor = await within(({ jobs }) => jobs.newest({ actor }, null, 9));
        const ofPlace = await within(({ jobs }) => jobs.newest({ place }, null, 9));
        expect(ofActor.map(({ id }) => id)).toEqual([mine.id]);
        expect(ofPlace.map(({ id }) => id)).toEqual([mine.id, theirs.id]);
      });
    });

    describe("images", () => {
      test("come back with what they were made from, in order", async () => {
        const parents = [anImage(), anImage()];
        const child = anImage({ deletedAt: 9, format: "webp" });
        const { ids, found } = await within(async ({ images }) => {
          for (const parent of parents) await images.insert(parent, []);
          const ids = parents.map(({ id }) => id);
          await images.insert(child, [...ids, ...ids.slice(0, 1)]);
          return { ids, found: await images.parents(child.id) };
        });
        expect(found).toEqual([...ids, ids[0]]);
        expect(await within(({ images }) => images.find(child.id))).toEqual(child);
        expect(await within(({ images }) => images.find(newId()))).toBe(null);
      });
    });

    describe("settings", () => {
      test("are set, replaced and removed, each in its own scope", async () => {
        const scope = newId();
        await within(({ settings }) => settings.set(scope, "model", "a"));
        await within(({ settings }) => settings.set(scope, "size", "portrait"));
        await within(({ settings }) => settings.set(newId(), "model", "c"));
        await within(({ settings }) => settings.set(scope, "model", awkwardText.replace("\u0000", "").toWellFormed()));
        expect(await within(({ settings }) => settings.get(scope, "model"))).toContain("🦊");
        await within(({ settings }) => settings.set(scope, "model", null));
        expect(await within(({ settings }) => settings.get(scope, "model"))).toBe(null);
        expect(await within(({ settings }) => settings.get(scope, "size"))).toBe("portrait");
      });
    });

    limitsContract(() => opened.records);
    removalContract(() => opened.records);
    picturesContract(() => opened.records);
    conversationsContract(() => opened.records);
    retentionContract(() => opened.records);
  });
}
