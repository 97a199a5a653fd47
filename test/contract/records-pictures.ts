import { describe, expect, test } from "vitest";
import { say } from "#core/message.ts";
import type { Records, Settlement, Transaction } from "#core/records.ts";
import type { Picture } from "#core/rows.ts";
import { aFailure, aLedgerRow, anImage, aPicture, newId, somebody, somewhere, writeJob } from "./sample-rows.ts";

/** The life of a picture, and what is booked for it. */
export function picturesContract(records: () => Records): void {
  function within<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return records().transaction(work);
  }

  async function waitingPicture(): Promise<Picture> {
    const job = await writeJob(records(), 1);
    return aPicture(job.id);
  }

  async function submittingPicture(): Promise<Picture> {
    const { id } = await waitingPicture();
    const claimed = await within(({ pictures }) => pictures.claim(id, { owner: "a", leaseUntil: 50 }, 20));
    if (!claimed) throw new Error("a waiting picture could not be claimed");
    return claimed;
  }

  async function rendered(): Promise<Settlement & { state: "rendered" }> {
    const image = anImage();
    await within(({ images }) => images.insert(image, []));
    return {
      state: "rendered",
      paintedImageId: image.id,
      costMicros: 41_000,
      costSource: "usage",
      notes: [say("disk.full")],
      requestId: "req_1",
      usage: { total_tokens: 100, nested: { "naïve 🦊": [1, null] } },
    };
  }

  function ended(state: "failed" | "cancelled" | "unknown", charged: "no" | "yes" | "unknown"): Settlement {
    return { state, failure: aFailure(charged), costMicros: charged === "no" ? null : 53_000, requestId: "req_2" };
  }

  function find(id: string): Promise<Picture | null> {
    return within(({ pictures }) => pictures.find(id));
  }

  const none = { owner: null, leaseUntil: null, reservedMicros: 0 };

  describe("a picture", () => {
    test("comes back as it was written, in its place among the others", async () => {
      const job = await writeJob(records(), 0);
      const third = aPicture(job.id, { position: 3 });
      const first = aPicture(job.id, { ...{ state: "failed", attempt: 2, failure: aFailure("no") }, usage: [1, "🦊"] });
      await within(({ pictures }) => pictures.insert([third, first]));
      await within(({ pictures }) => pictures.insert([]));
      expect(await within(({ pictures }) => pictures.ofJob(job.id))).toEqual([first, third]);
      expect(await find(third.id)).toEqual(third);
      expect(await find(newId())).toBe(null);
    });

    test("belongs to a job, and has its position to itself", async () => {
      await expect(within(({ pictures }) => pictures.insert([aPicture(newId())]))).rejects.toThrow();
      const job = await writeJob(records(), 1);
      const twin = aPicture(job.id, { id: newId() });
      await expect(within(({ pictures }) => pictures.insert([twin]))).rejects.toThrow();
    });

    test("is claimed by one of twenty who try at once", async () => {
      const { id } = await waitingPicture();
      const claims = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          within(({ pictures }) => pictures.claim(id, { owner: `worker ${index}`, leaseUntil: 99 }, 10)),
        ),
      );
      const [only, ...others] = claims.filter((claim) => claim !== null);
      expect(others).toEqual([]);
      expect(only).toMatchObject({ state: "submitting", attempt: 1, leaseUntil: 99, startedAt: 10 });
      expect(await find(id)).toEqual(only);
    });

    test("cannot be renewed or settled before it is claimed", async () => {
      const picture = await waitingPicture();
      const settlement = await rendered();
      expect(await within(({ pictures }) => pictures.renew(picture.id, 0, 99))).toBe(false);
      expect(await within(({ pictures }) => pictures.settle(picture.id, 0, settlement, 30))).toBe(false);
      expect(await within(({ pictures }) => pictures.settle(picture.id, 0, ended("failed", "no"), 30))).toBe(false);
      expect(await find(picture.id)).toEqual(picture);
    });

    test("keeps its lease while its attempt prolongs it, and only that attempt", async () => {
      const { id, attempt } = await submittingPicture();
      expect(await within(({ pictures }) => pictures.renew(id, attempt, 80))).toBe(true);
      expect(await within(({ pictures }) => pictures.renew(id, attempt + 1, 90))).toBe(false);
      expect((await find(id))?.leaseUntil).toBe(80);
      await within(({ pictures }) => pictures.settle(id, attempt, ended("unknown", "unknown"), 30));
      expect(await within(({ pictures }) => pictures.renew(id, attempt, 95))).toBe(false);
      expect((await find(id))?.leaseUntil).toBe(null);
    });

    test("that is rendered keeps what the provider said and gives its reservation back", async () => {
      const picture = await submittingPicture();
      const settlement = await rendered();
      expect(await within(({ pictures }) => pictures.settle(picture.id, 1, settlement, 30))).toBe(true);
      expect(await find(picture.id)).toEqual({ ...picture, ...settlement, ...none, charged: "yes", settledAt: 30 });
    });

    test.each([
      ["failed", "no"],
      ["failed", "yes"],
      ["cancelled", "no"],
      ["unknown", "unknown"],
    ] as const)("that ends as %s with charged %s says so", async (state, charged) => {
      const picture = await submittingPicture();
      const settlement = ended(state, charged);
      expect(await within(({ pictures }) => pictures.settle(picture.id, 1, settlement, 30))).toBe(true);
      const costSource = settlement.costMicros === null ? null : "estimate";
      expect(await find(picture.id)).toEqual({
        ...picture,
        ...settlement,
        ...none,
        charged,
        costSource,
        settledAt: 30,
      });
    });

    test("ends once: of many ends at the same time one counts", async () => {
      const { id } = await submittingPicture();
      const settlement = await rendered();
      const ends = [ended("failed", "yes"), settlement, ended("cancelled", "no"), settlement];
      const settled = await Promise.all(
        ends.map((end, at) => within(({ pictures }) => pictures.settle(id, 1, end, at))),
      );
      expect(settled.filter((counts) => counts)).toHaveLength(1);
      expect(await find(id)).toMatchObject({
        settledAt: settled.indexOf(true),
        state: ends[settled.indexOf(true)]?.state,
      });
    });

    test("listens to its current attempt only", async () => {
      const job = await writeJob(records(), 0);
      const second = aPicture(job.id, { state: "submitting", attempt: 2, owner: "b", leaseUntil: 90 });
      await within(({ pictures }) => pictures.insert([second]));
      const settlement = await rendered();
      for (const end of [settlement, ended("unknown", "unknown"), ended("failed", "no")]) {
        expect(await within(({ pictures }) => pictures.settle(second.id, 1, end, 30))).toBe(false);
      }
      expect(await find(second.id)).toEqual(second);
    });

    test("given up as unknown may still arrive from the same attempt, and from no other", async () => {
      const { id } = await submittingPicture();
      const settlement = await rendered();
      await within(({ pictures }) => pictures.settle(id, 1, ended("unknown", "unknown"), 30));
      expect(await within(({ pictures }) => pictures.claim(id, { owner: "b", leaseUntil: 99 }, 31))).toBe(null);
      for (const end of [ended("failed", "no"), ended("cancelled", "no"), ended("unknown", "unknown")]) {
        expect(await within(({ pictures }) => pictures.settle(id, 1, end, 32))).toBe(false);
      }
      expect(await within(({ pictures }) => pictures.settle(id, 2, settlement, 33))).toBe(false);
      expect(await within(({ pictures }) => pictures.settle(id, 1, settlement, 34))).toBe(true);
      expect(await within(({ pictures }) => pictures.settle(id, 1, settlement, 35))).toBe(false);
      expect(await find(id)).toMatchObject({ ...settlement, charged: "yes", failure: null, settledAt: 34 });
    });

    test.each(["failed", "cancelled"] as const)("that has %s never comes back", async (state) => {
      const { id } = await submittingPicture();
      const settlement = await rendered();
      await within(({ pictures }) => pictures.settle(id, 1, ended(state, "no"), 30));
      expect(await within(({ pictures }) => pictures.settle(id, 1, settlement, 31))).toBe(false);
      expect(await within(({ pictures }) => pictures.claim(id, { owner: "b", leaseUntil: 99 }, 31))).toBe(null);
    });

    test("gets the image that people see once, and only when it is rendered", async () => {
      const { id } = await submittingPicture();
      const settlement = await rendered();
      const { paintedImageId } = settlement;
      expect(await within(({ pictures }) => pictures.finish(id, paintedImageId))).toBe(false);
      await within(({ pictures }) => pictures.settle(id, 1, settlement, 30));
      expect(await within(({ pictures }) => pictures.finish(id, paintedImageId))).toBe(true);
      expect(await within(({ pictures }) => pictures.finish(id, "another"))).toBe(false);
      expect((await find(id))?.imageId).toBe(paintedImageId);
    });

    test("that waits is cancelled with its job, not charged; one that is being painted is not", async () => {
      const job = await writeJob(records(), 3);
      const other = await writeJob(records(), 1);
      await within(({ pictures }) => pictures.claim(`${job.id}-2`, { owner: "a", leaseUntil: 50 }, 20));
      const failure = aFailure("no");
      expect(await within(({ pictures }) => pictures.cancelWaiting(job.id, failure, 30))).toEqual([
        `${job.id}-1`,
        `${job.id}-3`,
      ]);
      expect(await within(({ pictures }) => pictures.cancelWaiting(job.id, failure, 31))).toEqual([]);
      const [first, second] = await within(({ pictures }) => pictures.ofJob(job.id));
      expect(first).toMatchObject({ state: "cancelled", charged: "no", failure, reservedMicros: 0, settledAt: 30 });
      expect(second).toMatchObject({ state: "submitting", reservedMicros: 53_000 });
      expect(await find(`${other.id}-1`)).toMatchObject({ state: "waiting" });
      expect(await within(({ pictures }) => pictures.claim(`${job.id}-1`, { owner: "b", leaseUntil: 9 }, 32))).toBe(
        null,
      );
    });
  });

  describe("the ledger", () => {
    test("books each attempt of a picture once, though it is told ten times at once", async () => {
      const picture = await waitingPicture();
      const row = aLedgerRow(picture.id, { actor: somebody(), place: somewhere({ thread: "t" }) });
      const booked = await Promise.all(
        Array.from({ length: 10 }, (_, index) => within(({ ledger }) => ledger.book({ ...row, bookedAt: index }))),
      );
      expect(booked.filter((counts) => counts)).toHaveLength(1);
      const later = aLedgerRow(picture.id, { attempt: 2, source: "estimate", personMicros: 0 });
      expect(await within(({ ledger }) => ledger.book(later))).toBe(true);
      const rows = await within(({ ledger }) => ledger.ofJob(picture.jobId));
      expect(rows).toEqual([{ ...row, bookedAt: booked.indexOf(true) }, later]);
    });

    test("holds more than a 32-bit number of micro-dollars", async () => {
      const picture = await waitingPicture();
      const row = aLedgerRow(picture.id, { costMicros: 5_000_000_000, personMicros: 5_000_000_000 });
      await within(({ ledger }) => ledger.book(row));
      expect(await within(({ ledger }) => ledger.ofJob(picture.jobId))).toEqual([row]);
    });

    test("books nothing for a picture that does not exist", async () => {
      await expect(within(({ ledger }) => ledger.book(aLedgerRow(newId())))).rejects.toThrow();
    });
  });
}
