import { describe, expect, test } from "vitest";
import { answer } from "#core/answer.ts";
import type { Records, Transaction } from "#core/records.ts";
import type { ImageRow, Job } from "#core/rows.ts";
import { aDelivery, aJob, anImage, anInvocation, newId, somebody, writeJob } from "./sample-rows.ts";

/*
 * Times of these tests lie before 1970, so that the rows of all others are younger than anything deleted here.
 */
const long = -1_000_000;
const old = -1_000;
const cutoff = -500;
const young = -100;

/** What goes when it is old, and what stays whatever its age. */
export function retentionContract(records: () => Records): void {
  const within = <T>(work: (transaction: Transaction) => Promise<T>) => records().transaction(work);

  async function writeImages(...changes: readonly Partial<ImageRow>[]): Promise<readonly ImageRow[]> {
    const rows = changes.map((change) => anImage(change));
    await within(async ({ images }) => {
      for (const row of rows) await images.insert(row, []);
    });
    return rows;
  }

  async function keptOf(wanted: readonly ImageRow[], pageSize: number): Promise<readonly ImageRow[]> {
    const all: ImageRow[] = [];
    for (;;) {
      const page = await within(({ images }) => images.keptBefore(cutoff, all.at(-1) ?? null, pageSize));
      all.push(...page);
      if (page.length === 0) return all.filter(({ id }) => wanted.some((row) => row.id === id));
    }
  }

  describe("old images", () => {
    test("are found page by page, the oldest first, without young and deleted ones", async () => {
      const rows = await writeImages(...[old, long, old, young, old].map((createdAt) => ({ createdAt })), {
        createdAt: old,
        deletedAt: 1,
      });
      const found = await keptOf(rows, 2);
      expect(found.map(({ createdAt }) => createdAt)).toEqual([long, old, old, old]);
      expect(found[0]).toEqual(rows[1]);
    });

    test("are deleted once; their bytes are to be removed until that is done", async () => {
      const [image] = await writeImages({ createdAt: old });
      const id = image?.id ?? "";
      const unremoved = async () => (await within(({ images }) => images.unremoved(null, 10_000))).map((row) => row.id);
      expect(await unremoved()).not.toContain(id);
      await within(({ images }) => images.markRemoved([id], 6));
      await within(({ images }) => images.markDeleted([id], 7));
      await within(({ images }) => images.markDeleted([id], 8));
      expect(await within(({ images }) => images.find(id))).toEqual({ ...image, deletedAt: 7 });
      expect(await unremoved()).toContain(id);
      expect(await within(({ images }) => images.unremoved(id, 10_000))).not.toContainEqual({ id });
      await within(({ images }) => images.markRemoved([id], 9));
      expect(await unremoved()).not.toContain(id);
      expect(await within(({ images }) => images.find(id))).toEqual({ ...image, deletedAt: 7 });
    });

    test("leave their bytes to another image with the same key that is kept", async () => {
      const [first, second, gone] = await writeImages({}, {}, { deletedAt: 3 });
      const shared = await writeImages({ key: first?.key ?? "", deletedAt: 5 });
      const keys = [...shared, second, gone].map((row) => row?.key ?? "");
      const needed = await within(({ images }) => images.neededKeys([...keys, "unknown.png"]));
      expect([...needed].toSorted()).toEqual([first?.key, second?.key].toSorted());
      expect(await within(({ images }) => images.neededKeys([]))).toEqual(new Set());
    });

    test("are in use while an open job paints from them or has painted them", async () => {
      const [input, mask, other] = await writeImages({}, {}, {});
      const request = { ...aJob().request, images: [input?.id ?? ""], mask: mask?.id ?? "" };
      const job = await writeJob(records(), 1, { request });
      const [painted] = await writeImages({ jobId: job.id });
      const used = await within(({ images }) => images.inUse());
      for (const row of [input, mask, painted]) {
        expect(used.ids).toContain(row?.id);
        expect(used.keys).toContain(row?.key);
      }
      expect(used.ids).not.toContain(other?.id);

      await within(({ jobs }) => jobs.handOver(job.id, 5));
      const after = await within(({ images }) => images.inUse());
      for (const row of [input, mask, painted]) expect(after.ids).not.toContain(row?.id);
    });

    test("are in use while a delivery brings them, and not once it is settled", async () => {
      const job = await writeJob(records(), 1, { handedOverAt: 1 });
      const [painted, shown] = await writeImages({ jobId: job.id }, {});
      const { key = "" } = shown ?? {};
      const picture = {
        pictureId: "p",
        key,
        format: "png",
        fileName: "a.png",
        alt: "",
        width: 1,
        height: 1,
        bytes: 1,
        as: "picture" as const,
        spoiler: false,
      };
      const said = answer({ text: [], images: [{ ...picture, format: "png" }] });
      const result = aDelivery({ jobId: job.id });
      const words = aDelivery({ answer: said, state: "posting", attempt: 1 });
      await within(async ({ deliveries }) => {
        for (const delivery of [result, words]) await deliveries.insert(delivery);
      });
      const used = await within(({ images }) => images.inUse());
      expect(used.ids).toContain(painted?.id);
      expect(used.keys).toContain(key);

      const failure = { code: "cancelled", text: { code: "result.stopped", parameters: {} }, charged: "no" } as const;
      await within(({ deliveries }) => deliveries.giveUp(result.id, failure, 2));
      await within(({ deliveries }) => deliveries.settle(words.id, 1, { state: "undelivered", failure }, 2));
      const after = await within(({ images }) => images.inUse());
      expect(after.ids).not.toContain(painted?.id);
      expect(after.keys).not.toContain(key);
    });
  });

  describe("old words", () => {
    const data = { token: "secret" };

    test("of a job go when it has ended, was delivered and none of its images is kept", async () => {
      const changes: Partial<Job> = { createdAt: old, handedOverAt: old };
      const ended = await writeJob(records(), 1, changes);
      const open = await writeJob(records(), 1, { createdAt: old });
      const recent = await writeJob(records(), 1, { ...changes, createdAt: young });
      const undelivered = await writeJob(records(), 1, changes);
      await within(({ deliveries }) => deliveries.insert(aDelivery({ jobId: undelivered.id })));
      const shown = await writeJob(records(), 1, changes);
      const [image] = await writeImages({ jobId: shown.id });

      expect(await within(({ jobs }) => jobs.forget(cutoff, 1, 100))).toBe(1);
      expect(await within(({ jobs }) => jobs.find(ended.id))).toEqual({
        ...ended,
        request: { ...ended.request, prompt: "" },
        replyTo: { ...ended.replyTo, data: {} },
      });
      for (const job of [open, recent, undelivered, shown]) {
        expect(await within(({ jobs }) => jobs.find(job.id))).toEqual(job);
      }
      await within(({ images }) => images.markDeleted([image?.id ?? ""], 2));
      expect(await within(({ jobs }) => jobs.forget(cutoff, 1, 100))).toBe(1);
      expect(await within(({ jobs }) => jobs.forget(cutoff, 1, 100))).toBe(0);
    });

    test("go in batches", async () => {
      for (let count = 0; count < 3; count += 1) await writeJob(records(), 0, { createdAt: old, handedOverAt: old });
      expect(await within(({ jobs }) => jobs.forget(cutoff, 1, 2))).toBe(2);
      expect(await within(({ jobs }) => jobs.forget(cutoff, 1, 2))).toBe(1);
    });

    test("of a delivery go when it is settled; what it posted is still found", async () => {
      const delivery = aDelivery({ answer: answer({ text: [{ literal: "a fox" }] }), journal: { sent: "1" } });
      const to = { ...delivery, replyTo: { ...delivery.replyTo, data } };
      await within(({ deliveries }) => deliveries.insert(to));
      expect(await within(({ deliveries }) => deliveries.forget(cutoff, 1, 100))).toBe(0);
      await within(({ deliveries }) => deliveries.claim(to.id, { owner: "me", leaseUntil: 9 }));
      const delivered = { messages: [{ channel: to.place.channel, message: newId(), files: [] }] };
      await within(({ deliveries }) => deliveries.settle(to.id, 1, { state: "delivered", delivered }, old));

      expect(await within(({ deliveries }) => deliveries.forget(cutoff, 1, 100))).toBe(1);
      expect(await within(({ deliveries }) => deliveries.forget(cutoff, 1, 100))).toBe(0);
      expect(await within(({ deliveries }) => deliveries.find(to.id))).toMatchObject({
        ...{ answer: null, journal: {}, state: "delivered" },
        replyTo: { ...to.replyTo, data: {} },
      });
      expect(await within(({ deliveries }) => deliveries.messages(to.id))).toEqual(delivered);
    });

    test("of an asking go when it is closed; the same event still counts once", async () => {
      const given = anInvocation({ actor: somebody({ name: "Ada Lovelace" }) });
      const invocation = { ...given, replyTo: { ...given.replyTo, data } };
      const { dedupeKey } = invocation;
      const row = { dedupeKey, invocation, receivedAt: long };
      const claim = { owner: "edge", leaseUntil: 9e15 };
      await within(({ inbox }) => inbox.receive(row, claim));
      expect(await within(({ inbox }) => inbox.forget(cutoff, 1, 100))).toBe(0);
      const job = await writeJob(records(), 0, { handedOverAt: 1 });
      await within(({ inbox }) => inbox.close(dedupeKey, { jobId: job.id, deliveryId: null }, old));

      expect(await within(({ inbox }) => inbox.forget(cutoff, 1, 100))).toBe(1);
      expect(await within(({ inbox }) => inbox.forget(cutoff, 1, 100))).toBe(0);
      const kept = await within(({ inbox }) => inbox.find(dedupeKey));
      expect(kept).toMatchObject({ jobId: job.id, closedAt: old, invocation: { command: "imagine", values: {} } });
      expect(JSON.stringify(kept)).not.toMatch(/Ada|secret/);
      expect(await within(({ inbox }) => inbox.receive(row, claim))).toBe(false);
    });

    test("of forms that nobody sent off go, and sessions that are long gone", async () => {
      const ids = [newId(), newId()];
      await within(async ({ drafts, sessions }) => {
        for (const [index, id] of ids.entries()) {
          await drafts.insert({ id, invocation: anInvocation(), createdAt: index === 0 ? old : young });
          await sessions.beat(id, index === 0 ? old : young);
        }
      });
      expect(await within(({ drafts }) => drafts.removeBefore(cutoff, 100))).toBe(1);
      expect(await within(({ sessions }) => sessions.removeBefore(cutoff, 100))).toBe(1);
      expect(await within(({ drafts }) => drafts.take(ids[0] ?? ""))).toBe(null);
      expect(await within(({ drafts }) => drafts.take(ids[1] ?? ""))).not.toBe(null);
      expect(await within(({ sessions }) => sessions.isGone(ids[1] ?? "", young))).toBe(false);
    });
  });
}
