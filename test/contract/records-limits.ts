import { describe, expect, test } from "vitest";
import type { Records, Transaction } from "#core/records.ts";
import { aJob, newId, somebody } from "./sample-rows.ts";

/** Budgets, rates, sessions and open jobs: what limits are decided from. */
export function limitsContract(records: () => Records): void {
  const within = <T>(work: (transaction: Transaction) => Promise<T>) => records().transaction(work);

  describe("spending", () => {
    test("adds up, also when a hundred add at once, and each scope and period stands alone", async () => {
      const scope = newId();
      const change = { scope, period: "2026-11-20", spentMicros: 3, reservedMicros: 5, images: 1 };
      await Promise.all(Array.from({ length: 100 }, () => within(({ spending }) => spending.add([change]))));
      await within(({ spending }) => spending.add([{ ...change, spentMicros: 0, reservedMicros: -500, images: -2 }]));

      expect(await within(({ spending }) => spending.get(scope, "2026-11-20"))).toEqual({
        ...{ scope, period: "2026-11-20", spentMicros: 300, reservedMicros: 0, images: 98 },
      });
      expect(await within(({ spending }) => spending.get(scope, "2026-11"))).toMatchObject({
        spentMicros: 0,
        images: 0,
      });
    });

    test("is listed by the beginning of its scope, highest first, whatever characters an id has", async () => {
      const prefix = `person:${newId()}%_`;
      const rows = [
        ["a", 1],
        ["\u{1f98a}", 3],
        ["b", 2],
      ] as const;
      for (const [end, spentMicros] of rows) {
        const row = { scope: prefix + end, period: "2026-11", spentMicros, reservedMicros: 0, images: 0 };
        await within(({ spending }) => spending.add([row]));
      }
      const listed = await within(({ spending }) => spending.list(prefix, "2026-11"));
      expect(listed.map(({ spentMicros }) => spentMicros)).toEqual([3, 2, 1]);
      expect(await within(({ spending }) => spending.list(prefix, "2026-12"))).toEqual([]);
    });
  });

  describe("a rate", () => {
    test("lets a bucket's worth through at once, then one after the other as it refills", async () => {
      const key = newId();
      const take = (at: number) => within(({ rates }) => rates.take(key, 6, at));
      const first = await Promise.all(Array.from({ length: 9 }, () => take(1_000)));
      expect(first.filter((wait) => wait === 0)).toHaveLength(6);
      expect(first.filter((wait) => wait === 10_000)).toHaveLength(3);
      expect(await take(6_000)).toBe(5_000);
      expect(await take(11_000)).toBe(0);
      expect(await take(11_000)).toBe(10_000);
      expect(await take(600_000)).toBe(0);
    });

    test("that is blocked lets nothing through until then, and a shorter block does not open it", async () => {
      const key = newId();
      await within(({ rates }) => rates.block(key, 9_000));
      await within(({ rates }) => rates.block(key, 5_000));
      expect(await within(({ rates }) => rates.take(key, 60, 6_000))).toBe(3_000);
    });

    test("is not upset by clocks that differ", async () => {
      const key = newId();
      expect(await within(({ rates }) => rates.take(key, 1, 60_000))).toBe(0);
      expect(await within(({ rates }) => rates.take(key, 1, 50_000))).toBe(60_000);
      expect(await within(({ rates }) => rates.take(key, 1, 120_000))).toBe(0);
    });
  });

  test("a session is gone when it was never heard of, or not for its time", async () => {
    const session = newId();
    expect(await within(({ sessions }) => sessions.isGone(session, 1))).toBe(true);
    await within(({ sessions }) => sessions.beat(session, 100));
    await within(({ sessions }) => sessions.beat(session, 200));
    expect(await within(({ sessions }) => sessions.isGone(session, 200))).toBe(false);
    expect(await within(({ sessions }) => sessions.isGone(session, 201))).toBe(true);
  });

  test("a job is open until its result is queued, once", async () => {
    const actor = somebody();
    const job = aJob({ actor, handedOverAt: null, request: { ...aJob().request, images: [] } });
    await within(({ jobs }) => jobs.insert(job));
    expect(await within(({ jobs }) => jobs.openOf(actor))).toEqual({ open: 1, painting: 0 });
    expect((await within(({ jobs }) => jobs.open(10_000))).map(({ id }) => id)).toContain(job.id);
    expect(await within(({ jobs }) => jobs.handOver(job.id, 5))).toBe(true);
    expect(await within(({ jobs }) => jobs.handOver(job.id, 6))).toBe(false);
    expect(await within(({ jobs }) => jobs.openOf(actor))).toEqual({ open: 0, painting: 0 });
    expect((await within(({ jobs }) => jobs.open(10_000))).map(({ id }) => id)).not.toContain(job.id);
  });
}
